"""PNG pictures of a page: the words on it, recognised by tesseract, with their places."""

from __future__ import annotations

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.paged.picture import read_picture
from onrecord.core.document.document_text import DocumentText

SUFFIXES = (".png",)
MEDIA_TYPE = "image/png"
RECOGNISES = True


def accepts(data: bytes) -> bool:
    """Say whether the file begins as such a picture does."""
    return data.startswith(b"\x89PNG\r\n\x1a\n")


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the words on the picture; see ``paged.picture.read_picture``."""
    return read_picture(data, "PNG", MEDIA_TYPE, limits)
