"""What the sheets of an XLSX workbook hold, read in bounded memory and without trust."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Protocol

import openpyxl

from onrecord.adapters.read.table.rows import (
    MAX_COLUMNS,
    MAX_RECORD_CHARS,
    Row,
    RowError,
    Source,
    open_source,
)
from onrecord.core.kernel.errors import InputError

_MAX_PARTS = 5_000
_MAX_UNPACKED = 1024 * 1024 * 1024
_MAX_SHARED_TEXT = 96 * 1024 * 1024
_MAX_STYLES = 16 * 1024 * 1024
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 16 * 1024 * 1024
_LAST_ROW = 1_048_576
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,  # malformed XML
    EOFError,
    OSError,
    NotImplementedError,  # a compression that the library does not know
    RuntimeError,  # an encrypted part
)
"""What openpyxl and zipfile raise for a file that is no sound workbook."""


class _Cell(Protocol):
    value: object
    data_type: str


class _Sheet(Protocol):
    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterable[tuple[_Cell, ...]]: ...


class _Workbook(Protocol):
    worksheets: list[_Sheet]

    def close(self) -> None: ...


def is_workbook(start: bytes) -> bool:
    """Say whether a file that starts so can be a workbook (a ZIP archive)."""
    return start.startswith(b"PK\x03\x04")


def sheet_titles(source: Source, name: str) -> tuple[str, ...]:
    """Return the titles of the sheets in their order, hidden ones too."""
    with _opened(source, name) as book:
        return tuple(sheet.title for sheet in book.worksheets)


def choose_sheet(source: Source, name: str, wanted: str | None) -> tuple[str, list[str]]:
    """Return the sheet to read and what the user should know about the others.

    Without a wish it is the first visible sheet that holds anything.
    """
    with _opened(source, name) as book:
        titles = [sheet.title for sheet in book.worksheets]
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        notes = [f"The sheet {title!r} is hidden." for title in hidden]
        if wanted is not None:
            if wanted not in titles:
                raise InputError(
                    "The workbook has no sheet of this name",
                    file=name,
                    value=wanted,
                    remedy=f"It has: {', '.join(titles)}.",
                )
            return wanted, notes
        filled = [
            sheet.title
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and _holds_anything(sheet)
        ]
        if not filled:
            raise InputError("The workbook has no visible sheet with rows", file=name)
        notes += [f"The sheet {title!r} is not read." for title in filled[1:]]
        return filled[0], notes


def read_sheet(source: Source, name: str, title: str) -> Iterator[Row | RowError]:
    """Yield the rows of a sheet; the line is the row number that the spreadsheet shows."""
    with _opened(source, name) as book:
        sheet = next(sheet for sheet in book.worksheets if sheet.title == title)
        sheet.reset_dimensions()
        width = 0
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number > _LAST_ROW:
                raise InputError("The sheet claims more rows than a sheet can have", file=name)
            row = _row(number, cells)
            if isinstance(row, Row):
                # A sheet stores no trailing blank cells: the widest row so far sets the width.
                width = max(width, len(row.values)) if any(row.values) else width
                row = Row(number, row.values + ("",) * (width - len(row.values)), row.formulas)
            yield row


@contextmanager
def _opened(source: Source, name: str) -> Iterator[_Workbook]:
    with open_source(source) as stream:
        try:
            with zipfile.ZipFile(stream) as package:
                _check(package, name)
            stream.seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and extensions that are not read
                book: _Workbook = openpyxl.load_workbook(stream, read_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
        except _BROKEN as error:
            raise InputError(
                "The workbook is damaged or of a kind that cannot be read",
                file=name,
                remedy="Open it in a spreadsheet and save it again as XLSX or CSV.",
            ) from error


def _check(package: zipfile.ZipFile, name: str) -> None:
    """Refuse what would exhaust the machine before any of it is unpacked.

    The sizes are those that the archive declares; ``zipfile`` stops at them.
    """
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    held_whole = {"xl/sharedStrings.xml": _MAX_SHARED_TEXT, "xl/styles.xml": _MAX_STYLES}
    swollen = unpacked > _RATIO_MATTERS_FROM and unpacked > _MAX_RATIO * max(1, packed)
    if (
        len(parts) > _MAX_PARTS
        or unpacked > _MAX_UNPACKED
        or swollen
        or any(part.file_size > held_whole.get(part.filename, _MAX_UNPACKED) for part in parts)
    ):
        raise InputError(
            "The workbook would unpack to {size} MiB, which is more than is safe",
            file=name,
            size=unpacked // 2**20,
            remedy="Save the sheet as CSV.",
        )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise InputError(
            "This archive holds no workbook", file=name, remedy="Give a CSV or XLSX file."
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as file:
                _refuse_entities(file.read(4096), name)


def _refuse_entities(start: bytes, name: str) -> None:
    """Refuse document types, which no workbook has and entity bombs need."""
    if b"<!" in start.replace(b"\0", b"").replace(b"<!--", b""):
        raise InputError("The workbook holds a document type declaration", file=name)


def _holds_anything(sheet: _Sheet) -> bool:
    sheet.reset_dimensions()
    rows = zip(sheet.iter_rows(), range(_LAST_ROW), strict=False)
    return any(cell.value is not None for cells, _ in rows for cell in cells)


def _row(number: int, cells: tuple[_Cell, ...]) -> Row | RowError:
    values = [_text(cell.value) for cell in cells]
    while values and not values[-1]:
        values.pop()
    if len(values) > MAX_COLUMNS or sum(map(len, values)) > MAX_RECORD_CHARS:
        error = InputError("The row is larger than any row of a list", line=number)
        return RowError(number, tuple(value[:500] for value in values[:MAX_COLUMNS]), (error,))
    formulas = tuple(index for index, cell in enumerate(cells) if cell.data_type == "f")
    return Row(number, tuple(values), formulas)


def _text(value: object) -> str:
    """Return what the cell says as text: ISO dates, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return str(value)
    # Array and table formulas come as objects that hold their text.
    return str(getattr(value, "text", None) or value)
