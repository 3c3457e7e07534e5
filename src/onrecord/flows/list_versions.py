"""What changed between two files of one list that was published again?"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError, Table, open_table
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.reconcile.list_versions import (
    FieldChange,
    ListedRecord,
    ListEvent,
    VersionComparison,
    compare_versions,
)
from onrecord.flows.lists import MentionValues, Summary, validate

OLD, NEW = "old", "new"
"""Columns of a file of links: record ids, or lines where a list has no ids."""

_HEADER = (
    *("kind", "matched_by", "old_line", "new_line", "old_id", "new_id"),
    *("old_name", "new_name", "changes", "remarks"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One file of a list as it was read: its records, and the rows that could not be."""

    name: str
    records: tuple[ListedRecord, ...]
    summary: Summary
    rejected: tuple[RowError, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the counts and refused rows as JSON has them."""
        return {
            "file": self.name,
            "rows": self.summary.rows,
            "accepted": self.summary.accepted,
            "rejected": [row for error in self.rejected for row in error.as_rows()],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListComparison:
    """Two versions of a list and every event between them."""

    before: Version
    after: Version
    found: VersionComparison
    notices: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is said of the comparison as a whole, and of rows that are in no event."""
        refused = [
            f"{len(version.rejected)} rows of {version.name} are refused and not compared."
            for version in (self.before, self.after)
            if version.rejected
        ]
        return (*map(str, self.found.remarks), *refused)

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as the JSON document of the command line."""
        return {
            OLD: self.before.to_dict(),
            NEW: self.after.to_dict(),
            "counts": {str(kind): count for kind, count in self.found.counts().items()},
            "matched_by": {str(basis): count for basis, count in self.found.by_basis().items()},
            "fields": list(self.found.fields),
            "changed_fields": {
                name: {str(manner): count for manner, count in manners.items()}
                for name, manners in self.found.changed_fields().items()
            },
            "events": [_as_dict(event) for event in self.found.events],
            "notices": list(self.notices),
            "warnings": list(self.warnings),
        }

    def write_csv(self, path: Path) -> None:
        """Write one row for each event; a spreadsheet opens it and runs nothing of it."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(_HEADER)
            for event in self.found.events:
                writer.writerow([spreadsheet_safe(cell) for cell in _cells(event)])


def compare_lists(
    before: tuple[Table, Mapping], after: tuple[Table, Mapping], links: Path | None = None
) -> ListComparison:
    """Compare two files of a list, the earlier first, each with its own mapping.

    ``links`` is a CSV file with the columns ``old`` and ``new``: record ids, or lines where a
    list has no ids. Rows that cannot be read are kept with their reasons and are in no event.
    Raises InputError where a mapping names a column that its list does not have.
    """
    old, new = _version(*before), _version(*after)
    pairs = _read_links(links, old, new) if links else ()
    notices = dict.fromkeys(mapping.notice for _table, mapping in (before, after))
    return ListComparison(
        before=old,
        after=new,
        found=compare_versions(old.records, new.records, pairs),
        notices=tuple(notice for notice in notices if notice),
    )


def listed(row: MentionValues) -> ListedRecord:
    """Return what a row says as texts that can be compared; its line is its key."""
    return ListedRecord(
        key=str(row.line),
        record_id=row.record_id or "",
        values={
            "name": row.name.full if row.name else "",
            "father": (row.name.father if row.name else None) or "",
            "sex": row.sex or "",
            "birth": row.birth.edtf() if row.birth else "",
            "age": "" if row.age is None else str(row.age),
            "municipality": row.municipality or "",
            "village": row.village or "",
            "death": row.death.edtf() if row.death else "",
        },
    )


def _version(table: Table, mapping: Mapping) -> Version:
    validation = validate(table, mapping)
    records: list[ListedRecord] = []
    rejected: list[RowError] = []
    for row in validation:
        if isinstance(row, RowError):
            rejected.append(row)
        else:
            records.append(listed(row))
    return Version(
        name=table.name,
        records=tuple(records),
        summary=validation.summary,
        rejected=tuple(rejected),
    )


def _read_links(path: Path, old: Version, new: Version) -> Collection[tuple[str, str]]:
    table = open_table(path, str(path))
    places = {column: place for place, column in enumerate(table.columns)}
    if not {OLD, NEW} <= places.keys():
        raise UsageError(
            "A file of links has the columns old and new",
            file=str(path),
            remedy="Write record ids in them, or line numbers where a list has no ids.",
        )
    earlier, later = _keys(old), _keys(new)
    pairs = []
    for row in table.rows():
        if isinstance(row, RowError):
            raise row.errors[0]
        cells = row.values[places[OLD]].strip(), row.values[places[NEW]].strip()
        if cells[0] not in earlier or cells[1] not in later:
            raise InputError(
                "The link names a record that is not there, or an id that stands several times",
                file=str(path),
                line=row.line,
                value=" ".join(cells),
            )
        pairs.append((earlier[cells[0]], later[cells[1]]))
    return pairs


def _keys(version: Version) -> dict[str, str]:
    """Return the key of each record by its id, or by its line where the list has no ids."""
    if not any(record.record_id for record in version.records):
        return {record.key: record.key for record in version.records}
    keys: dict[str, str] = {}
    twice: set[str] = set()
    for record in version.records:
        twice |= {record.record_id} & keys.keys()
        keys[record.record_id] = record.key
    return {name: key for name, key in keys.items() if name and name not in twice}


def _as_dict(event: ListEvent) -> dict[str, object]:
    return {
        "kind": str(event.kind),
        "matched_by": event.basis and str(event.basis),
        OLD: _side(event.before),
        NEW: _side(event.after),
        "changes": [
            {
                "field": change.field,
                OLD: change.before or None,
                NEW: change.after or None,
                "manner": str(change.manner),
            }
            for change in event.changes
        ],
        "remarks": [str(remark) for remark in event.remarks],
    }


def _side(record: ListedRecord | None) -> dict[str, object] | None:
    if record is None:
        return None
    name = record.values.get("name") or None
    return {"line": int(record.key), "id": record.record_id or None, "name": name}


def _cells(event: ListEvent) -> Iterator[str]:
    sides = event.before, event.after
    yield str(event.kind)
    yield str(event.basis or "")
    yield from (record.key if record else "" for record in sides)
    yield from (record.record_id if record else "" for record in sides)
    yield from (record.values.get("name", "") if record else "" for record in sides)
    yield "; ".join(map(_told, event.changes))
    yield " ".join(map(str, event.remarks))


def _told(change: FieldChange) -> str:
    return f"{change.field}: {change.before or '–'} → {change.after or '–'}"
