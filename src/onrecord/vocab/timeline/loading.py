"""How the timeline comes from its data files into memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.checks.timeline import Entry, EntryKind, Timeline

_FILES = ("institutions.csv", "events.csv")
_NEEDED = ("id", "names", "begins", "source")


@cache
def load_timeline() -> Timeline:
    """Return the timeline that comes with OnRecord, read and checked once."""
    folder = files(__package__) / "data"
    return Timeline(
        tuple(
            entry
            for name in _FILES
            for entry in read_entries((folder / name).read_text(encoding="utf-8"), file=name)
        )
    )


def read_entries(text: str, *, file: str) -> Iterator[Entry]:
    """Yield the entries of a CSV text; what is wrong is an ``InputError`` that names the line.

    Columns: ``id``, ``names`` (separated by ``|``, the first is shown), ``begins`` and ``ends``
    (EDTF), ``source``, and where needed ``kind`` (event or act; institution without the column),
    ``subjects``, ``phrases``, ``not_roles`` (separated by ``|``) and ``has_victims`` (yes).
    """
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        missing = next((name for name in _NEEDED if not row.get(name)), None)
        if missing is not None:
            raise InputError(
                "An entry of the timeline is not complete.", column=missing, file=file, line=line
            )
        try:
            entry = _entry(row)
        except InputError as error:
            raise InputError(
                "This entry of the timeline has a date that cannot be read.",
                value=error.value,
                file=file,
                line=line,
            ) from error
        yield entry


def _entry(row: dict[str, str | None]) -> Entry:
    ends = row.get("ends")
    return Entry(
        id=row["id"] or "",
        kind=EntryKind(row.get("kind") or EntryKind.institution),
        names=_several(row, "names"),
        begins=Period.from_edtf(row["begins"] or ""),
        ends=Period.from_edtf(ends) if ends else None,
        source=row["source"] or "",
        subjects=_several(row, "subjects"),
        phrases=_several(row, "phrases"),
        not_roles=_several(row, "not_roles"),
        has_victims=row.get("has_victims") == "yes",
    )


def _several(row: dict[str, str | None], column: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in (row.get(column) or "").split("|") if one.strip())
