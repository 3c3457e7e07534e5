"""A list that is published again: who came, who went, who changed, and who only seems the same."""

from __future__ import annotations

from onrecord.core.reconcile.list_matching import (
    ID_TO_ANOTHER,
    ID_TWICE,
    IDS_NUMBERED_ANEW,
    LINK_UNKNOWN,
    LINKED_TWICE,
)
from onrecord.core.reconcile.list_records import likeness
from onrecord.core.reconcile.list_versions import (
    NOT_COMPARED,
    PERHAPS,
    SAID_OF_A_PAIR,
    Basis,
    EventKind,
    ListedRecord,
    ListEvent,
    Manner,
    VersionComparison,
    compare_versions,
)

ARTA = {"name": "Arta Krasniqi", "sex": "female", "age": "34"}
BESIM = {"name": "Besim Hoxha", "sex": "male", "age": "51"}
DRAGANA = {"name": "Dragana Petrović", "sex": "female", "age": "29"}
ENVER = {"name": "Enver Berisha", "sex": "male", "age": "63"}
FATIME = {"name": "Fatime Shala", "sex": "female", "age": "8"}
GORAN = {"name": "Goran Ilić", "sex": "male", "age": "40"}


def version(*rows: dict[str, str], ids: str = "") -> list[ListedRecord]:
    """Return records; ``ids`` gives each its id by one letter, a dot stands for none."""
    named = ids.ljust(len(rows), ".")
    return [
        ListedRecord(key=str(place), record_id=named[place].strip("."), values=row)
        for place, row in enumerate(rows)
    ]


def only(found: VersionComparison, kind: EventKind) -> list[ListEvent]:
    return [event for event in found.events if event.kind is kind]


def templates(event: ListEvent) -> list[str]:
    return [remark.template for remark in event.remarks]


def test_with_ids_records_are_added_withdrawn_changed_and_unchanged() -> None:
    older = {**BESIM, "age": "52"}
    found = compare_versions(
        version(ARTA, BESIM, DRAGANA, ids="123"), version(ENVER, older, ARTA, ids="421")
    )
    assert found.counts() == {
        EventKind.ADDED: 1,
        EventKind.WITHDRAWN: 1,
        EventKind.CHANGED: 1,
        EventKind.UNCHANGED: 1,
    }
    changed = only(found, EventKind.CHANGED)[0]
    assert [(c.field, c.before, c.after, c.manner) for c in changed.changes] == [
        ("age", "51", "52", Manner.VALUE)
    ]
    assert changed.basis is Basis.RECORD_ID
    assert only(found, EventKind.WITHDRAWN)[0].record.shown_name == "Dragana Petrović"
    assert found.changed_fields() == {"age": {Manner.VALUE: 1}}


def test_each_manner_of_a_change_is_told_apart() -> None:
    older = {"name": "Dragana Petrović", "birth": "1960", "village": "Klina", "sex": "female"}
    newer = {"name": "Драгана Петровић", "birth": "1960-05-12", "village": "", "father": "Goran"}
    other = {"name": "Enver Berisha", "village": "Peja", "sex": "male", "father": "Agim"}
    found = compare_versions(version(older, other, ids="12"), version(newer, other, ids="12"))
    manners = {change.field: change.manner for change in found.events[0].changes}
    assert manners == {
        "name": Manner.SPELLING,
        "birth": Manner.EXACTNESS,
        "village": Manner.DROPPED,
        "sex": Manner.DROPPED,
        "father": Manner.STATED,
    }


def test_a_field_of_one_version_only_is_no_change_and_is_said() -> None:
    found = compare_versions(version(ARTA), version({**ARTA, "village": "Klina"}))
    assert only(found, EventKind.UNCHANGED)
    assert "village" not in found.fields
    assert [remark.template for remark in found.remarks] == [NOT_COMPARED]


def test_an_id_that_was_given_to_another_person_is_no_change() -> None:
    found = compare_versions(
        version(ARTA, BESIM, DRAGANA, ids="123"), version(ARTA, GORAN, DRAGANA, ids="123")
    )
    gone, came = only(found, EventKind.WITHDRAWN), only(found, EventKind.ADDED)
    assert [event.record.shown_name for event in gone] == ["Besim Hoxha"]
    assert [event.record.shown_name for event in came] == ["Goran Ilić"]
    assert templates(gone[0]) == templates(came[0]) == [ID_TO_ANOTHER]
    assert "Goran Ilić" in str(gone[0].remarks[0])


def test_a_married_name_and_a_missing_name_are_the_same_person() -> None:
    married, unnamed = {**ARTA, "name": "Arta Gashi"}, {**BESIM, "name": ""}
    found = compare_versions(version(ARTA, BESIM, ids="12"), version(married, unnamed, ids="12"))
    assert [event.kind for event in found.events] == [EventKind.CHANGED, EventKind.CHANGED]


