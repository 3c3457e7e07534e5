"""How a page looks: drawn from a PDF or taken from a picture, never larger than the limits."""

from __future__ import annotations

import io
import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image

from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError

POINTS_PER_INCH: Final = 72
USUAL_DPI: Final = 200
_LEAST_DPI: Final = 150
_MOST_DPI: Final = 300
_LEAST_SIDE: Final = 1_000
"""A picture with a shorter long side than this is taken as it is, at the usual resolution."""


def drawn(page: pdfium.PdfPage, dpi: float, limits: Limits, *, number: int) -> Image.Image:
    """Return a page of a PDF as a picture of at most ``limits.pixels``."""
    width, height = page.get_size()
    wanted = dpi / POINTS_PER_INCH
    area = width * height * wanted**2
    scale = wanted * min(1.0, math.sqrt(limits.pixels / area)) if area > 0 else wanted
    try:
        bitmap = page.render(scale=scale, grayscale=False)
    except (pdfium.PdfiumError, ValueError, OverflowError) as error:
        raise InputError("Page {page} of the PDF cannot be drawn.", page=number) from error
    try:
        image: Image.Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return image


def scan_dpi(page: pdfium.PdfPage) -> int:
    """Return the resolution of the largest picture on a page, within what recognition likes."""
    across = page.get_width() / POINTS_PER_INCH
    images = page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    widths = []
    for image in images:
        try:
            widths.append(image.get_px_size()[0])
        except pdfium.PdfiumError:
            continue
    found = max(widths, default=0) / across if across > 0 else 0
    return round(min(max(found, _LEAST_DPI), _MOST_DPI)) if found else USUAL_DPI


def is_blank(page: pdfium.PdfPage) -> bool:
    """Say whether nothing at all is drawn on the page."""
    return int(pdfium_raw.FPDFPage_CountObjects(page)) == 0


@contextmanager
def opened_picture(data: bytes, kind: str) -> Iterator[Image.Image]:
    """Open a picture file of one format, ``PNG``, ``JPEG`` or ``TIFF``, without unpacking it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about damaged metadata, which is not read
        try:
            image = Image.open(io.BytesIO(data), formats=[kind])
        except _BROKEN as error:
            raise InputError("The picture is damaged and cannot be opened.") from error
        try:
            yield image
        finally:
            image.close()


def frame(image: Image.Image, number: int, limits: Limits) -> Image.Image:
    """Return a page of a picture file, by its number from 1, in memory."""
    try:
        image.seek(number - 1)
        width, height = image.size
        if width * height > limits.pixels:
            raise InputError(
                "The picture has {count} million dots; the most is {most}.",
                count=width * height // 1_000_000,
                most=limits.pixels // 1_000_000,
                remedy="Save a copy at 300 dots an inch.",
            )
        return image.convert("RGB" if image.mode not in ("1", "L") else "L")
    except _BROKEN as error:
        raise InputError("Page {page} of the picture is damaged.", page=number) from error


def frame_count(image: Image.Image, limits: Limits) -> int:
    """Return the number of pages of a picture file."""
    try:
        count = int(getattr(image, "n_frames", 1))
    except _BROKEN as error:
        raise InputError("The picture is damaged and cannot be opened.") from error
    if count > limits.pages:
        raise InputError(
            "The picture has {count} pages, more than the {most} that are read at once.",
            count=count,
            most=limits.pages,
            remedy="Split it.",
        )
    return count


def picture_dpi(image: Image.Image) -> int:
    """Return the resolution that a picture states, where it is likely; else a guess by its size."""
    stated = image.info.get("dpi")
    across = stated[0] if isinstance(stated, tuple) and stated else 0
    try:
        dpi = float(across)
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if _LEAST_DPI / 2 <= dpi <= _MOST_DPI * 4:
        return round(dpi)
    longest = max(image.size)
    return USUAL_DPI if longest < _LEAST_SIDE else max(100, round(longest / 11.7))


_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow raises for a file that is no sound picture."""
