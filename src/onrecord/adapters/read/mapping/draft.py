"""Which mapping a list itself suggests, by its column names and values; a person then checks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.adapters.read.mapping.parts import EVERY_SOURCE, ListColumn, MissingCodes, plain_code
from onrecord.adapters.read.mapping.values import Mapping
from onrecord.adapters.read.mapping.words import COLUMN_FIELDS, HEADERS, NOTES
from onrecord.adapters.read.table import Row, Table
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.period.formats import PIVOT, read_format
from onrecord.core.reconcile.names.fold import fold

_ROWS = 2_000
_FORMATS = (
    "%d%b%y",
    "%d%b%Y",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%d %b %Y",
    "%b-%Y",
    "%b %Y",
    "%m/%Y",
    "%Y%m%d",
    "%d.%m.%y",
    "%d/%m/%y",
)
_YES = frozenset({"1", "true", "yes", "x", "po", "da"})
_NO = frozenset({"0", "false", "no", "jo", "ne"})
_OLDEST = 120
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggested mapping, and by key a remark on why it was suggested or what to check."""

    mapping: Mapping
    remarks: dict[str, str] = field(default_factory=dict)

    def to_yaml(self) -> str:
        """Return a mapping file with what each key means and what to check."""
        keys = self.mapping.to_dict()
        comments = {
            key: "\n".join(part for part in (NOTES.get(key), self.remarks.get(key)) if part)
            for key in keys
        }
        head = "# A draft made from the list itself. Check every line, and delete what is wrong.\n"
        unused = self.remarks.get("unused")
        tail = f"# Columns without a meaning here: {unused}\n" if unused else ""
        return head + self.mapping.to_yaml(comments) + tail


def draft(table: Table) -> Draft:
    """Return the mapping that the column names and the first 2,000 rows of a list suggest."""
    columns = _Columns.of(table)
    named = _by_name(columns)
    remarks: dict[str, str] = {}
    lists = _lists(columns, set(named.values()))
    if lists:
        named.pop("list", None)
    elif "list" not in named:
        remarks["list_name"] = "Put the name of this list here."
    dates = _dates(columns, named, remarks)
    missing = _missing(columns, named, lists, remarks)
    used = {*named.values(), *(each.column for each in lists)}
    remarks["unused"] = ", ".join(name for name in columns.names if name not in used)
    mapping = Mapping(
        **named,  # type: ignore[arg-type]  # names of text fields only
        list_name=None if lists or "list" in named else table.name.rsplit(".", 1)[0],
        lists=lists,
        missing=missing,
        dates=dates,
        separator=table.dialect.separator if table.dialect.separator_confidence < 1 else None,
        header=table.dialect.header_line if table.dialect.header_line > 1 else None,
        encoding=table.dialect.encoding if table.dialect.encoding_confidence < 1 else None,
    )
    return Draft(mapping, remarks)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The first rows of a list by column."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: Table) -> _Columns:
        rows = (row.values for row in table.rows() if isinstance(row, Row))
        return cls(table.columns, tuple(islice(rows, _ROWS)))

    def cells(self, name: str) -> list[str]:
        index = self.names.index(name)
        return [row[index].strip() for row in self.rows]


def _by_name(columns: _Columns) -> dict[str, str]:
    """Give each field the column whose name fits best; no column is given twice."""
    folded = {name: fold(name.replace("_", " ")) for name in columns.names}
    found: dict[str, str] = {}
    for name in COLUMN_FIELDS:
        ranked = [
            (HEADERS[name].index(words), column)
            for column, words in folded.items()
            if words in HEADERS[name] and column not in found.values()
        ]
        if ranked:
            found[name] = min(ranked)[1]
    if "full" in found and {"given", "surname"} & found.keys():
        del found["full"]
    return found


def _lists(columns: _Columns, taken: set[str]) -> tuple[ListColumn, ...]:
    """Return the columns of yes and no; one alone is a remark on the record, not a list."""
    lists = []
    for name in columns.names:
        values = {plain_code(cell) for cell in columns.cells(name)} - {""}
        if name not in taken and values & _YES and values <= _YES | _NO:
            lists.append(ListColumn(name, name))
    return tuple(lists) if len(lists) > 1 else ()


def _dates(columns: _Columns, named: dict[str, str], remarks: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in ("birth", "death"):
        if name not in named:
            continue
        values = list(dict.fromkeys(filter(None, columns.cells(named[name]))))[:200]
        fitting = [form for form in _FORMATS if _fits(values, form)]
        if fitting and not _needs_no_format(values):
            found.append(fitting[0])
        if {"%d/%m/%Y", "%m/%d/%Y"} <= set(fitting):
            remarks["dates"] = "The dates do not tell whether day or month comes first."
    return tuple(dict.fromkeys(found))


def _fits(values: Sequence[str], form: str) -> bool:
    """Say whether a format reads nine of ten values; the rest may be slips or codes."""
    read = sum(_reads(value, form) for value in values)
    return bool(values) and read >= _MOST * len(values)


def _reads(value: str, form: str) -> bool:
    try:
        return read_format(value, form, PIVOT) is not None
    except InputError:
        return False


def _needs_no_format(values: Sequence[str]) -> bool:
    return sum(_is_period(value) for value in values) >= _MOST * len(values)


def _is_period(value: str) -> bool:
    try:
        Period.parse(value)
    except InputError:
        return False
    return True


def _missing(
    columns: _Columns,
    named: dict[str, str],
    lists: tuple[ListColumn, ...],
    remarks: dict[str, str],
) -> dict[str, MissingCodes]:
    """Suggest codes among the ages: impossible ones, and zeros that crowd out small children.

    A code that one list alone uses is suggested for that list alone.
    """
    if "age" not in named:
        return {}
    ages = columns.cells(named["age"])
    counts = Counter(plain_code(age) for age in ages if _is_whole(age))
    codes = [code for code in counts if not 0 <= int(code) <= _OLDEST]
    children = sum(counts[str(age)] for age in range(1, 6))
    if counts["0"] > 10 + 5 * children:
        codes.append("0")
        remarks["missing"] = (
            f"Age 0 stands in {counts['0']:,} rows and ages 1 to 5 together in {children:,}:"
            " it looks like a code for an unknown age."
        )
    by_source: dict[str, set[str]] = {}
    for code in codes:
        by_source.setdefault(_source_of(code, ages, columns, lists), set()).add(code)
    if not by_source:
        return {}
    return {"age": MissingCodes({source: frozenset(found) for source, found in by_source.items()})}


def _is_whole(text: str) -> bool:
    code = plain_code(text)
    return code.removeprefix("-").isdecimal() and len(code) < 6


def _source_of(code: str, ages: list[str], columns: _Columns, lists: tuple[ListColumn, ...]) -> str:
    """Return the one list that holds every record with this code, or all of them."""
    rows = [index for index, age in enumerate(ages) if plain_code(age) == code]
    for each in lists:
        cells = columns.cells(each.column)
        if all(plain_code(cells[index]) in _YES for index in rows):
            return each.name
    return EVERY_SOURCE
