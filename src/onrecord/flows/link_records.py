"""What does linkage get to compare of each row of the lists, folded?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.linkage.name_parts import name_parts
from onrecord.core.reconcile.linkage.record import LinkRecord, record_key
from onrecord.core.reconcile.linkage.text import comparable
from onrecord.flows.lists import MentionValues, open_list, validate
from onrecord.flows.place_keys import PlaceKeys
from onrecord.vocab.gazetteer import Gazetteer

_TEXTS_KEPT = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLists:
    """The records of the lists, the rows that could not be taken, and the hashes of the files.

    ``unreadable`` are rows that were taken without the cells that cannot be meant.
    """

    records: tuple[LinkRecord, ...]
    rejected: tuple[RowError, ...] = ()
    unreadable: tuple[RowError, ...] = ()
    hashes: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def read_lists(files: Sequence[Path], mappings: Sequence[Mapping]) -> ReadLists:
    """Return the records of several files, by one mapping for all or one for each.

    A record's list is what its column or its mapping says, else the name of its file. Raises
    ``UsageError`` where files and mappings do not go together, and ``InputError`` where one list
    has an id twice, because decisions could not tell the two apart.
    """
    if len(mappings) not in {1, len(files)}:
        raise UsageError(
            "There are {files} files and {mappings} mappings",
            files=len(files),
            mappings=len(mappings),
            remedy="Give one mapping for all files, or one for each in their order.",
        )
    each = mappings if len(mappings) == len(files) else [mappings[0]] * len(files)
    shared = len(mappings) == 1 and len(files) > 1
    folding = RecordFolding()
    records: list[LinkRecord] = []
    rejected: list[RowError] = []
    unreadable: list[RowError] = []
    for file, mapping in zip(files, each, strict=True):
        fallback = file.stem if shared or not mapping.list_name else mapping.list_name
        rows = validate(open_list(file, str(file), mapping), mapping, keep_rest=True)
        for found in rows:
            if isinstance(found, RowError):
                rejected.append(found)
            else:
                name = fallback if shared and not mapping.list else found.list_name or fallback
                records.append(folding.record(found, name, full=mapping.full is not None))
        unreadable += rows.unreadable
    _check_ids(records)
    return ReadLists(
        records=tuple(records),
        rejected=tuple(rejected),
        unreadable=tuple(unreadable),
        hashes={file.name: sha256(file.read_bytes()).hexdigest() for file in files},
        notices=tuple(dict.fromkeys(one.notice for one in each if one.notice)),
    )


def _check_ids(records: Iterable[LinkRecord]) -> None:
    seen: set[str] = set()
    for record in records:
        if record.key in seen:
            raise InputError(
                "The list {list} has two records of one id",
                value=record.record,
                remedy="Map another column as id, or leave id out: then the line counts.",
                list=record.list,
            )
        seen.add(record.key)


class RecordFolding:
    """Folds the values of mentions; each text and each place is looked up once."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer.default()
        self._places = PlaceKeys(self._gazetteer)
        self._text = lru_cache(maxsize=_TEXTS_KEPT)(comparable)
        self._where = lru_cache(maxsize=_TEXTS_KEPT)(self._looked_up)

    def records(
        self, mentions: Iterable[MentionValues], list_name: str, *, full: bool = False
    ) -> Iterator[LinkRecord]:
        """Yield the records of mentions; ``list_name`` is for those that name no list."""
        for one in mentions:
            yield self.record(one, one.list_name or list_name, full=full)

    def record(self, found: MentionValues, list_name: str, *, full: bool = False) -> LinkRecord:
        """Return the record of one mention; ``full`` says that one column held the whole name."""
        identity = found.record_id or str(found.line)
        parts = name_parts(found.name, full=full)
        municipality, village, place = self._where(found.municipality, found.village)
        return LinkRecord(
            key=record_key(list_name, identity),
            list=list_name,
            record=identity,
            given=parts.given,
            father=parts.father,
            middle=parts.middle,
            surname=parts.surname,
            sex=found.sex,
            birth_day=_day(found.birth),
            birth_year=_year(found.birth) or _year_from_age(found),
            age=found.age,
            municipality=municipality,
            village=village,
            place=place,
            death_day=_day(found.death),
            death_month=_month(found.death),
        )

    def _looked_up(
        self, municipality: str | None, village: str | None
    ) -> tuple[str | None, str | None, str | None]:
        """Return municipality and village as keys, and the id of the one place both mean."""
        key = self._places.key(municipality, village)
        written = self._text(municipality) if municipality else None
        if len(key.municipalities) == 1:
            known = self._gazetteer.place(key.municipalities[0])
            written = self._text(known.name("sq") or known.names[0].text)
        settled = key.settlements[0] if len(key.settlements) == 1 and village else None
        return written or None, (self._text(village) or None) if village else None, settled


def _day(period: Period | None) -> int | None:
    if period is None or period.earliest is None or period.earliest != period.latest:
        return None
    return period.earliest.toordinal()


def _month(period: Period | None) -> int | None:
    if period is None or period.earliest is None or period.latest is None:
        return None
    first, last = period.earliest, period.latest
    if (first.year, first.month) != (last.year, last.month):
        return None
    return 12 * first.year + first.month - 1


def _year(period: Period | None) -> int | None:
    if period is None or period.earliest is None or period.latest is None:
        return None
    return period.earliest.year if period.earliest.year == period.latest.year else None


def _year_from_age(found: MentionValues) -> int | None:
    """Return about which year somebody was born who was of an age when the event happened."""
    died = _year(found.death)
    return None if found.age is None or died is None else died - found.age
