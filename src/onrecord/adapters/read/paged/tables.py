"""Which tables with ruling lines stand on a page of a PDF, cell by cell."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from onrecord.core.document.document_text import Box, Cell, TextTable, Word

_LEAST_LINES: Final = 4
_MOST_LINES: Final = 5_000
"""A page with more drawn lines than this is a map or a chart; looking for tables takes minutes."""


def has_rulings(page: pdfium.PdfPage) -> bool:
    """Say whether enough lines are drawn on a page that a table could stand on it."""
    count = int(pdfium_raw.FPDFPage_CountObjects(page))
    lines = 0
    for index in range(count):
        kind = pdfium_raw.FPDFPageObj_GetType(pdfium_raw.FPDFPage_GetObject(page, index))
        lines += kind == pdfium_raw.FPDF_PAGEOBJ_PATH
    return _LEAST_LINES <= lines <= _MOST_LINES


class Tables:
    """Finds the tables of one PDF, page by page; ``words`` of a page fill the cells."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def on_page(self, number: int, text: str, words: Sequence[Word]) -> tuple[TextTable, ...]:
        """Return the tables of a page by its number from 1, or none where it cannot be told.

        ``text`` and ``words`` are those of the page; the spans of cells are indexes into it.
        """
        try:
            grids = list(self._grids(number))
        except _BROKEN:
            return ()
        tables = (_table(number, grid, text, words) for grid in grids)
        return tuple(table for table in tables if table is not None)

    def _grids(self, number: int) -> Iterator[list[list[Box | None]]]:
        with pdfplumber.open(io.BytesIO(self._data), pages=[number]) as document:
            page = document.pages[0]
            for table in page.find_tables():
                yield [[_box(page, number, cell) for cell in row.cells] for row in table.rows]


def _box(page: Page, number: int, cell: tuple[float, float, float, float] | None) -> Box | None:
    if cell is None:
        return None
    left, top, right, bottom = page.bbox
    width, height = right - left, bottom - top
    across = sorted(min(max((side - left) / width, 0.0), 1.0) for side in (cell[0], cell[2]))
    down = sorted(min(max((side - top) / height, 0.0), 1.0) for side in (cell[1], cell[3]))
    return Box(number, across[0], down[0], across[1], down[1])


def _table(
    number: int, grid: Sequence[Sequence[Box | None]], text: str, words: Sequence[Word]
) -> TextTable | None:
    rows = tuple(
        tuple(None if box is None else cell_of(box, text, words) for box in row) for row in grid
    )
    cells = [cell for row in rows for cell in row if cell is not None]
    # A frame around a paragraph is no table.
    if len(cells) < 2 or not any(cell.text for cell in cells):
        return None
    return TextTable(page=number, rows=rows)


def cell_of(box: Box, text: str, words: Sequence[Word]) -> Cell:
    """Return the cell with the words whose middle lies in the box."""
    inside = [word for word in words if _holds(box, word.box)]
    spans: list[tuple[int, int]] = []
    for word in inside:
        if spans and not text[spans[-1][1] : word.start].strip():
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    shown = " ".join(" ".join(text[start:end].split()) for start, end in spans)
    return Cell(text=shown, spans=tuple(spans), box=box)


def _holds(box: Box, other: Box) -> bool:
    across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


_BROKEN: Final = (
    PDFException,
    PSException,
    PdfminerException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    OSError,
    StopIteration,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What pdfminer raises for a page that PDFium could still read."""
