"""What each row of a list says of a person, once its columns are mapped; and what cannot be."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from onrecord.adapters.read.mapping import ListColumn
from onrecord.adapters.read.mapping import Mapping as ListMapping
from onrecord.adapters.read.mapping.document import nearest
from onrecord.adapters.read.table import Row, RowError, Source, Table, open_table
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.person_name import PersonName
from onrecord.flows import list_values as values

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionValues:
    """One person as one row names them, with missing codes resolved; ``raw`` is the row as it is.

    ``membership`` says for each list column: true, false, or None where that list did not cover
    the person. ``list_name`` is the list of the row where a column or the mapping names it.
    ``weight`` is in persons. Whatever the row does not state is None. ``formulas`` are columns
    whose cell is the text of a formula.
    """

    line: int
    record_id: str | None
    membership: Mapping[str, bool | None]
    list_name: str | None
    weight: float
    name: PersonName | None
    sex: str | None
    birth: Period | None
    age: int | None
    municipality: str | None
    village: str | None
    death: Period | None
    raw: Mapping[str, str]
    formulas: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The lists that hold the record."""
        if self.list_name is not None:
            return (self.list_name,)
        return tuple(name for name, member in self.membership.items() if member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a validation: rows, and of them accepted, refused, repeated, with formulas.

    ``repeats`` are rows whose record id stood in an earlier row (on purpose, where rows carry
    weights); ``first_repeat`` is the line of the first of them.
    """

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    repeats: int = 0
    first_repeat: int | None = None
    formulas: int = 0


class Validation:
    """The rows of a list one at a time, as often as wanted, and the counts of the last time."""

    def __init__(self, table: Table, mapping: ListMapping, *, keep_rest: bool = False) -> None:
        self._table = table
        self._reader = _Reader(table, mapping)
        self._keep_rest = keep_rest
        self.unreadable: list[RowError] = []
        self.summary = Summary()

    def __iter__(self) -> Iterator[MentionValues | RowError]:
        """Yield the values of each row, or why it is refused, in the order of the file."""
        seen: set[str] = set()
        accepted = rejected = repeats = formulas = 0
        first_repeat: int | None = None
        self.unreadable = []
        for record in self._table.rows():
            found = record if isinstance(record, RowError) else self._read(record)
            if isinstance(found, RowError):
                rejected += 1
            else:
                accepted += 1
                formulas += bool(found.formulas)
                if found.record_id is not None:
                    if found.record_id in seen:
                        repeats += 1
                        first_repeat = first_repeat or found.line
                    seen.add(found.record_id)
            self.summary = Summary(
                rows=accepted + rejected,
                accepted=accepted,
                rejected=rejected,
                repeats=repeats,
                first_repeat=first_repeat,
                formulas=formulas,
            )
            yield found

    def _read(self, row: Row) -> MentionValues | RowError:
        """Return what a row says, where it is wanted without the cells that cannot be meant."""
        found = self._reader.read(row)
        if not self._keep_rest or not isinstance(found, RowError):
            return found
        refused = {error.column for error in found.errors}
        cells = zip(self._table.columns, row.values, strict=True)
        rest = tuple("" if name in refused else cell for name, cell in cells)
        again = self._reader.read(replace(row, values=rest))
        if isinstance(again, RowError):
            return found
        self.unreadable.append(found)
        return again


def open_list(source: Source, name: str, mapping: ListMapping) -> Table:
    """Open a list as its mapping tells; what that leaves open is sniffed."""
    return open_table(
        source,
        name,
        encoding=mapping.encoding,
        separator=mapping.separator,
        sheet=mapping.sheet,
        header_line=mapping.header,
    )


def validate(table: Table, mapping: ListMapping, *, keep_rest: bool = False) -> Validation:
    """Return the validation of a list, to be iterated.

    Raises InputError at once where the mapping names a column that the list does not have.
    A row is refused for every cell that cannot be meant (its reasons are all given), for being
    in no list, and for a shape that is not the header's. Nothing is corrected silently. With
    ``keep_rest`` a row is taken without such cells instead, and ``unreadable`` tells of them.
    """
    return Validation(table, mapping, keep_rest=keep_rest)


def write_failed_rows(path: Path, table: Table, errors: Iterable[RowError]) -> int:
    """Write refused rows as a CSV file that a spreadsheet opens and runs nothing of.

    The columns are ``line``, ``reason`` and those of the list; cells beyond them follow. Returns
    the number of rows. The text is UTF-8 with a mark, as spreadsheets need it.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "reason", *map(spreadsheet_safe, table.columns)])
        for error in errors:
            reasons = [row for row in error.as_rows() if row["reason"]]
            reason = "; ".join(
                f"{row['column']}: {row['reason']}" if row["column"] else str(row["reason"])
                for row in reasons
            )
            cells = [spreadsheet_safe(cell) for cell in error.values]
            writer.writerow([error.line, spreadsheet_safe(reason), *cells])
            count += 1
    return count


