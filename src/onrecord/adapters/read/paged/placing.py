"""Where on a page of a PDF the characters and words of its text layer stand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from onrecord.adapters.read.paged.cleaning import cleaned_with_places
from onrecord.core.document.document_text import Box, Word, lines_of

_GRID: Final = 100_000
"""PDFium answers in whole dots; on a page this many dots wide that is exact enough."""
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The stored text of a page and the means to ask where its characters stand."""

    page: pdfium.PdfPage
    layer: pdfium.PdfTextPage
    number: int
    text: str
    places: list[int]

    @classmethod
    def of(cls, page: pdfium.PdfPage, layer: pdfium.PdfTextPage, number: int) -> PlacedText:
        """Return the text of an open page; ``number`` is its number from 1."""
        return cls(page, layer, number, *cleaned_with_places(layer.get_text_range()))

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes of a part of the text, one for each line."""
        found = (self._box(index) for index in range(max(0, start), min(end, len(self.text))))
        return lines_of([box for box in found if box is not None])

    def words(self) -> Iterator[Word]:
        """Yield every word with its box; a word broken over two lines comes in two."""
        for match in _WORD.finditer(self.text):
            lines: list[tuple[int, int, Box]] = []
            for index in range(match.start(), match.end()):
                box = self._box(index)
                if box is None:
                    continue
                if lines and len(lines_of([lines[-1][2], box])) == 1:
                    lines[-1] = (lines[-1][0], index + 1, lines[-1][2].joined(box))
                else:
                    lines.append((index, index + 1, box))
            for start, end, box in lines:
                yield Word(start=start, end=end, box=box, confidence=1.0)

    def _box(self, index: int) -> Box | None:
        if self.text[index].isspace():
            return None
        place = pdfium_raw.FPDFText_GetCharIndexFromTextIndex(self.layer, self.places[index])
        if place < 0:
            return None
        try:
            left, bottom, right, top = self.layer.get_charbox(place, loose=True)
        except pdfium.PdfiumError:
            return None
        return self._on_page(left, bottom, right, top)

    def _on_page(self, left: float, bottom: float, right: float, top: float) -> Box:
        one, other = _shown(self.page, left, bottom), _shown(self.page, right, top)
        across, down = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Box(self.number, across[0], down[0], across[1], down[1])


def _shown(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return a point of the page as fractions of the page as it is shown, turned if it is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return (
        min(max(across.value / _GRID, 0.0), 1.0),
        min(max(down.value / _GRID, 0.0), 1.0),
    )
