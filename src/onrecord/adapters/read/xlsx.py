"""Workbooks as documents: every sheet in order, values of formulas, hidden parts flagged."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.packed import Packed
from onrecord.core.document.document_text import Cell, DocumentText, Flag, FlaggedSpan, TextTable
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".xlsx", ".xlsm")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_BOOK: Final = "xl/workbook.xml"
_MOST_COLUMNS: Final = 16_384
_MOST_CELLS: Final = 200_000
"""More cells than this are text without a table: each has a place in memory."""


def accepts(data: bytes) -> bool:
    """Say whether the file begins as a packed file does."""
    return data.startswith(b"PK\x03\x04")


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the sheets of a workbook, one page each, cells parted by tabs.

    The name of the sheet is its first line. Formulas are shown as the value that the file keeps.
    Hidden sheets, rows and columns are kept and flagged. Raises ``InputError`` for a file that
    is damaged, no workbook, or unpacks beyond the limits.
    """
    packed = Packed(data, limits)
    if _BOOK not in packed.names:
        raise InputError("The file is a packed file, but no workbook.")
    try:
        return _document(_Book.of(packed), limits)
    except (KeyError, IndexError, OverflowError) as error:
        raise InputError("A part of the workbook is missing or damaged.") from error


@dataclass(frozen=True, slots=True)
class _Book:
    packed: Packed
    sheets: tuple[tuple[str, str, bool], ...]
    shared: tuple[str, ...]
    date_styles: frozenset[int]
    is_1904: bool

    @classmethod
    def of(cls, packed: Packed) -> _Book:
        book = packed.xml(_BOOK)
        targets = _targets(packed)
        sheets = tuple(
            (
                sheet.get("name", ""),
                targets[_any(sheet, "id")],
                sheet.get("state", "visible") != "visible",
            )
            for sheet in _all(book, "sheet")
            if _any(sheet, "id") in targets
        )
        is_1904 = any(_any(one, "date1904") in ("1", "true") for one in _all(book, "workbookPr"))
        return cls(packed, sheets, _shared(packed), _date_styles(packed), is_1904)


def _document(book: _Book, limits: Limits) -> DocumentText:
    writing = _Writing(limits)
    for number, (title, name, is_hidden) in enumerate(book.sheets, start=1):
        writing.sheet(book, number, title, name, is_hidden=is_hidden)
    text = writing.text
    if not any(table.rows for table in writing.tables) and not text.strip():
        raise InputError("The workbook holds nothing.")
    return DocumentText(
        text=text,
        pages=tuple(writing.pages),
        media_type=MEDIA_TYPE,
        language=guess_language(text),
        warnings=tuple(writing.warnings()),
        flagged=tuple(sorted(writing.flagged, key=lambda span: (span.start, span.end))),
        tables=tuple(writing.tables),
    )


@dataclass(slots=True)
class _Writing:
    """The text of a workbook as far as it is written."""

    limits: Limits
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    flagged: list[FlaggedSpan] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    cells: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        if self.length > self.limits.characters:
            raise InputError(
                "The workbook holds more than {most} characters.", most=self.limits.characters
            )

    def sheet(self, book: _Book, number: int, title: str, name: str, *, is_hidden: bool) -> None:
        if number > 1:
            self.put("\n\n")
        start = self.length
        self.put(_one_line(title))
        root = book.packed.xml(name)
        hidden_columns = _hidden_columns(root)
        rows: list[tuple[Cell | None, ...]] = []
        first = 0
        for line, is_row_hidden, cells in _rows(book, root):
            self.put("\n")
            rows.append(self._row(cells, hidden_columns, is_hidden=is_row_hidden))
            first = first or line
        self.pages.append((start, self.length))
        if is_hidden:
            self.hidden.append(title)
            self._flag(start)
        if self.cells <= _MOST_CELLS:
            self.tables.append(TextTable(page=number, rows=tuple(rows), first_row=first or 1))

    def _row(
        self, values: Sequence[str], hidden: frozenset[int], *, is_hidden: bool
    ) -> tuple[Cell | None, ...]:
        start = self.length
        cells: list[Cell | None] = []
        for column, value in enumerate(values, start=1):
            if column > 1:
                self.put("\t")
            begin = self.length
            self.put(value)
            spans = ((begin, self.length),) if value else ()
            cells.append(Cell(text=value, spans=spans))
            if value and column in hidden:
                self._flag(begin)
        self.cells += len(cells)
        if is_hidden:
            self._flag(start)
        return tuple(cells) if self.cells <= _MOST_CELLS else ()

    def _flag(self, start: int) -> None:
        if start < self.length:
            self.flagged.append(FlaggedSpan(start=start, end=self.length, flag=Flag.hidden))

    def warnings(self) -> Iterator[Remark]:
        if self.hidden:
            yield Remark.of("These sheets are hidden: {names}.", names=", ".join(self.hidden[:20]))
        if len(self.flagged) > len(self.hidden):
            yield Remark.of("Rows or columns of the workbook are hidden; they are flagged.")
        if self.cells > _MOST_CELLS:
            yield Remark.of("The workbook has so many cells that only its text is kept.")


