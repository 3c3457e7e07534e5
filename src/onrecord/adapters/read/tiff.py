"""TIFF pictures of one or many pages: the words on them, recognised, with their places."""

from __future__ import annotations

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.paged.picture import read_picture
from onrecord.core.document.document_text import DocumentText

SUFFIXES = (".tif", ".tiff")
MEDIA_TYPE = "image/tiff"
RECOGNISES = True


def accepts(data: bytes) -> bool:
    """Say whether the file begins as such a picture does."""
    return data.startswith((b"II*\x00", b"MM\x00*"))


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the words on the picture; see ``paged.picture.read_picture``."""
    return read_picture(data, "TIFF", MEDIA_TYPE, limits)
