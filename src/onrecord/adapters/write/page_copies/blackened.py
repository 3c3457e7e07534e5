"""How does the picture of a page look once boxes of it are black for good?"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from onrecord.core.document.document_text import Box

_MARGIN: Final = 0.15
"""How much a box grows on each side, as a share of its height: letters reach beyond their boxes."""
_LEAST: Final = 2
"""Dots by which it grows at least."""
_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a JPEG picture of ``width`` times ``height`` dots, without any metadata."""

    jpeg: bytes
    width: int
    height: int


def blackened(png: bytes, boxes: Iterable[Box]) -> Picture:
    """Return the picture of a page with the boxes black; what they cover is not in it any more.

    ``png`` is what ``page_view.page_image`` drew. The black is drawn before the picture is
    compressed, and only the dots are taken over.
    """
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        page = opened.convert("RGB")
    draw = ImageDraw.Draw(page)
    for box in boxes:
        top, bottom = box.top * page.height, box.bottom * page.height
        more = max(_LEAST, (bottom - top) * _MARGIN)
        left, right = box.left * page.width, box.right * page.width
        draw.rectangle((left - more, top - more, right + more, bottom + more), fill="black")
    return _compressed(page)


def pictured(png: bytes) -> Picture:
    """Return the picture of a page as it is."""
    return blackened(png, ())


def blank(png: bytes) -> Picture:
    """Return a page that is black from edge to edge, of the size of the picture given."""
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        size = opened.size
    return _compressed(Image.new("RGB", size, "black"))


def _compressed(page: Image.Image) -> Picture:
    out = io.BytesIO()
    # A picture of its own: nothing that the opened file carried along can be written.
    clean = Image.frombytes("RGB", page.size, page.tobytes())
    clean.save(out, "JPEG", quality=_QUALITY)
    return Picture(out.getvalue(), page.width, page.height)
