"""How a list is opened: what kind of file it is, how it is written, what its columns are."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.adapters.read.table.records import Line, read_lines, read_records
from onrecord.adapters.read.table.rows import Dialect, Row, RowError, Source, open_source
from onrecord.adapters.read.table.sniff import (
    Guess,
    find_header,
    sniff_encoding,
    sniff_separator,
)
from onrecord.adapters.read.table.workbook import choose_sheet, is_workbook, read_sheet
from onrecord.core.kernel.errors import InputError

_SAMPLE_LINES = 200
_SAMPLE_CHARS = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list with named columns, whose rows are read one at a time and as often as wanted."""

    name: str
    columns: tuple[str, ...]
    dialect: Dialect
    warnings: tuple[str, ...]
    _records: Callable[[], Iterator[Row | RowError]]

    def rows(self) -> Iterator[Row | RowError]:
        """Yield the rows below the header in the order of the file; blank ones are left out.

        Every row has one value for each column. A line that is damaged, or has more or fewer
        cells than the header, comes as a ``RowError`` with its cells and the reason.
        """
        width, header = len(self.columns), self.dialect.header_line
        for record in self._records():
            if record.line <= header:
                continue
            if isinstance(record, Row) and len(record.values) != width:
                fitted = _fitted(record, width)
                if fitted is not None:
                    yield fitted
            elif not _is_blank(record):
                yield record


def open_table(
    source: Source,
    name: str,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
    header_line: int | None = None,
) -> Table:
    """Open a CSV, TSV or XLSX list; what is not told is found out from the file itself.

    ``name`` is shown in messages. The kind of file is known by its content, not by its name.
    Raises InputError where the file is no list or a choice cannot be used.
    """
    with open_source(source) as stream:
        start = stream.read(8)
    if not start:
        raise InputError("The file is empty", file=name)
    if start.startswith(_OLD_EXCEL):
        raise InputError(
            "This is a workbook of the old format", file=name, remedy="Save it as XLSX or CSV."
        )
    if start.startswith(b"%PDF"):
        raise InputError("This is a PDF, not a list", file=name, remedy="Give a CSV or XLSX file.")
    if is_workbook(start):
        return _open_workbook(source, name, sheet, header_line)
    return _open_text(source, name, encoding, separator, header_line)


_SEPARATOR_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def _open_text(
    source: Source,
    name: str,
    encoding: str | None,
    separator: str | None,
    header_line: int | None,
) -> Table:
    guess = Guess(_known(encoding, name), 1.0) if encoding else _sniffed_encoding(source)
    sample = _sample(source, guess.choice)
    cut, quote = sniff_separator(sample)
    if separator is not None:
        cut = Guess(_SEPARATOR_NAMES.get(separator, separator), 1.0)
        if len(cut.choice) != 1:
            raise InputError("A separator is one character", file=name, value=separator)

    def records() -> Iterator[Row | RowError]:
        lines = read_lines(open_source(source), guess.choice)
        return read_records(lines, cut.choice, quote)

    first = list(read_records(iter(sample), cut.choice, quote))
    header = _header(first, name, header_line)
    columns, warnings = _columns(header)
    dialect = Dialect(
        header_line=header.line,
        encoding=guess.choice,
        encoding_confidence=guess.confidence,
        encoding_runner_up=guess.runner_up,
        separator=cut.choice,
        separator_confidence=cut.confidence,
        quote=quote,
    )
    warnings += _doubts(guess, cut) + _oddities(first, header)
    return Table(
        name=name, columns=columns, dialect=dialect, warnings=tuple(warnings), _records=records
    )


def _open_workbook(source: Source, name: str, sheet: str | None, header_line: int | None) -> Table:
    chosen, warnings = choose_sheet(source, name, sheet)

    def records() -> Iterator[Row | RowError]:
        return read_sheet(source, name, chosen)

    first = list(islice(records(), _SAMPLE_LINES))
    header = _header(first, name, header_line)
    columns, more = _columns(header)
    dialect = Dialect(header_line=header.line, sheet=chosen)
    return Table(
        name=name,
        columns=columns,
        dialect=dialect,
        warnings=(*warnings, *more, *_oddities(first, header)),
        _records=records,
    )


def _sniffed_encoding(source: Source) -> Guess:
    with open_source(source) as stream:
        return sniff_encoding(stream)