def test_names_in_scripts_that_share_no_letter_are_not_called_different() -> None:
    assert likeness("محمد حسين", "Muhammad Hussain") is None
    arabic = {**ARTA, "name": "محمد حسين"}
    found = compare_versions(version(ARTA, ids="1"), version(arabic, ids="1"))
    assert found.events[0].basis is Basis.RECORD_ID
    assert likeness("Џевдет Хоџа", "Dževdet Hodža") == 1


def test_ids_numbered_anew_are_not_used_and_values_are() -> None:
    people = (ARTA, BESIM, DRAGANA, ENVER, FATIME, GORAN)
    found = compare_versions(version(*people, ids="123456"), version(*people[::-1], ids="123456"))
    assert {event.basis for event in found.events} == {Basis.VALUES}
    assert found.counts()[EventKind.UNCHANGED] == 6, "the new number is no change of the record"
    assert [remark.template for remark in found.remarks] == [IDS_NUMBERED_ANEW]


def test_an_id_twice_in_one_version_loses_nobody() -> None:
    found = compare_versions(
        version(ARTA, BESIM, DRAGANA, ids="112"), version(BESIM, DRAGANA, ids="12")
    )
    assert found.counts()[EventKind.UNCHANGED] == 2
    gone = only(found, EventKind.WITHDRAWN)
    assert [event.record.shown_name for event in gone] == ["Arta Krasniqi"]
    assert ID_TWICE in templates(gone[0])


def test_the_same_row_twice_is_two_records() -> None:
    found = compare_versions(version(ARTA, ARTA, ids="11"), version(ARTA, ids="1"))
    assert found.counts()[EventKind.UNCHANGED] == found.counts()[EventKind.WITHDRAWN] == 1


def test_a_record_under_another_id_is_a_changed_record() -> None:
    found = compare_versions(version(ARTA, BESIM, ids="12"), version(ARTA, BESIM, ids="19"))
    changed = only(found, EventKind.CHANGED)[0]
    assert [(c.field, c.before, c.after) for c in changed.changes] == [("record_id", "2", "9")]


def test_links_match_what_values_do_not() -> None:
    renamed = {**ARTA, "name": "Artë Krasniqaj", "age": "30"}
    before, after = version(ARTA, BESIM), version(BESIM, renamed)
    assert compare_versions(before, after).counts()[EventKind.WITHDRAWN] == 1
    found = compare_versions(before, after, [("0", "1")])
    assert found.by_basis() == {
        Basis.RECORD_ID: 0,
        Basis.LINK: 1,
        Basis.VALUES: 1,
        Basis.NAME: 0,
    }


def test_two_links_of_one_record_leave_the_other_and_say_so() -> None:
    again = {**ARTA, "age": "35"}
    found = compare_versions(version(ARTA), version(ARTA, again), [("0", "0"), ("0", "1")])
    came = only(found, EventKind.ADDED)
    assert [event.record.key for event in came] == ["1"]
    assert LINKED_TWICE in templates(came[0])


def test_a_link_to_nothing_is_said_and_a_linked_pair_of_strangers_too() -> None:
    found = compare_versions(version(ARTA), version(GORAN), [("0", "0"), ("7", "0")])
    assert [remark.template for remark in found.remarks] == [LINK_UNKNOWN]
    assert templates(found.events[0]) == [SAID_OF_A_PAIR]


def test_a_name_alone_matches_where_it_stands_once_and_something_agrees() -> None:
    at_home = {**ENVER, "village": "Klina"}
    moved = {**at_home, "age": "64"}
    found = compare_versions(version(at_home), version(moved))
    assert found.events[0].basis is Basis.NAME
    stranger = {**at_home, "village": "Istog", "age": "20"}
    apart = compare_versions(version(at_home), version(stranger))
    assert [event.kind for event in apart.events] == [EventKind.WITHDRAWN, EventKind.ADDED]
    twice = compare_versions(version(at_home), version(moved, {**moved, "age": "65"}))
    assert twice.counts()[EventKind.WITHDRAWN] == 1, "a name that stands twice tells nobody apart"


def test_unknown_people_are_never_one_by_their_name() -> None:
    unknown = {"name": "مجهول", "sex": "male", "age": ""}
    nameless = {"name": "", "sex": "male", "age": ""}
    people = version(unknown, nameless, nameless)
    assert compare_versions(people, people).counts()[EventKind.WITHDRAWN] == 3


def test_a_nearly_same_name_is_said_and_not_matched() -> None:
    newer = {**DRAGANA, "name": "Dragana Petroviq"}
    found = compare_versions(version(DRAGANA), version(newer))
    gone, came = found.events
    assert (gone.kind, came.kind) == (EventKind.WITHDRAWN, EventKind.ADDED)
    assert templates(gone) == templates(came) == [PERHAPS]


def test_an_empty_version_is_all_added_or_all_withdrawn() -> None:
    assert compare_versions([], version(ARTA)).counts()[EventKind.ADDED] == 1
    assert compare_versions(version(ARTA), []).counts()[EventKind.WITHDRAWN] == 1
    assert compare_versions([], []).events == ()