class _Reader:
    """How the rows of one list are read; each mapped column is looked up once."""

    def __init__(self, table: Table, mapping: ListMapping) -> None:
        places = {column: index for index, column in enumerate(table.columns)}
        for key, column in mapping.columns().items():
            if column not in places:
                raise InputError(
                    "The list has no column of this name, which the mapping gives for {key}",
                    file=table.name,
                    value=column,
                    remedy=nearest(column, table.columns),
                    key=key,
                )
        self._columns = table.columns
        self._mapping = mapping
        self._places = {key: places[column] for key, column in mapping.columns().items()}
        self._lists = [(each, places[each.column]) for each in mapping.lists]
        self._period = lru_cache(maxsize=50_000)(
            lambda text: Period.parse(text, language=mapping.language, formats=mapping.dates)
        )

    def read(self, row: Row) -> MentionValues | RowError:
        """Return what the row says, or every reason why it cannot be taken."""
        cells = _Cells(row, self._places, self._mapping)
        membership = {each.name: cells.take_column(each, place) for each, place in self._lists}
        list_name = cells.take("list", str) or self._mapping.list_name
        cells.sources = (
            [list_name] if list_name else [name for name, member in membership.items() if member]
        )
        self._check_in_a_list(cells)
        birth = cells.take("birth", self._period)
        birth_year = cells.take("birth_year", values.year)
        found = MentionValues(
            line=row.line,
            record_id=cells.take("id", str),
            membership=membership,
            list_name=list_name,
            weight=self._weight(cells),
            name=self._name(cells),
            sex=cells.take("sex", values.sex),
            birth=birth or birth_year,
            age=cells.take("age", values.age),
            municipality=cells.take("municipality", str),
            village=cells.take("village", str),
            death=cells.take("death", self._period),
            raw=dict(zip(self._columns, row.values, strict=True)),
            formulas=tuple(self._columns[index] for index in row.formulas),
        )
        return RowError(row.line, row.values, tuple(cells.errors)) if cells.errors else found

    def _check_in_a_list(self, cells: _Cells) -> None:
        mapping = self._mapping
        if cells.sources or cells.errors or not (mapping.lists or mapping.list):
            return
        if mapping.list:
            error = InputError("The row does not say which list it is from", column=mapping.list)
        else:
            error = InputError("The record is in none of the lists")
        cells.refuse(error)

    def _weight(self, cells: _Cells) -> float:
        if self._mapping.weight is None:
            return 1.0
        weight = cells.take("weight", values.weight)
        if weight is None and not cells.refused("weight"):
            cells.refuse(InputError("The row has no weight", column=self._mapping.weight))
        return weight or 0.0

    def _name(self, cells: _Cells) -> PersonName | None:
        if self._mapping.full is not None:
            full = cells.take("full", values.name_part)
            return PersonName.from_full(full, order=self._mapping.name_order) if full else None
        given, surname, father = (
            cells.take(part, values.name_part) for part in ("given", "surname", "father")
        )
        if not (given or surname or father):
            return None
        return PersonName.of(given=given, surname=surname, father=father)


class _Cells:
    """The cells of one row on their way to values; collects what cannot be read."""

    def __init__(self, row: Row, places: Mapping[str, int], mapping: ListMapping) -> None:
        self._row, self._places, self._mapping = row, places, mapping
        self.sources: list[str] = []
        self.errors: list[InputError] = []

    def take(self, key: str, read: Callable[[str], T]) -> T | None:
        """Return the value of a field; None where it is empty, a missing code, or refused."""
        place = self._places.get(key)
        if place is None:
            return None
        text = self._row.values[place].strip()
        if not text:
            return None
        codes = self._mapping.missing.get(key)
        if codes is not None and codes.holds(text, self.sources):
            return None
        try:
            return read(text)
        except InputError as error:
            self.refuse(error, column=self._mapping.columns()[key], value=text)
            return None

    def take_column(self, each: ListColumn, place: int) -> bool | None:
        """Return whether a list column says yes, no, or nothing."""
        text = self._row.values[place].strip()
        try:
            return values.membership(text)
        except InputError as error:
            self.refuse(error, column=each.column, value=text)
            return None

    def refuse(
        self, error: InputError, *, column: str | None = None, value: str | None = None
    ) -> None:
        """Keep a reason with its place in the list."""
        self.errors.append(
            InputError(
                error.template,
                line=self._row.line,
                column=column or error.column,
                value=value,
                remedy=error.remedy,
                **error.params,  # type: ignore[arg-type]  # names of the template only
            )
        )

    def refused(self, key: str) -> bool:
        """Say whether the cell of a field was refused."""
        return any(error.column == self._mapping.columns()[key] for error in self.errors)
