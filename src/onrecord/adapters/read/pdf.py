"""PDF: text page by page in reading order, ruled tables cell by cell, scanned pages recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pypdfium2 as pdfium

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.ocr import Recogniser
from onrecord.adapters.read.paged.assembling import (
    WITHOUT_TESSERACT,
    WITHOUT_TIME,
    Pages,
    page_list,
)
from onrecord.adapters.read.paged.cleaning import REPLACEMENT, cleaned
from onrecord.adapters.read.paged.drawing import drawn, is_blank, scan_dpi
from onrecord.adapters.read.paged.opening import opened_layer, opened_page, opened_pdf
from onrecord.adapters.read.paged.placing import PlacedText
from onrecord.adapters.read.paged.tables import Tables, has_rulings
from onrecord.core.document.document_text import DocumentText, TextTable
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".pdf",)
MEDIA_TYPE = "application/pdf"
RECOGNISES = True

_HEAD = 1024
_MOST_TABLE_PAGES: Final = 100
"""Finding the tables of a page takes a hundred times as long as its text."""


def accepts(data: bytes) -> bool:
    """Say whether the file begins as a PDF does."""
    return b"%PDF-" in data[:_HEAD]


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a PDF, pages parted by an empty line.

    A page without a text layer is recognised on its picture where this machine has tesseract;
    else it is named in a warning. Tables are those with ruling lines. Raises ``InputError`` for
    a file that is cut off, damaged, locked by a password, or larger than the limits.
    """
    with opened_pdf(data, limits) as document:
        reading = _Reading(document, limits, Tables(data), Recogniser(limits), Pages(limits))
        for number in range(1, len(document) + 1):
            reading.page(number)
    pages = reading.pages
    text = pages.text
    return DocumentText(
        text=text,
        pages=tuple(pages.places),
        media_type=MEDIA_TYPE,
        language=guess_language(text),
        warnings=(*pages.remarks(), *reading.remarks(), *_unreadable(text)),
        flagged=pages.doubtful(),
        words=tuple(pages.words),
        recognitions=tuple(pages.recognitions),
        tables=tuple(pages.tables),
    )


@dataclass(slots=True)
class _Reading:
    """A PDF on its way to text, page by page, so that only one page is in memory."""

    document: pdfium.PdfDocument
    limits: Limits
    tables: Tables
    recogniser: Recogniser
    pages: Pages
    _table_pages: int = 0
    _untold: list[int] = field(default_factory=list)
    _without: set[Remark] = field(default_factory=set)

    def page(self, number: int) -> None:
        """Read the next page."""
        with opened_page(self.document, number) as page:
            with opened_layer(page, number) as layer:
                text = cleaned(layer.get_text_range())
                if text.strip():
                    self.pages.add(text, self._tables(page, layer, number))
                    return
            self._picture(page, number)

    def _tables(
        self, page: pdfium.PdfPage, layer: pdfium.PdfTextPage, number: int
    ) -> tuple[TextTable, ...]:
        if not has_rulings(page):
            return ()
        if self._table_pages >= _MOST_TABLE_PAGES:
            self._untold.append(number)
            return ()
        self._table_pages += 1
        placed = PlacedText.of(page, layer, number)
        return self.tables.on_page(number, placed.text, list(placed.words()))

    def _picture(self, page: pdfium.PdfPage, number: int) -> None:
        recognised = None
        if not is_blank(page) and self._may_recognise():
            dpi = scan_dpi(page)
            image = drawn(page, dpi, self.limits, number=number)
            recognised = self.recogniser.page(image, number, dpi)
        if recognised is not None and recognised.text:
            self.pages.add_recognised(recognised)
        else:
            self.pages.add_empty()

    def _may_recognise(self) -> bool:
        if not self.limits.ocr_seconds:
            return False
        if not self.recogniser.is_there:
            self._without.add(WITHOUT_TESSERACT)
        elif not self.recogniser.has_time:
            self._without.add(WITHOUT_TIME)
        return not self._without

    def remarks(self) -> Iterator[Remark]:
        """Say which pages have no text and why, and where tables were not looked for."""
        if self.pages.empty:
            yield Remark.of(
                "Pages without a text layer: {pages}. They may be scans, which need OCR.",
                pages=page_list(self.pages.empty),
            )
        yield from self._without
        if self._untold:
            yield Remark.of(
                "Tables were looked for on the first {most} pages with ruling lines only; not on "
                "pages {pages}.",
                most=_MOST_TABLE_PAGES,
                pages=page_list(self._untold),
            )


def _unreadable(text: str) -> Iterator[Remark]:
    count = text.count(REPLACEMENT)
    if count:
        yield Remark.of(
            "{count} characters have no letter in the file and are shown as {sign}.",
            count=count,
            sign=REPLACEMENT,
        )
