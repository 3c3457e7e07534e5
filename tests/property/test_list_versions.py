"""Whatever two versions of a list hold: nothing is lost, and the way back is the same way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.list_versions import (
    Basis,
    EventKind,
    ListedRecord,
    VersionComparison,
    compare_versions,
)

_NAMES = st.sampled_from(
    ["Arta Gashi", "Besim Hoxha", "Dragana Petrović", "Драгана Петровић", "Enver", "", "Arta Shala"]
)
_FIELDS = ("name", "sex", "age", "village")
_IDS = st.sampled_from(["", "1", "2", "3", "4", "5", "6"])
_ROWS = st.tuples(
    _IDS,
    _NAMES,
    st.sampled_from(["", "female", "male"]),
    st.sampled_from(["", "8", "9", "40"]),
    st.sampled_from(["", "Klina"]),
)


def _records(rows: list[tuple[str, ...]]) -> list[ListedRecord]:
    return [
        ListedRecord(
            key=f"k{place}",
            record_id=record_id,
            values=dict(zip(_FIELDS, values, strict=True)),
        )
        for place, (record_id, *values) in enumerate(rows)
    ]


_VERSIONS = st.lists(_ROWS, max_size=8).map(_records)
_LINKS = st.lists(st.tuples(*[st.integers(0, 9).map("k{}".format)] * 2), max_size=5, unique=True)
_MIRRORED = {
    EventKind.ADDED: EventKind.WITHDRAWN,
    EventKind.WITHDRAWN: EventKind.ADDED,
    EventKind.CHANGED: EventKind.CHANGED,
    EventKind.UNCHANGED: EventKind.UNCHANGED,
}


@given(_VERSIONS, _VERSIONS, _LINKS)
def test_every_record_of_both_versions_is_in_exactly_one_event(
    before: list[ListedRecord], after: list[ListedRecord], links: list[tuple[str, str]]
) -> None:
    found = compare_versions(before, after, links)
    earlier = Counter(event.before.key for event in found.events if event.before)
    later = Counter(event.after.key for event in found.events if event.after)
    assert earlier == Counter(record.key for record in before)
    assert later == Counter(record.key for record in after)
    for event in found.events:
        assert (event.before is None) == (event.kind is EventKind.ADDED)
        assert (event.after is None) == (event.kind is EventKind.WITHDRAWN)
        assert bool(event.changes) == (event.kind is EventKind.CHANGED)
    assert sum(found.by_basis().values()) == sum(bool(e.before and e.after) for e in found.events)


@given(_VERSIONS, _VERSIONS, _LINKS)
def test_the_way_back_is_the_same_way(
    before: list[ListedRecord], after: list[ListedRecord], links: list[tuple[str, str]]
) -> None:
    there = compare_versions(before, after, links)
    back = compare_versions(after, before, [(other, one) for one, other in links])
    assert _told(there) == {
        (key_after, key_before, _MIRRORED[kind], basis, remarks)
        for key_before, key_after, kind, basis, remarks in _told(back)
    }


@given(_VERSIONS)
def test_a_version_beside_itself_changes_nobody_who_is_named(before: list[ListedRecord]) -> None:
    counts = compare_versions(before, before, [(r.key, r.key) for r in before]).counts()
    assert counts[EventKind.ADDED] == counts[EventKind.WITHDRAWN] == counts[EventKind.CHANGED] == 0


@given(_VERSIONS, _VERSIONS)
def test_with_ids_alone_it_is_what_a_reader_would_do_by_hand(
    before: list[ListedRecord], after: list[ListedRecord]
) -> None:
    """Twin: unique ids, names that agree; compared one with one, as slowly as it can be."""
    before, after = _alike(before), _alike(after)
    found = compare_versions(before, after)
    by_hand = {
        (one.record_id, one.values["age"] == other.values["age"])
        for one in before
        for other in after
        if one.record_id == other.record_id
    }
    assert by_hand == {
        (event.before.record_id, event.kind is EventKind.UNCHANGED)
        for event in found.events
        if event.before and event.basis is Basis.RECORD_ID
    }


def _alike(records: list[ListedRecord]) -> list[ListedRecord]:
    """Return the records with an id of their own, named by it; only the age may differ."""
    ages = {record.record_id: record.values["age"] or "1" for record in records if record.record_id}
    return [
        ListedRecord(key=name, record_id=name, values={"name": f"Arta{name} Gashi", "age": age})
        for name, age in ages.items()
    ]


def _told(found: VersionComparison) -> set[tuple[object, ...]]:
    return {
        (
            event.before and event.before.key,
            event.after and event.after.key,
            event.kind,
            event.basis,
            frozenset(remark.template for remark in event.remarks),
        )
        for event in found.events
    }
