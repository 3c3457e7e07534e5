"""How the text of a document is written as JSON and read again, between two processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from onrecord.core.document.document_text import (
    Box,
    Cell,
    DocumentText,
    Flag,
    FlaggedSpan,
    Origin,
    Part,
    Recognition,
    TextTable,
    Word,
)
from onrecord.core.kernel.remark import Remark


def to_plain(document: DocumentText) -> dict[str, object]:
    """Return what JSON can hold; ``from_plain`` makes the same document of it."""
    return {
        "text": document.text,
        "pages": document.pages,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "encoding_confidence": document.encoding_confidence,
        "runner_up": document.runner_up,
        "language": document.language,
        "byte_mark": document.byte_mark,
        "warnings": [warning.to_plain() for warning in document.warnings],
        "flagged": [asdict(span) for span in document.flagged],
        "origins": [(o.start, o.end, o.source_start, o.source_end) for o in document.origins],
        "words": [(w.start, w.end, _sides(w.box), w.confidence, w.other) for w in document.words],
        "recognitions": [asdict(one) for one in document.recognitions],
        "tables": [
            {
                "page": table.page,
                "first_row": table.first_row,
                "rows": [[_cell(cell) for cell in row] for row in table.rows],
            }
            for table in document.tables
        ],
        "parts": [asdict(part) for part in document.parts],
    }


def from_plain(plain: dict[str, Any]) -> DocumentText:
    """Return the document; raises ValueError, TypeError or KeyError where it is none."""
    parts = {
        "pages": _pairs(plain["pages"]),
        "warnings": tuple(map(Remark.from_plain, plain["warnings"])),
        "flagged": tuple(
            FlaggedSpan(**(span | {"flag": Flag(span["flag"])})) for span in plain["flagged"]
        ),
        "origins": tuple(Origin(*one) for one in plain["origins"]),
        "words": tuple(
            Word(start=start, end=end, box=Box(*box), confidence=confidence, other=other)
            for start, end, box, confidence, other in plain["words"]
        ),
        "recognitions": tuple(Recognition(**one) for one in plain["recognitions"]),
        "tables": tuple(
            TextTable(
                page=table["page"],
                first_row=table["first_row"],
                rows=tuple(tuple(_cell_of(cell) for cell in row) for row in table["rows"]),
            )
            for table in plain["tables"]
        ),
        "parts": tuple(Part(**part) for part in plain["parts"]),
    }
    return DocumentText(**(plain | parts))


def _sides(box: Box) -> tuple[float, ...]:
    return box.page, box.left, box.top, box.right, box.bottom


def _cell(cell: Cell | None) -> tuple[object, ...] | None:
    if cell is None:
        return None
    return cell.text, cell.spans, None if cell.box is None else _sides(cell.box)


def _cell_of(plain: list[Any] | None) -> Cell | None:
    if plain is None:
        return None
    text, spans, box = plain
    return Cell(text=text, spans=_pairs(spans), box=None if box is None else Box(*box))


def _pairs(plain: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in plain)
