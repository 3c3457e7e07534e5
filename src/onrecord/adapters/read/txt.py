"""Plain text: bytes to characters, nothing changed, doubt about the encoding said."""

from __future__ import annotations

from onrecord.adapters.read.decoding import Decoded, decode
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.core.document.document_text import DocumentText, Origin
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError

SUFFIXES = (".txt", ".text", ".md")
MEDIA_TYPE = "text/plain"

_OTHER_FORMATS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


def accepts(data: bytes) -> bool:
    """Say whether the first bytes could be those of a plain text."""
    return not data.startswith(_OTHER_FORMATS)


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a plain text file; a form feed begins a page.

    Raises ``InputError`` for bytes that are no text, or more of it than the limits allow.
    """
    decoded = decode(data)
    if len(decoded.text) > limits.characters:
        raise InputError("The text holds more than {most} characters.", most=limits.characters)
    return DocumentText(
        text=decoded.text,
        pages=_pages(decoded.text),
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        runner_up=decoded.runner_up,
        language=guess_language(decoded.text),
        warnings=decoded.warnings(),
        origins=origins_of(data, decoded),
        byte_mark=decoded.mark,
    )


def origins_of(data: bytes, decoded: Decoded) -> tuple[Origin, ...]:
    """Return the way back to the file, where the text gives back exactly its bytes."""
    length = len(decoded.text)
    try:
        is_same = decoded.text.encode(decoded.encoding) == data[decoded.mark :]
    except UnicodeError:
        is_same = False
    return (Origin(0, length, 0, length),) if is_same and length else ()


def _pages(text: str) -> tuple[tuple[int, int], ...]:
    pages = []
    start = 0
    for page in text.split("\f"):
        pages.append((start, start + len(page)))
        start += len(page) + 1
    return tuple(pages)
