"""A table of capture histories from a CSV file, with every fault at its line and column."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

import numpy as np

from onrecord.core.kernel.capture_histories import MOST_PERSONS, NOT_COVERED, CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError

_COUNT: Final = "count"
_MARKS: Final = {"1": 1, "0": 0, "": NOT_COVERED}
_SEPARATORS: Final = ",;\t"
_MOST_COLUMNS: Final = 256
_NUMBER: Final = re.compile(r"\d+(\.\d*)?([eE][-+]?\d{1,3})?|\.\d+")

_Marks = tuple[int, ...]
_Weights = dict[_Marks, Counter[float]]


def read_capture_table(path: Path, strata: Sequence[str] = ()) -> tuple[CaptureHistories, ...]:
    """Read a CSV file into one table, or into one for each combination of the strata columns.

    Every column is a list with 1 (named), 0 (not named) or nothing (not covered), except
    ``count`` (persons, may be fractional; without it each row is one person) and the columns
    named in ``strata``. The separator is a comma, a semicolon or a tabulator; the text is UTF-8.

    Raises InputError with file, line, column and value for anything else, and for a row that no
    list names; UsageError for a stratum column that is not there.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return read_capture_lines(str(path), stream, strata)
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is not UTF-8 text.", file=str(path), remedy="Save it as CSV in UTF-8."
        ) from error
    except OSError as error:
        raise InputError(
            "The file cannot be opened: {why}.", file=str(path), why=error.strerror or "unreadable"
        ) from error
    except csv.Error as error:
        raise InputError("The file is not CSV: {why}.", file=str(path), why=str(error)) from error


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row the lists, the count and the strata stand."""

    file: str
    names: tuple[str, ...]
    lists: tuple[int, ...]
    count: int | None
    strata: tuple[int, ...]

    @classmethod
    def of(cls, file: str, header: Sequence[str], strata: Sequence[str]) -> _Columns:
        names = tuple(name.strip() for name in header)
        _check_header(file, names)
        missing = [name for name in strata if name not in names]
        if missing:
            raise UsageError(
                "The table has no column of this name to make strata from.",
                file=file,
                value=missing[0],
                remedy=f"Its columns are: {', '.join(names)}.",
            )
        count = next((place for place, name in enumerate(names) if name.casefold() == _COUNT), None)
        parts = tuple(names.index(name) for name in strata)
        lists = tuple(place for place in range(len(names)) if place != count and place not in parts)
        if not lists:
            raise InputError("The table has no list columns.", file=file, line=1)
        return cls(file, names, lists, count, parts)

    def stratum(self, row: Sequence[str]) -> str | None:
        """Return the stratum of a row in words, such as ``region=West, sex=F``."""
        if not self.strata:
            return None
        return stratum_named(
            [self.names[place] for place in self.strata],
            [row[place].strip() for place in self.strata],
        )

    def marks(self, row: Sequence[str], line: int) -> _Marks:
        """Return the marks of a row, checked."""
        marks = tuple(self._mark(row, place, line) for place in self.lists)
        if 1 not in marks:
            raise InputError(
                "This row is a person on no list, and nobody can be observed on no list.",
                file=self.file,
                line=line,
                value=",".join(row),
                remedy="Remove the row: how many people are on no list is what is to be estimated.",
            )
        return marks

    def weight(self, row: Sequence[str], line: int) -> float:
        """Return the count of a row, 1.0 where the table has no such column."""
        if self.count is None:
            return 1.0
        text = row[self.count].strip()
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        if number > MOST_PERSONS:
            raise InputError(
                "The count is not a number of persons.",
                file=self.file,
                line=line,
                column=self.names[self.count],
                value=text,
                remedy="Write digits, with a point for fractions, such as 12 or 0.333.",
            )
        return number

    def _mark(self, row: Sequence[str], place: int, line: int) -> int:
        text = row[place].strip()
        if text not in _MARKS:
            raise InputError(
                "A list column holds 1 (named), 0 (not named) or nothing (not covered).",
                file=self.file,
                line=line,
                column=self.names[place],
                value=text,
                remedy="If this column is not a list, remove it or name it with --strata.",
            )
        return _MARKS[text]


def read_capture_lines(
    file: str, stream: TextIO, strata: Sequence[str] = ()
) -> tuple[CaptureHistories, ...]:
    """Read a table as ``read_capture_table`` does, from text that is open already.

    ``file`` is the name that errors give; csv.Error is left to the caller.
    """
    rows = _rows(file, stream)
    _, header = next(rows, (1, []))
    columns = _Columns.of(file, header, strata)
    tables: dict[str | None, _Weights] = {}
    for line, row in rows:
        if len(row) != len(columns.names):
            raise InputError(
                "The row has {found} cells, the header {wanted}.",
                file=file,
                line=line,
                found=len(row),
                wanted=len(columns.names),
            )
        weights = tables.setdefault(columns.stratum(row), {})
        counter = weights.setdefault(columns.marks(row, line), Counter())
        counter[columns.weight(row, line)] += 1
    if not tables:
        raise InputError("The table has a header and no rows.", file=file)
    lists = tuple(columns.names[place] for place in columns.lists)
    return tuple(_table(lists, tables[stratum], stratum) for stratum in sorted(tables, key=str))


def stratum_named(columns: Sequence[str], values: Sequence[str]) -> str:
    """Return a stratum in words, such as ``region=West, sex unknown``."""
    parts = zip(columns, values, strict=True)
    return ", ".join(f"{name}={value}" if value else f"{name} unknown" for name, value in parts)


def _rows(file: str, stream: TextIO) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the number of the line it ends on."""
    header = stream.readline()
    if not header.strip():
        raise InputError("The file is empty.", file=file)
    separator = max(_SEPARATORS, key=header.count)
    stream.seek(0)
    reader = csv.reader(stream, delimiter=separator, strict=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _check_header(file: str, names: Sequence[str]) -> None:
    if len(names) > _MOST_COLUMNS:
        raise InputError(
            "The table has {found} columns; the limit is {limit}.",
            file=file,
            line=1,
            found=len(names),
            limit=_MOST_COLUMNS,
        )
    for place, name in enumerate(names, start=1):
        if not name:
            raise InputError("A column has no name.", file=file, line=1, column=str(place))
        if names.count(name) > 1:
            raise InputError("Two columns have the same name.", file=file, line=1, column=name)


def _table(lists: tuple[str, ...], weights: _Weights, stratum: str | None) -> CaptureHistories:
    counts = [
        math.fsum(weight * times for weight, times in counter.items())
        for counter in weights.values()
    ]
    return CaptureHistories(
        lists, np.array(list(weights), dtype=np.int8), np.array(counts), stratum
    )
