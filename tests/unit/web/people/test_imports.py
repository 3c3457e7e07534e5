"""A list is staged, looked at, committed as one unit, undone as one unit, and never twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.audit.verify import problems
from onrecord.web.people import selectors
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports, mentions, persons

from .conftest import MAPPING, ROWS, BringIn, Preserve


def test_staging_counts_every_row_and_records_none(preserve: Preserve, supervisor: User) -> None:
    staged = imports.stage(preserve(), MAPPING, by=supervisor)
    assert staged.is_new
    batch = staged.batch
    assert (batch.rows, batch.accepted, batch.rejected) == (5, 3, 2)
    assert batch.lists == {"North": 3}
    assert [(error["line"], error["column"]) for error in batch.errors] == [
        (5, "age"),
        (6, "event"),
    ]
    assert not Mention.objects.exists()


def test_a_commit_records_what_the_rows_say(
    bring_in: BringIn, mention: Callable[[str], Mention]
) -> None:
    batch = bring_in()
    assert batch.state == "committed"
    arta, besim, dragana = mention("Arta"), mention("Besim"), mention("Драгана")
    assert (arta.name, arta.sex, arta.age, arta.death) == (
        "Arta Krasniqi",
        "sex/female",
        34,
        "1999-04-14",
    )
    assert besim.age is None, "0 is the list's own code for an unknown age"
    assert (dragana.age, dragana.death, dragana.sort_date) == (None, "1999", "1999")
    assert (dragana.folded, dragana.script) == ("dragana petrovic", "cyrillic")
    assert arta.place == besim.place != "", "Pejë and Peć are one place"
    assert besim.raw["age"] == "0"
    assert {row.list_name for row in Mention.objects.all()} == {"North"}


def test_weights_and_memberships_are_kept(bring_in: BringIn) -> None:
    text = "id,aba,exh,weight\n1,1,0,0.3333\n2,,1,1\n"
    mapping = Mapping.from_dict({"id": "id", "lists": ["aba", "exh"], "weight": "weight"})
    bring_in(text, mapping=mapping)
    first, second = Mention.objects.order_by("line")
    assert (first.weight, first.memberships) == (0.3333, {"aba": True, "exh": False})
    assert (second.memberships, second.list_name) == ({"aba": None, "exh": True}, "exh")
    assert first.name == "", "a list without names has mentions without names"


def test_the_same_content_twice_changes_nothing(preserve: Preserve, supervisor: User) -> None:
    exhibit = preserve()
    first = imports.stage(exhibit, MAPPING, by=supervisor).batch
    again = imports.stage(exhibit, MAPPING, by=supervisor)
    assert (again.batch, again.is_new) == (first, False)
    imports.commit(first, by=supervisor)
    assert not imports.stage(exhibit, MAPPING, by=supervisor).is_new
    assert (Batch.objects.count(), Mention.objects.count()) == (1, 3)


def test_an_undone_import_can_be_brought_in_again(bring_in: BringIn, supervisor: User) -> None:
    batch = bring_in()
    imports.undo(batch, by=supervisor, reason="The wrong file.")
    again = imports.stage(batch.exhibit, MAPPING, by=supervisor)
    assert again.is_new
    imports.commit(again.batch, by=supervisor)
    assert Mention.objects.count() == 3


def test_undo_leaves_nothing_and_the_log_says_so(bring_in: BringIn, supervisor: User) -> None:
    batch = bring_in()
    undone = imports.undo(batch, by=supervisor, reason="The wrong file.")
    assert (undone.state, undone.reason, undone.errors) == ("undone", "The wrong file.", [])
    assert not Mention.objects.exists()
    deleted = Entry.objects.filter(subject="people_mention", action="delete")
    assert deleted.count() == 3
    assert list(problems()) == []


def test_a_commit_happens_once(bring_in: BringIn, supervisor: User) -> None:
    batch = bring_in()
    with pytest.raises(Conflict):
        imports.commit(batch, by=supervisor)
    assert Mention.objects.count() == 3


def test_a_cancelled_import_leaves_only_the_preserved_file(
    preserve: Preserve, supervisor: User
) -> None:
    exhibit = preserve()
    batch = imports.stage(exhibit, MAPPING, by=supervisor).batch
    imports.cancel(batch, by=supervisor)
    assert not Batch.objects.exists()
    with pytest.raises(Conflict):
        imports.commit(batch, by=supervisor)
    exhibit.refresh_from_db()


def test_undo_is_refused_while_a_mention_is_judged(
    bring_in: BringIn, supervisor: User, mention: Callable[[str], Mention]
) -> None:
    batch = bring_in()
    pair = {mention("Arta").stem: frozenset[int](), mention("Besim").stem: frozenset[int]()}
    decision = persons.merge(pair, by=supervisor, reason="Same record.")
    with pytest.raises(UsageError, match="decisions about persons"):
        imports.undo(batch, by=supervisor, reason="The wrong file.")
    persons.undo(decision, seen=decision.pk, by=supervisor, reason="Not the same.")
    imports.undo(batch, by=supervisor, reason="The wrong file.")
    assert not Mention.objects.exists()


def test_a_decision_behind_a_wall_stops_no_undo_and_stands_when_the_list_comes_back(
    preserve: Preserve,
    supervisor: User,
    sealed: Compartment,
    general: Compartment,
    user_of: Callable[..., User],
    mention: Callable[[str], Mention],
) -> None:
    exhibit = preserve()
    batch = imports.commit(imports.stage(exhibit, MAPPING, by=supervisor).batch, by=supervisor)
    insider = user_of("supervisor", [general, sealed])
    hidden = preserve("name\nGoran\n", by=insider, in_=sealed)
    names = Mapping.from_dict({"list_name": "Hidden", "names": {"given": "name"}})
    imports.commit(imports.stage(hidden, names, by=insider).batch, by=insider)
    pair = {mention(name).stem: frozenset[int]() for name in ("Arta", "Goran")}
    person = persons.merge(pair, by=insider, reason="Same record.").person
    imports.undo(batch, by=supervisor, reason="The wrong file.")
    assert [row.given for row in Mention.objects.all()] == ["Goran"]
    assert selectors.taken_back(person) == 1
    again = imports.stage(exhibit, MAPPING, by=supervisor).batch
    imports.commit(again, by=supervisor)
    assert selectors.taken_back(person) == 0
    assert {row.given for row in selectors.mentions_of(insider, person)} == {"Arta", "Goran"}
    with pytest.raises(UsageError, match="decisions about persons"):
        imports.undo(again, by=insider, reason="The wrong file.")


def test_undo_is_refused_while_a_mention_is_corrected(
    bring_in: BringIn, supervisor: User, mention: Callable[[str], Mention]
) -> None:
    batch = bring_in()
    mentions.correct_mention(mention("Arta"), {"age": 35}, by=supervisor, reason="Misread.")
    with pytest.raises(UsageError, match="corrected"):
        imports.undo(batch, by=supervisor, reason="The wrong file.")
    assert Mention.objects.count() == 4


def test_undo_needs_a_reason(bring_in: BringIn, supervisor: User) -> None:
    with pytest.raises(UsageError, match="reason"):
        imports.undo(bring_in(), by=supervisor, reason=" ")


@pytest.mark.parametrize("role", ["reader", "coder", "investigator", "auditor"])
def test_only_those_with_the_right_import(
    role: str, preserve: Preserve, general: Compartment, user_of: Callable[..., User]
) -> None:
    with pytest.raises(AccessDenied):
        imports.stage(preserve(), MAPPING, by=user_of(role, [general]))
    assert not Batch.objects.exists()


def test_whoever_may_not_enter_the_compartment_cannot_commit(
    preserve: Preserve, supervisor: User, sealed: Compartment, user_of: Callable[..., User]
) -> None:
    batch = imports.stage(preserve(), MAPPING, by=supervisor).batch
    with pytest.raises(Conflict):
        imports.commit(batch, by=user_of("supervisor", [sealed]))
    assert not Mention.objects.exists()


def test_a_column_that_the_list_lacks_is_named(preserve: Preserve, supervisor: User) -> None:
    mapping = Mapping.from_dict({"id": "uid", "list_name": "North", "age": "agee"})
    with pytest.raises(InputError, match="no column of this name"):
        imports.stage(preserve(), mapping, by=supervisor)


def test_a_text_longer_than_its_field_is_refused_by_row(
    preserve: Preserve, supervisor: User
) -> None:
    text = f"name\nArta {'x' * 400}\nBesim Gashi\n"
    mapping = Mapping.from_dict({"list_name": "North", "names": {"full": "name"}})
    batch = imports.stage(preserve(text), mapping, by=supervisor).batch
    assert (batch.accepted, batch.rejected) == (1, 1)
    assert batch.errors[0]["line"] == 2


def test_failed_rows_come_as_a_file_that_runs_nothing_and_are_logged(
    preserve: Preserve, supervisor: User
) -> None:
    text = ROWS + '6,"=HYPERLINK(1)",Gashi,F,999,Klina,1999\n'
    batch = imports.stage(preserve(text), MAPPING, by=supervisor).batch
    lines = "".join(imports.failed_rows(batch, by=supervisor)).splitlines()
    assert lines[0] == "\ufeffline,reason,uid,given,surname,sex,age,mun,event"
    assert [line.split(",")[0] for line in lines[1:]] == ["5", "6", "7"]
    assert "'=HYPERLINK(1)" in lines[3]
    assert Entry.objects.filter(action="export", subject="people_batch").count() == 1


def test_what_a_preview_shows_is_what_a_commit_records(
    preserve: Preserve, supervisor: User
) -> None:
    batch = imports.stage(preserve(), MAPPING, by=supervisor).batch
    seen = imports.preview(batch)
    imports.commit(batch, by=supervisor)
    recorded = [row.values() for row in Mention.objects.order_by("line")]
    assert len(seen) == 3
    for before, after in zip(seen, recorded, strict=True):
        assert before == {name: after[name] for name in before}
