"""What rows has a table without ruling lines, once a person said where its columns part?"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import onrecord
from onrecord.adapters.read.paged.columns import columns, propose_edges
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.document.document_text import DocumentText, Word
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import keep_copy

TOOL: Final = "onrecord columns"
MOST_EDGES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a person cuts a page: ``edges`` between columns, as shares of the page width.

    The table lies between ``top`` and ``bottom``, shares of the page height. ``has_heading``
    where its first row names the columns.
    """

    edges: tuple[float, ...]
    top: float = 0.0
    bottom: float = 1.0
    has_heading: bool = True

    def __post_init__(self) -> None:
        inside = all(0 < edge < 1 for edge in self.edges)
        if not (inside and 0 <= self.top < self.bottom <= 1) or len(self.edges) > MOST_EDGES:
            raise InputError("The borders of a table lie on its page.", value=self.edges)


def proposed(words: Sequence[Word], cut: Cut) -> tuple[float, ...]:
    """Return where the columns may part between the upper and the lower border of a cut.

    Too many proposals are none.
    """
    edges = tuple(edge for edge in propose_edges(_inside(words, cut)) if 0 < edge < 1)
    return edges if len(edges) <= MOST_EDGES else ()


def rows_of(document: DocumentText, words: Sequence[Word], cut: Cut) -> list[list[str]]:
    """Return the cells of the table row by row, from top to bottom."""
    cells = columns(document.text, _inside(words, cut), cut.edges)
    return [[cell.text for cell in row] for row in cells]


def keep_table(
    text: Exhibit, rows: Sequence[Sequence[str]], cut: Cut, *, page: int, by: Actor
) -> Exhibit:
    """Keep a table as a CSV file derived from the file that came in, with how it was cut.

    Raises InputError for a table without rows.
    """
    require(by, Right.CODE)
    original = text.derived_from
    if original is None:
        raise UsageError("This text was not read from a file.", value=text.name)
    if len(rows) <= cut.has_heading:
        raise InputError("There are no rows between these borders.", remedy="Move the borders.")
    return keep_copy(
        original,
        _csv(rows, has_heading=cut.has_heading),
        kind="read",
        name=f"{PurePath(original.name).stem[:200]}-page-{page}.csv",
        media_type="text/csv",
        by=by,
        tool=TOOL,
        version=onrecord.__version__,
        parameters={
            "text": text.sha256,
            "page": page,
            "edges": [str(edge) for edge in cut.edges],
            "top": str(cut.top),
            "bottom": str(cut.bottom),
            "heading": cut.has_heading,
        },
    )


def _csv(rows: Sequence[Sequence[str]], *, has_heading: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heading = list(rows[0]) if has_heading else [""] * len(rows[0])
    writer.writerow(_named(heading))
    for row in rows[1:] if has_heading else rows:
        writer.writerow([spreadsheet_safe(cell) for cell in row])
    return out.getvalue().encode("utf-8")


def _named(heading: Sequence[str]) -> list[str]:
    """Return names of columns, each once; a column without a name is counted."""
    names: list[str] = []
    for number, name in enumerate(heading, start=1):
        plain = spreadsheet_safe(name.strip()) or f"column {number}"
        names.append(plain if plain not in names else f"{plain} ({number})")
    return names


def _inside(words: Sequence[Word], cut: Cut) -> list[Word]:
    """Return the words whose middle lies between the upper and the lower border."""
    middles = ((word, (word.box.top + word.box.bottom) / 2) for word in words)
    return [word for word, middle in middles if cut.top <= middle <= cut.bottom]
