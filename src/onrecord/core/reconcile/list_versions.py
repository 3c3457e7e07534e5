"""What happened to each record between two versions of a list: added, withdrawn, changed?

A list of names is published again, grown or shrunk. That a record is withdrawn is an event to
keep, never a row to delete: of 13,535 valid ids of one published list of the dead 1,222 were gone
a year later. Every record of both versions is in exactly one event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.list_matching import IDS_NUMBERED_ANEW, Basis, Matching, match
from onrecord.core.reconcile.list_records import (
    FIELDS,
    ListedRecord,
    contradict,
    folded_name,
    likeness,
    same_spelling,
    same_time,
)

__all__ = [
    "FIELDS",
    "RECORD_ID",
    "Basis",
    "EventKind",
    "FieldChange",
    "ListEvent",
    "ListedRecord",
    "Manner",
    "VersionComparison",
    "compare_versions",
]

RECORD_ID = "record_id"
"""The field of a change that is the id of the record itself."""

NOT_COMPARED = "Only one of the versions states {field}: it is not compared."
PERHAPS = (
    "The other version has a record with nearly the same name ({name}) that is not matched: "
    "link the two versions, or look at both."
)
SAID_OF_A_PAIR = "The name is wholly different: {before}, {after}."

_MOST_OF_A_WORD = 100
"""A word of more unmatched names than this tells nobody apart and is not looked up."""
_SHARED_WORDS = 2
"""Words that two longer names share before they are compared at all."""


class EventKind(StrEnum):
    """What happened to a record between two versions."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Manner(StrEnum):
    """In which manner one field changed."""

    STATED = "stated"
    """Not stated before, stated now."""
    DROPPED = "dropped"
    """Stated before, not stated now."""
    SPELLING = "spelling"
    """Another script, other marks, capitals or spaces; the same words."""
    EXACTNESS = "exactness"
    """A date that is told more or less exactly, and can be the same day."""
    VALUE = "value"
    """Another value."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed: its text before and after, empty where it is not stated."""

    field: str
    before: str
    after: str
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvent:
    """What happened to one record; ``before`` is None for an added, ``after`` for a withdrawn one.

    ``basis`` says why both records are taken to be one; None where there is only one.
    """

    kind: EventKind
    before: ListedRecord | None = None
    after: ListedRecord | None = None
    basis: Basis | None = None
    changes: tuple[FieldChange, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def record(self) -> ListedRecord:
        """The record as it stands last: of the later version, else of the earlier one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("an event is about at least one record")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionComparison:
    """Every event between two versions: those of the earlier in its order, then the added ones.

    ``fields`` are those that both versions state and that were compared.
    """

    events: tuple[ListEvent, ...]
    fields: tuple[str, ...]
    remarks: tuple[Remark, ...]

    def counts(self) -> dict[EventKind, int]:
        """Return the number of events of each kind."""
        found = Counter(event.kind for event in self.events)
        return {kind: found[kind] for kind in EventKind}

    def by_basis(self) -> dict[Basis, int]:
        """Return how many records were matched for each reason."""
        found = Counter(event.basis for event in self.events)
        return {basis: found[basis] for basis in Basis}

    def changed_fields(self) -> dict[str, dict[Manner, int]]:
        """Return for each changed field how many records changed in which manner."""
        found = Counter((c.field, c.manner) for event in self.events for c in event.changes)
        return {
            name: {manner: found[name, manner] for manner in Manner if found[name, manner]}
            for name in (*FIELDS, RECORD_ID)
            if any(found[name, manner] for manner in Manner)
        }


def compare_versions(
    before: Sequence[ListedRecord],
    after: Sequence[ListedRecord],
    links: Collection[tuple[str, str]] = (),
) -> VersionComparison:
    """Compare two versions of a list, the earlier first.

    ``links`` are pairs of keys (earlier, later) that a linkage or a person judged to be one.
    Compared mirrored, added and withdrawn change places and nothing else. Time is linear in the
    number of records, save for what is not matched.
    """
    fields, remarks = _comparable(before, after)
    found = match(before, after, fields, links)
    ids_hold = all(remark.template != IDS_NUMBERED_ANEW for remark in found.remarks)
    pairs = {one: (other, basis) for one, other, basis in found.pairs}
    matched = {other for _one, other, _basis in found.pairs}
    gone = [place for place in range(len(before)) if place not in pairs]
    new = [place for place in range(len(after)) if place not in matched]
    _say_who_is_near(before, after, gone, new, found)
    events = [
        _both(before[one], after[pairs[one][0]], pairs[one][1], fields, ids_hold=ids_hold)
        if one in pairs
        else ListEvent(kind=EventKind.WITHDRAWN, before=before[one])
        for one in range(len(before))
    ]
    said = [
        _with_remarks(event, found, one, pairs[one][0] if one in pairs else None)
        for one, event in enumerate(events)
    ]
    said += [
        _with_remarks(ListEvent(kind=EventKind.ADDED, after=after[other]), found, None, other)
        for other in new
    ]
    return VersionComparison(events=tuple(said), fields=fields, remarks=(*found.remarks, *remarks))


def _comparable(
    before: Sequence[ListedRecord], after: Sequence[ListedRecord]
) -> tuple[tuple[str, ...], list[Remark]]:
    """Return the fields that both versions state somewhere, and what is said of the others."""
    if not before or not after:
        return FIELDS, []
    stated = [
        {name for record in records for name, text in record.values.items() if text}
        for records in (before, after)
    ]
    one_sided = [name for name in FIELDS if (name in stated[0]) != (name in stated[1])]
    both = tuple(name for name in FIELDS if name in stated[0] and name in stated[1])
    return both, [Remark.of(NOT_COMPARED, field=name) for name in one_sided]


def _both(
    one: ListedRecord, other: ListedRecord, basis: Basis, fields: Sequence[str], *, ids_hold: bool
) -> ListEvent:
    changes = list(_changes(one, other, fields))
    ids = one.record_id, other.record_id
    if ids_hold and all(ids) and ids[0] != ids[1]:
        changes.append(FieldChange(RECORD_ID, *ids, Manner.VALUE))
    names = one.values.get("name", ""), other.values.get("name", "")
    told = Remark.of(SAID_OF_A_PAIR, before=names[0], after=names[1])
    return ListEvent(
        kind=EventKind.CHANGED if changes else EventKind.UNCHANGED,
        before=one,
        after=other,
        basis=basis,
        changes=tuple(changes),
        remarks=(told,) if likeness(*names) == 0 else (),
    )


def _changes(
    one: ListedRecord, other: ListedRecord, fields: Sequence[str]
) -> Iterator[FieldChange]:
    for name in fields:
        before, after = one.values.get(name, ""), other.values.get(name, "")
        if before != after:
            yield FieldChange(name, before, after, _manner(before, after))


def _manner(before: str, after: str) -> Manner:
    if not before:
        return Manner.STATED
    if not after:
        return Manner.DROPPED
    if same_spelling(before, after):
        return Manner.SPELLING
    return Manner.EXACTNESS if same_time(before, after) else Manner.VALUE


def _with_remarks(
    event: ListEvent, found: Matching, one: int | None, other: int | None
) -> ListEvent:
    of_one = found.of_before.get(one, []) if one is not None else []
    of_other = found.of_after.get(other, []) if other is not None else []
    remarks = dict.fromkeys((*event.remarks, *of_one, *of_other))
    return replace(event, remarks=tuple(remarks)) if remarks else event


def _say_who_is_near(
    before: Sequence[ListedRecord],
    after: Sequence[ListedRecord],
    gone: Sequence[int],
    new: Sequence[int],
    found: Matching,
) -> None:
    """Say of unmatched records on either side that they may be one, without matching them."""
    left, right = _words(before, gone), _words(after, new)
    by_word = _telling(left, right)
    for one, own in left.items():
        shared = Counter(other for word in own for other in by_word.get(word, ()))
        for other, times in sorted(shared.items()):
            longer = min(len(own), len(right[other])) > _SHARED_WORDS
            if times >= (_SHARED_WORDS if longer else 1) and _nearly_one(before[one], after[other]):
                said = Remark.of(PERHAPS, name=after[other].shown_name)
                found.of_before[one].append(said)
                said = Remark.of(PERHAPS, name=before[one].shown_name)
                found.of_after[other].append(said)


def _words(records: Sequence[ListedRecord], places: Sequence[int]) -> dict[int, set[str]]:
    return {place: set(folded_name(records[place]).split()) for place in places}


def _telling(left: dict[int, set[str]], right: dict[int, set[str]]) -> dict[str, list[int]]:
    """Return the records of the right side by each word that is rare enough on both sides."""
    counts = [Counter(word for own in side.values() for word in own) for side in (left, right)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for other, own in right.items():
        for word in own:
            if all(count[word] <= _MOST_OF_A_WORD for count in counts):
                by_word[word].append(other)
    return by_word


def _nearly_one(one: ListedRecord, other: ListedRecord) -> bool:
    names = one.values.get("name", ""), other.values.get("name", "")
    return not contradict(one, other) and likeness(*names) == 1