def _targets(packed: Packed) -> dict[str | None, str]:
    root = packed.xml("xl/_rels/workbook.xml.rels")
    found: dict[str | None, str] = {}
    for one in _all(root, "Relationship"):
        target = one.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        if name in packed.names and "worksheet" in one.get("Type", ""):
            found[one.get("Id")] = name
    return found


def _shared(packed: Packed) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in packed.names:
        return ()
    return tuple(_words(one) for one in _all(packed.xml("xl/sharedStrings.xml"), "si"))


def _date_styles(packed: Packed) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date."""
    if "xl/styles.xml" not in packed.names:
        return frozenset()
    root = packed.xml("xl/styles.xml")
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in _all(root, "numFmt")}
    formats = [one for styles in _all(root, "cellXfs") for one in _all(styles, "xf")]
    found = set()
    for number, style in enumerate(formats):
        code = style.get("numFmtId", "0")
        built_in = BUILTIN_FORMATS.get(int(code), "") if code.isdecimal() else ""
        if is_date_format(own.get(code, built_in)):
            found.add(number)
    return frozenset(found)


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    hidden: set[int] = set()
    for one in _all(root, "col"):
        low, high = one.get("min", "1"), one.get("max", "1")
        if one.get("hidden") in ("1", "true") and low.isdecimal() and high.isdecimal():
            hidden.update(range(int(low), min(int(high), _MOST_COLUMNS) + 1))
    return frozenset(hidden)


def _rows(book: _Book, root: etree._Element) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield the number of each row, whether it is hidden, and its values from column A on."""
    for count, row in enumerate(_all(root, "row"), start=1):
        values: list[str] = []
        for cell in row:
            value = _value(book, cell)
            place = _column(cell, len(values) + 1)
            if value:
                values += [""] * (place - 1 - len(values))
                values[place - 1 :] = [value]
        line = row.get("r", "")
        yield (
            int(line) if line.isdecimal() else count,
            row.get("hidden") in ("1", "true"),
            values,
        )


def _column(cell: etree._Element, following: int) -> int:
    letters = cell.get("r", "").rstrip("0123456789")
    try:
        return min(int(column_index_from_string(letters)), _MOST_COLUMNS)
    except ValueError:
        return min(following, _MOST_COLUMNS)


def _value(book: _Book, cell: etree._Element) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _one_line(_words(cell))
    raw = next((one.text or "" for one in _all(cell, "v")), "")
    if kind == "s":
        return _one_line(book.shared[int(raw)]) if raw.isdecimal() else ""
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    style = cell.get("s", "0")
    if kind == "n" and style.isdecimal() and int(style) in book.date_styles:
        return _date(raw, is_1904=book.is_1904)
    return _one_line(raw)


def _date(raw: str, *, is_1904: bool) -> str:
    epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(float(raw), epoch)
    except (ValueError, OverflowError, TypeError):
        return _one_line(raw)
    return str(moment).removesuffix(" 00:00:00")


def _words(element: etree._Element) -> str:
    """Return the text of a string, without the reading aids of Asian scripts."""
    return "".join(
        one.text or ""
        for one in _all(element, "t")
        if not any(_name(above) == "rPh" for above in one.iterancestors())
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    found: Iterator[etree._Element] = root.iter(f"{{*}}{name}")
    return found


def _name(element: etree._Element) -> str:
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def _any(element: etree._Element, name: str) -> str | None:
    """Return an attribute whatever its namespace: the strict format has another one."""
    return next(
        (str(value) for key, value in element.items() if key.rpartition("}")[2] == name), None
    )
