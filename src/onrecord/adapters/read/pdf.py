"""PDF with a text layer: text page by page in reading order; pages without one are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".pdf",)
MEDIA_TYPE = "application/pdf"

_HEAD = 1024
_TAIL = 65_536
_BETWEEN_PAGES = "\n\n"


def accepts(data: bytes) -> bool:
    """Say whether the file begins as a PDF does."""
    return b"%PDF-" in data[:_HEAD]


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text layer of a PDF, pages parted by an empty line.

    A page without text is named in a warning: it may be a scan. Raises ``InputError`` for a
    file that is cut off, damaged, locked by a password, or larger than the limits.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(
            "The PDF is cut off: its end is missing.", remedy="Fetch or copy the file again."
        )
    texts = list(_page_texts(data, limits))
    text = _BETWEEN_PAGES.join(texts)
    return DocumentText(
        text=text,
        pages=tuple(_places(texts)),
        media_type=MEDIA_TYPE,
        language=guess_language(text),
        warnings=(*_empty_pages(texts), *_unreadable(text)),
    )


def _page_texts(data: bytes, limits: Limits) -> Iterator[str]:
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise InputError(
                "The PDF has {count} pages, more than the {most} that are read at once.",
                count=count,
                most=limits.pages,
                remedy="Split it.",
            )
        left = limits.characters
        for number in range(count):
            text = _page_text(document, number)
            left -= len(text)
            if left < 0:
                raise InputError(
                    "The PDF holds more than {most} characters.", most=limits.characters
                )
            yield text
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                "The PDF is locked by a password.", remedy="Save a copy without the password."
            ) from error
        raise InputError("The PDF is damaged and cannot be opened.") from error


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        layer = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise InputError("Page {page} of the PDF is damaged.", page=number + 1) from error
    try:
        return _cleaned(layer.get_text_range())
    finally:
        layer.close()
        page.close()


# PDFium marks a hyphen at a line end, where the word goes on, as U+0002 or U+FFFE.
# It joins "cam-paign" rightly; after a number or a prefix the hyphen belongs to the word.
_BROKEN_WORD = re.compile(
    r"(?P<keeps>\d|\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|non|pre|post|self|ex|co))?"
    r"[\x02\ufffe\u00ad](?:\r?\n)?"
)
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n)")
_NO_LETTER = re.compile(r"[\ud800-\udfff\ue000-\uf8ff\uffff\U000f0000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffc]")
_REPLACEMENT = "\ufffd"


def _cleaned(text: str) -> str:
    text = _LINE_END.sub("\n", _BROKEN_WORD.sub(_rejoined, text))
    return _CONTROL.sub(" ", _NO_LETTER.sub(_REPLACEMENT, text)).rstrip()


def _rejoined(match: re.Match[str]) -> str:
    return f"{match['keeps']}-" if match["keeps"] else ""


def _places(texts: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for text in texts:
        yield start, start + len(text)
        start += len(text) + len(_BETWEEN_PAGES)


_MOST_NAMED = 20


def _empty_pages(texts: list[str]) -> Iterator[Remark]:
    empty = [str(number) for number, text in enumerate(texts, start=1) if not text.strip()]
    if empty:
        named = ", ".join(empty[:_MOST_NAMED]) + (" …" if len(empty) > _MOST_NAMED else "")
        yield Remark.of(
            "Pages without a text layer: {pages}. They may be scans, which need OCR.", pages=named
        )


def _unreadable(text: str) -> Iterator[Remark]:
    count = text.count(_REPLACEMENT)
    if count:
        yield Remark.of(
            "{count} characters have no letter in the file and are shown as {sign}.",
            count=count,
            sign=_REPLACEMENT,
        )
