"""CSV and other separated files as documents: the text as it is, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.adapters.read import txt
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.table.records import Line
from onrecord.adapters.read.table.sniff import sniff_separator
from onrecord.core.document.document_text import Cell, DocumentText, TextTable
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".csv", ".tsv")
MEDIA_TYPE = "text/csv"

_SAMPLE_LINES: Final = 200
_MOST_CELLS: Final = 200_000


def accepts(data: bytes) -> bool:
    """Say whether the first bytes could be those of a plain text."""
    return txt.accepts(data)


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a separated file letter by letter, with its cells as a table.

    Raises ``InputError`` for bytes that are no text, or more of it than the limits allow.
    """
    plain = txt.read(data, limits)
    sample = plain.text[: 256 * 1024].splitlines()[:_SAMPLE_LINES]
    lines = [Line(number, text, None) for number, text in enumerate(sample, start=1)]
    separator = sniff_separator(lines)[0].choice
    rows: list[tuple[Cell | None, ...]] = []
    cells = 0
    warnings = plain.warnings
    for row in _rows(plain.text, separator):
        cells += len(row)
        if cells > _MOST_CELLS:
            rows = []
            more = Remark.of("The file has so many cells that only its text is kept.")
            warnings = (*warnings, more)
            break
        rows.append(row)
    return DocumentText(
        text=plain.text,
        pages=((0, len(plain.text)),),
        media_type=MEDIA_TYPE,
        encoding=plain.encoding,
        encoding_confidence=plain.encoding_confidence,
        runner_up=plain.runner_up,
        language=plain.language,
        warnings=warnings,
        origins=plain.origins,
        byte_mark=plain.byte_mark,
        tables=(TextTable(page=1, rows=tuple(rows)),) if rows else (),
    )


def _rows(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row; a quoted cell may hold separators and line ends."""
    mark = re.escape(separator)
    one = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<plain>[^{mark}\r\n]*+))(?P<end>{mark}|\r\n|\n|\r|\Z)'
    )
    row: list[Cell] = []
    place = 0
    while place < len(text):
        found = one.match(text, place)
        if found is None:
            # A quotation mark that nothing closes: the rest of the line is one cell.
            found = _REST.match(text, place)
        if found is None:
            return
        group = "quoted" if found["quoted"] is not None else "plain"
        span = found.span(group)
        row.append(
            Cell(
                text=found[group].replace('""', '"') if group == "quoted" else found[group],
                spans=(span,) if span[0] < span[1] else (),
            )
        )
        place = found.end()
        if found["end"] != separator:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


_REST: Final = re.compile(r"(?P<quoted>(?!))?(?P<plain>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")