def _known(encoding: str, name: str) -> str:
    try:
        found = codecs.lookup(encoding).name
        b"".decode(found)
    except LookupError:
        raise InputError(
            "There is no encoding of this name",
            file=name,
            value=encoding,
            remedy="For example utf-8, cp1250, cp1251, cp1252 or latin-1.",
        ) from None
    return found


def _sample(source: Source, encoding: str) -> list[Line]:
    lines: list[Line] = []
    size = 0
    for line in read_lines(open_source(source), encoding):
        lines.append(line)
        size += len(line.text)
        if len(lines) >= _SAMPLE_LINES or size >= _SAMPLE_CHARS:
            break
    return lines


def _header(first: list[Row | RowError], name: str, told: int | None) -> Row:
    rows = [record for record in first if isinstance(record, Row)]
    if told is not None:
        header = next((row for row in rows if row.line == told and any(row.values)), None)
        if header is None:
            raise InputError("There are no column names in this line", file=name, line=told)
        return header
    header = find_header(rows)
    if header is not None:
        return header
    refused = next((record for record in first if isinstance(record, RowError)), None)
    if refused is not None:
        reason = refused.errors[0].as_row()["reason"]
        raise InputError("{reason}", file=name, line=refused.line, reason=reason)
    raise InputError("The file has no row of column names", file=name)


def _columns(header: Row) -> tuple[tuple[str, ...], list[str]]:
    """Return a name for every column, each once, and what had to be done for that."""
    columns: list[str] = []
    warnings: list[str] = []
    for number, cell in enumerate(header.values, start=1):
        column = " ".join(cell.split())
        if not column:
            column = f"column {number}"
            warnings.append(f"Column {number} has no name and is called {column!r}.")
        elif column in columns:
            again = f"{column} ({sum(known.startswith(column) for known in columns) + 1})"
            warnings.append(f"The name {column!r} occurs twice; the second is called {again!r}.")
            column = again
        columns.append(column)
    if header.line > 1:
        warnings.append(f"The column names stand in line {header.line}; lines above are left out.")
    if columns and all(cell.strip().lstrip("-").isdigit() for cell in header.values):
        warnings.append("The column names are numbers: has the file a row of names at all?")
    return tuple(columns), warnings


def _doubts(encoding: Guess, separator: Guess) -> list[str]:
    doubts: list[str] = []
    if encoding.confidence < 0.7:
        other = f" or {encoding.runner_up}" if encoding.runner_up else ""
        doubts.append(
            f"The encoding may be {encoding.choice}{other}: look at the letters in the preview."
        )
    if separator.confidence < 0.6:
        other = f" or {separator.runner_up!r}" if separator.runner_up else ""
        doubts.append(f"The separator may be {separator.choice!r}{other}.")
    return doubts


def _oddities(first: list[Row | RowError], header: Row) -> list[str]:
    """Say where the first rows are wider or narrower than the header, or hold formulas."""
    rows = [record for record in first if isinstance(record, Row) and record.line > header.line]
    widths = Counter(len(row.values) for row in rows if any(row.values))
    found = [
        f"Line {row.line} has {len(row.values)} cells, the header {len(header.values)}."
        for row in rows
        if any(row.values) and len(row.values) != len(header.values)
    ]
    if found and widths and len(header.values) not in widths:
        found = [f"No row has as many cells as the header ({len(header.values)}).", found[0]]
    formulas = [row.line for row in rows if row.formulas]
    if formulas:
        found.append(f"Line {formulas[0]} holds a formula, which is kept as text.")
    return found[:5]


def _fitted(row: Row, width: int) -> Row | RowError | None:
    """Return the row without blank cells beyond the header, or why it does not fit."""
    if _is_blank(row):
        return None
    if len(row.values) > width and not any(cell.strip() for cell in row.values[width:]):
        return Row(row.line, row.values[:width], row.formulas)
    error = InputError(
        "The row has {found} cells and the header has {expected}",
        line=row.line,
        found=len(row.values),
        expected=width,
        remedy="Is a separator missing, or inside a cell without quotes?",
    )
    return RowError(row.line, row.values, (error,))


def _is_blank(record: Row | RowError) -> bool:
    return isinstance(record, Row) and not any(cell.strip() for cell in record.values)
