"""How a PDF and its pages are opened: with an error in words for each way that it can fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError

_TAIL = 65_536


@contextmanager
def opened_pdf(data: bytes, limits: Limits) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF whose end is there and whose number of pages is within the limits."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(
            "The PDF is cut off: its end is missing.", remedy="Fetch or copy the file again."
        )
    document = _document(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise InputError(
                "The PDF has {count} pages, more than the {most} that are read at once.",
                count=count,
                most=limits.pages,
                remedy="Split it.",
            )
        yield document
    finally:
        document.close()


def _document(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                "The PDF is locked by a password.", remedy="Save a copy without the password."
            ) from error
        raise InputError("The PDF is damaged and cannot be opened.") from error


@contextmanager
def opened_page(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """Open a page by its number from 1."""
    if not 1 <= number <= len(document):
        raise InputError("The document has no page {page}.", page=number)
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        raise InputError("Page {page} of the PDF is damaged.", page=number) from error
    try:
        yield page
    finally:
        page.close()


@contextmanager
def opened_layer(page: pdfium.PdfPage, number: int) -> Iterator[pdfium.PdfTextPage]:
    """Open the text layer of a page; ``number`` is for the error."""
    try:
        layer = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise InputError("Page {page} of the PDF is damaged.", page=number) from error
    try:
        yield layer
    finally:
        layer.close()
