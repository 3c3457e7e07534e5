"""What did camera and programs write into a picture? Its tags, and apart from them its place."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import ExifTags, Image

_LONGEST = 500
_LONGEST_XMP = 200_000
_LEFT_OUT = frozenset({"MakerNote", "ExifOffset", "GPSInfo", "PrintImageMatching"})
"""Pointers, and what only its maker can read; the original keeps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """Tags of a picture by their EXIF names; ``location`` and ``xmp`` can tell where it was."""

    tags: Mapping[str, str]
    location: Mapping[str, str]
    xmp: str


def embedded(data: bytes) -> Embedded:
    """Return what a picture tells of itself; nothing of it is believed to be true.

    Pillow reads the head of the file, not the picture. Raises what Pillow raises for a file that
    is damaged: ask it in a process apart.
    """
    with Image.open(io.BytesIO(data)) as image:
        exif = image.getexif()
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        xmp = image.info.get("xmp", b"")
        size = {"Width": str(image.width), "Height": str(image.height)}
        kind = {"Format": image.format or ""}
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp)
    return Embedded(
        tags={**kind, **size, **_named(exif, ExifTags.TAGS), **_named(camera, ExifTags.TAGS)},
        location={**_named(place, ExifTags.GPSTAGS), **_degrees(place)},
        xmp=text[:_LONGEST_XMP],
    )


def _named(values: Mapping[int, object], names: Mapping[int, str]) -> dict[str, str]:
    found = {names.get(key, f"Tag {key}"): value for key, value in values.items()}
    return {name: _text(value) for name, value in found.items() if name not in _LEFT_OUT}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        printable = value.rstrip(b"\x00")
        shown = printable.decode("ascii") if printable.isascii() else printable.hex()
    elif isinstance(value, tuple):
        shown = ", ".join(_text(part) for part in value)
    else:
        shown = str(value).rstrip("\x00")
    return shown[:_LONGEST]


def _degrees(place: Mapping[int, object]) -> dict[str, str]:
    """Return latitude and longitude in degrees, where both are there and make sense."""
    tags = ExifTags.GPS
    found = {}
    for name, value, side, negative, most in (
        ("Latitude", tags.GPSLatitude, tags.GPSLatitudeRef, "S", 90),
        ("Longitude", tags.GPSLongitude, tags.GPSLongitudeRef, "W", 180),
    ):
        parts = place.get(value)
        if not isinstance(parts, tuple) or len(parts) != 3:
            return {}
        try:
            degrees = sum(float(part) / 60**power for power, part in enumerate(parts))
        except (TypeError, ValueError, ZeroDivisionError):
            return {}
        # A rational with nothing below the line comes as "not a number".
        if not 0 <= degrees <= most:
            return {}
        found[name] = f"{-degrees if place.get(side) == negative else degrees:.6f}"
    return found
