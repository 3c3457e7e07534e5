"""How a row of a reference table becomes checked values, and what refuses it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period

DATA = files("onrecord.reference") / "data"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        value = self.cells[column].strip()
        if not value:
            raise self.refusal(column, "The cell must not be empty.")
        return value

    def optional(self, column: str) -> str | None:
        """Return a cell, or None where it is empty."""
        return self.cells[column].strip() or None

    def words(self, column: str) -> str:
        """Return a cell that may be empty, as text."""
        return self.cells[column].strip()

    def number(self, column: str) -> float | None:
        """Return a number, or None where the cell is empty: unknown is never zero."""
        return self.read(column, float, "The cell holds no number.")

    def period(self, column: str) -> Period | None:
        """Return an EDTF date or interval, or None where the cell is empty."""
        return self.read(column, Period.from_edtf, "The cell holds no EDTF date.")

    def choice(self, column: str, kind: Callable[[str], Value]) -> Value:
        """Return a cell as one of the values of an enumeration."""
        try:
            return kind(self.text(column))
        except ValueError as error:
            raise self.refusal(column, "The cell holds none of the known values.") from error

    def yes(self, column: str) -> bool:
        """Return a cell of yes or no."""
        value = self.text(column)
        if value not in {"yes", "no"}:
            raise self.refusal(column, "The cell must say yes or no.")
        return value == "yes"

    def read(self, column: str, kind: Callable[[str], Value], problem: str) -> Value | None:
        """Return the cell as ``kind`` makes it, or None where it is empty."""
        value = self.optional(column)
        if value is None:
            return None
        try:
            return kind(value)
        except (ValueError, InputError) as error:
            raise self.refusal(column, problem) from error

    def refusal(self, column: str, problem: str) -> InputError:
        """Return the error that says what is wrong with a cell of this row."""
        return InputError(
            problem, file=self.file, line=self.line, column=column, value=self.cells.get(column)
        )


def read_rows(text: str, *, file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV text whose header must be ``columns``, in this order."""
    reader = csv.reader(io.StringIO(text))
    header = tuple(next(reader, ()))
    if header != columns:
        raise InputError(
            "The table must have the columns {columns}.",
            columns=", ".join(columns),
            value=", ".join(header),
            file=file,
            line=1,
        )
    for cells in reader:
        if len(cells) != len(columns):
            raise InputError(
                "The row has {found} cells where {wanted} are needed.",
                found=len(cells),
                wanted=len(columns),
                file=file,
                line=reader.line_num,
            )
        yield Row(file, reader.line_num, dict(zip(columns, cells, strict=True)))


def unique(ids: set[str], row: Row) -> str:
    """Return the id of the row and remember it; a second row of the same id is refused."""
    found = row.text("id")
    if found in ids:
        raise row.refusal("id", "The id stands twice in the table.")
    ids.add(found)
    return found
