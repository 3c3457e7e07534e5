"""What do the rows of a form's workbook hold, by the names of their columns?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.adapters.read.table.rows import RowError
from onrecord.adapters.read.table.workbook import is_workbook, read_sheet, sheet_titles
from onrecord.core.kernel.errors import InputError

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest workbook of a form."""
MOST_ROWS = 20_000
"""Rows of the longest sheet of a form, empty ones included."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet that holds anything: its number and its cells by column."""

    sheet: str
    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Return what stands in a column; empty where nothing does."""
        return self.cells.get(column, "")

    def fault(
        self,
        template: str,
        column: str = "",
        *,
        remedy: str,
        value: object = None,
        **params: object,
    ) -> InputError:
        """Return an error of this row."""
        return InputError(
            template,
            file=self.sheet,
            line=self.line,
            column=column or None,
            value=value,
            remedy=remedy,
            **params,
        )


def checked(data: bytes, name: str) -> dict[str, str]:
    """Return the sheets of a workbook: the name by which we know a sheet, and its title.

    Raises InputError for what is no workbook, is too large, or has no sheet ``survey``.
    """
    if len(data) > LARGEST:
        raise InputError(
            "The file is larger than {most} MiB.", file=name, most=LARGEST // (1024 * 1024)
        )
    if not is_workbook(data[:4]):
        raise InputError(
            "The file is no XLSX workbook",
            file=name,
            remedy="Save the form as XLSX and bring it in again.",
        )
    found = {title.strip().casefold(): title for title in sheet_titles(data, name)}
    if "survey" not in found:
        raise InputError(
            "The workbook has no sheet with the name survey",
            file=name,
            remedy="An XLSForm has the sheets survey, choices and settings.",
        )
    return found


def rows_of(data: bytes, name: str, title: str) -> Iterator[SheetRow]:
    """Yield the rows of a sheet below its header that hold anything.

    The names of columns come in small letters. Raises InputError for a sheet that is too long.
    """
    header: list[str] | None = None
    known_as = title.strip().casefold()
    for row in read_sheet(data, name, title):
        if row.line > MOST_ROWS:
            raise InputError(
                "The sheet has more than {most} rows", file=known_as, most=MOST_ROWS, line=row.line
            )
        if isinstance(row, RowError):
            raise InputError("The row is too large", file=known_as, line=row.line)
        if not any(cell.strip() for cell in row.values):
            continue
        if header is None:
            header = [column_name(cell) for cell in row.values]
            continue
        cells = {
            column: cell.strip()
            for column, cell in zip(header, row.values, strict=False)
            if column and cell.strip()
        }
        if cells:
            yield SheetRow(known_as, row.line, cells)


def column_name(text: str) -> str:
    """Return the name of a column as we know it: ``list name`` is ``list_name``.

    What stands behind ``::`` is the name of a language and stays as it is.
    """
    column, colons, language = text.strip().partition("::")
    if not colons and ":" in column and column.partition(":")[0].strip().casefold() in _TRANSLATED:
        column, colons, language = column.partition(":")
    plain = column.strip().casefold().replace(" ", "_")
    plain = _ALIASES.get(plain, plain)
    return f"{plain}::{language.strip()}" if colons else plain


_TRANSLATED = frozenset({"label", "hint", "constraint_message", "required_message"})
_ALIASES = {
    "relevance": "relevant",
    "readonly": "read_only",
    "read-only": "read_only",
    "listname": "list_name",
    "count": "repeat_count",
    "calculate": "calculation",
    "constraint-msg": "constraint_message",
    "requiredmsg": "required_message",
}
