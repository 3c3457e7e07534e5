"""A mention can also come from a passage of a text; corrections and withdrawals are versions."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.people import selectors
from onrecord.web.people.models import Mention
from onrecord.web.people.services import imports, mentions
from onrecord.web.people.waiting import waiting
from onrecord.web.sources.services import mark_passage, take_in

from .conftest import MAPPING, BringIn, Preserve


@pytest.fixture
def arta(bring_in: BringIn, mention: Callable[[str], Mention]) -> Mention:
    bring_in()
    return mention("Arta")


def test_a_name_in_a_text_is_a_mention_with_its_passage(
    preserve: Preserve, supervisor: User
) -> None:
    exhibit = preserve("On 14 April they took Enver Gashi away.", name="statement.txt")
    passage = mark_passage(exhibit, start=22, end=33, by=supervisor)
    made = mentions.add_mention(
        exhibit.source,
        {"name": "Enver Gashi", "given": "Enver", "surname": "Gashi", "death": "1999-04-14"},
        passage=passage,
        by=supervisor,
    )
    assert (made.folded, made.sort_date, made.batch) == ("enver gashi", "1999-04-14", None)
    assert made in selectors.mentions(supervisor)


def test_a_correction_is_a_new_version_of_the_same_mention(arta: Mention, supervisor: User) -> None:
    after = mentions.correct_mention(
        arta, {"surname": "Krasniçi"}, by=supervisor, reason="Misread."
    )
    assert (after.stem, after.version, after.supersedes_id) == (arta.stem, 2, arta.pk)
    assert after.folded_surname == "krasnici"
    assert list(selectors.mentions(supervisor).filter(stem=arta.stem)) == [after]
    with pytest.raises(Conflict):
        mentions.correct_mention(arta, {"age": 1.0}, by=supervisor, reason="Misread.")


def test_a_corrected_place_is_looked_up_anew(arta: Mention, supervisor: User) -> None:
    after = mentions.correct_mention(
        arta, {"municipality": "Prizren"}, by=supervisor, reason="Misread."
    )
    assert after.place not in {"", arta.place}
    assert after.folded_place == "prizren"
    nowhere = mentions.correct_mention(
        after, {"municipality": "Nowhere"}, by=supervisor, reason="Misread."
    )
    assert nowhere.place == ""


def test_what_cannot_be_is_refused(arta: Mention, supervisor: User) -> None:
    for changes in ({"death": "31 Feb"}, {"age_low": 40.0, "age_high": 30.0}):
        with pytest.raises(InputError):
            mentions.correct_mention(arta, changes, by=supervisor, reason="Misread.")
    with pytest.raises(UsageError, match="reason"):
        mentions.correct_mention(arta, {"age": 31.0}, by=supervisor, reason="")


def test_readers_correct_nothing(
    arta: Mention, general: Compartment, user_of: Callable[..., User]
) -> None:
    reader = user_of("reader", [general])
    with pytest.raises(AccessDenied):
        mentions.correct_mention(arta, {"age": 31.0}, by=reader, reason="Misread.")
    with pytest.raises(AccessDenied):
        mentions.withdraw_mention(arta, by=reader, reason="Misread.")


def test_a_withdrawn_mention_is_in_no_list(arta: Mention, supervisor: User) -> None:
    mentions.withdraw_mention(arta, by=supervisor, reason="A heading.")
    assert not selectors.mentions(supervisor).filter(stem=arta.stem).exists()
    assert selectors.history(supervisor, arta.stem).count() == 2


def test_a_workbook_comes_in_as_a_list_does(preserve: Preserve, supervisor: User) -> None:
    book = Workbook()
    for row in (
        ["uid", "given", "surname", "sex", "age", "mun", "event"],
        [1, "Arta", "Gashi", "F", 30, "Klina", "14Apr99"],
    ):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    source = preserve("x\n1\n", name="other.csv").source
    exhibit = take_in(source, content.getvalue(), name="list.xlsx", by=supervisor)
    batch = imports.commit(imports.stage(exhibit, MAPPING, by=supervisor).batch, by=supervisor)
    assert (batch.accepted, batch.rejected) == (1, 0)
    assert Mention.objects.get().name == "Arta Gashi"


def test_staged_lists_wait_for_those_who_may_commit_them(
    preserve: Preserve,
    supervisor: User,
    general: Compartment,
    sealed: Compartment,
    user_of: Callable[..., User],
) -> None:
    imports.stage(preserve(), MAPPING, by=supervisor)
    (found,) = waiting(supervisor)
    assert (found.count, found.url) == (1, "/people/lists/?state=staged")
    assert waiting(user_of("coder", [general])) == []
    assert [item.count for item in waiting(user_of("supervisor", [sealed]))] == [0]
