"""JPEG pictures of a page: the words on it, recognised by tesseract, with their places."""

from __future__ import annotations

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.paged.picture import read_picture
from onrecord.core.document.document_text import DocumentText

SUFFIXES = (".jpg", ".jpeg")
MEDIA_TYPE = "image/jpeg"
RECOGNISES = True


def accepts(data: bytes) -> bool:
    """Say whether the file begins as such a picture does."""
    return data.startswith(b"\xff\xd8\xff")


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the words on the picture; see ``paged.picture.read_picture``."""
    return read_picture(data, "JPEG", MEDIA_TYPE, limits)
