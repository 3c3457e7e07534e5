"""Tags of pictures that we write ourselves: what the camera says, and where it was, apart."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from onrecord.adapters.read.embedded import embedded


def picture(kind: str = "JPEG", *, gps: dict[int, object] | None = None, **more: object) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of Arta"
    exif[ExifTags.Base.DateTime] = "1999:04:03 10:00:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] = IFDRational(1, 60)
    if gps:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    out = io.BytesIO()
    Image.new("RGB", (8, 6)).save(out, kind, exif=exif, **more)
    return out.getvalue()


PRIZREN = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (42.0, 12.0, 36.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (20.0, 44.0, 24.0),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_camera_and_time_are_told_and_the_place_stands_apart(kind: str) -> None:
    told = embedded(picture(kind, gps=PRIZREN))
    assert told.tags["Make"] == "Camera of Arta"
    assert told.tags["DateTime"] == "1999:04:03 10:00:00"
    assert (told.tags["Width"], told.tags["Height"]) == ("8", "6")
    assert "ExposureTime" in told.tags
    assert (told.location["Latitude"], told.location["Longitude"]) == ("42.210000", "20.740000")
    assert not any("42" in value or "Latitude" in name for name, value in told.tags.items())


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {ExifTags.GPS.GPSLatitude: (42.0, 12.0, 36.0)},
        {**PRIZREN, ExifTags.GPS.GPSLatitude: (400.0, 0.0, 0.0)},
        {**PRIZREN, ExifTags.GPS.GPSLatitude: (IFDRational(1, 0), 0.0, 0.0)},
    ],
)
def test_half_a_place_or_nonsense_makes_no_degrees(gps: dict[int, object]) -> None:
    assert "Latitude" not in embedded(picture(gps=gps)).location


def test_south_and_west_are_negative() -> None:
    south = {**PRIZREN, ExifTags.GPS.GPSLatitudeRef: "S", ExifTags.GPS.GPSLongitudeRef: "W"}
    told = embedded(picture(gps=south)).location
    assert (told["Latitude"], told["Longitude"]) == ("-42.210000", "-20.740000")


def test_xmp_is_kept_apart_as_well() -> None:
    assert embedded(picture("PNG")).xmp == ""
    told = embedded(picture("WEBP", xmp=b"<x:xmpmeta>place</x:xmpmeta>"))
    assert told.xmp == "<x:xmpmeta>place</x:xmpmeta>"
