"""Suggestions become claims only by a decision, which is kept, guarded and undoable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.models import Decision, Suggestion
from onrecord.web.coding.selectors import reading
from onrecord.web.figures.models import Figure
from onrecord.web.sources.models import Custody, Exhibit
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import add_source, take_in


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("coder", [general])


@pytest.fixture
def text(text_in: Callable[..., Exhibit], general: Compartment, arta: User) -> Exhibit:
    return text_in(general, by=arta)


def first(text: Exhibit) -> Suggestion:
    return Suggestion.objects.filter(exhibit=text).order_by("start").select_related("exhibit")[0]


def test_reading_a_file_keeps_its_text_and_what_the_rules_suggest(
    arta: User, general: Compartment
) -> None:
    source = add_source({"title": "Report", "kind": "report"}, compartment_id=general.pk, by=arta)
    words = "More than 230,000 persons fled. Of the 1,303 missing 944 were Albanians."
    exhibit = take_in(source, words.encode(), name="report.txt", by=arta)
    text = services.read_exhibit(exhibit, by=arta)
    assert text_of(text) == words
    found = Suggestion.objects.filter(exhibit=text)
    assert {words[one.start : one.end] for one in found if one.kind == "figure"} >= {"944"}
    assert all(one.payload["quote"] == words[one.start : one.end] for one in found)
    assert {one.compartment_id for one in found} == {general.pk}
    before = found.count()
    assert services.read_exhibit(exhibit, by=arta).pk == text.pk
    assert found.count() == before


def test_a_text_is_not_read_again_and_a_reader_reads_no_file(
    text: Exhibit, user_of: Callable[..., User], general: Compartment, arta: User
) -> None:
    with pytest.raises(UsageError):
        services.read_exhibit(text, by=arta)
    with pytest.raises(AccessDenied):
        services.read_exhibit(text.derived_from, by=user_of("reader", [general]))


def test_an_accepted_suggestion_becomes_a_figure_with_its_passage(
    text: Exhibit, arta: User
) -> None:
    decision = services.accept(first(text), by=arta)
    figure = Figure.objects.current().get(stem=decision.claim)
    assert decision.outcome == "accepted"
    assert (figure.bound, figure.value, figure.low, figure.high) == ("at_least", 230, 230, None)
    assert (figure.place, figure.period, figure.source_id) == (
        "Gjakova",
        "1999-04",
        text.source_id,
    )
    assert figure.passage is not None
    assert (figure.passage.start, figure.passage.end) == (first(text).start, first(text).end)
    assert Custody.objects.filter(exhibit=text.derived_from, kind="code").count() == 1


def test_corrections_are_said_to_be_corrections(text: Exhibit, arta: User) -> None:
    decision = services.accept(first(text), by=arta, corrections={"group": "Albanians"})
    assert decision.outcome == "corrected"
    assert Figure.objects.get(stem=decision.claim).group == "Albanians"


def test_corrections_that_change_nothing_are_an_acceptance(text: Exhibit, arta: User) -> None:
    corrections = {"place": "Gjakova", "note": "", "base": None}
    assert services.accept(first(text), by=arta, corrections=corrections).outcome == "accepted"


def test_a_figure_that_contradicts_itself_changes_nothing(text: Exhibit, arta: User) -> None:
    with pytest.raises(InputError):
        services.accept(first(text), by=arta, corrections={"low": 9, "high": 3})
    assert not Decision.objects.exists()
    assert not Figure.objects.exists()


def test_a_rejection_needs_a_reason(text: Exhibit, arta: User) -> None:
    with pytest.raises(UsageError):
        services.reject(first(text), by=arta, reason=" ")
    decision = services.reject(first(text), by=arta, reason="A page number.")
    assert (decision.outcome, decision.reason, decision.claim) == (
        "rejected",
        "A page number.",
        None,
    )


def test_the_second_who_decides_gets_a_conflict(
    text: Exhibit, arta: User, user_of: Callable[..., User], general: Compartment
) -> None:
    services.accept(first(text), by=arta)
    besim = user_of("coder", [general])
    with pytest.raises(Conflict):
        services.reject(first(text), by=besim, reason="No figure.")
    assert Figure.objects.current().count() == 1


def test_undo_takes_back_decision_and_figure_and_one_can_decide_again(
    text: Exhibit, arta: User
) -> None:
    decision = services.accept(first(text), by=arta)
    services.undo(decision, by=arta)
    assert not Figure.objects.current().exists()
    assert not Decision.objects.current().exists()
    again = services.reject(first(text), by=arta, reason="Second thoughts.")
    assert (again.stem, again.version, again.claim) == (decision.stem, 3, None)
    with pytest.raises(Conflict):
        services.undo(decision, by=arta)


def test_a_total_takes_its_undecided_figures_along_and_gives_them_back(
    text: Exhibit, arta: User
) -> None:
    part = Suggestion.objects.get(payload__quote="944")
    services.reject(part, by=arta, reason="Counted twice.")
    total = Suggestion.objects.get(kind="total")
    decision = services.accept(total, by=arta)
    assert set(Figure.objects.current().values_list("value", flat=True)) == {1303, 359}
    assert reading.progress(arta, text) == reading.Progress(decided=4, all=5)
    services.undo(decision, by=arta)
    assert not Figure.objects.current().exists()
    assert [one.outcome for one in Decision.objects.current()] == ["rejected"]


def test_a_decision_is_never_changed_in_place(text: Exhibit, arta: User) -> None:
    services.accept(first(text), by=arta)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(outcome="rejected")
    with pytest.raises(DatabaseError), transaction.atomic():
        Suggestion.objects.update(start=0)


def test_a_passage_lies_within_the_text(text: Exhibit, arta: User) -> None:
    for start, end in [(5, 5), (0, 10**6), (9, 3)]:
        with pytest.raises(InputError):
            services.code_figure(text, start, end, values={"value": 1.0}, by=arta)


def test_nothing_of_another_compartment_is_seen_or_counted(
    text: Exhibit,
    text_in: Callable[..., Exhibit],
    user_of: Callable[..., User],
    general: Compartment,
    sealed: Compartment,
    arta: User,
) -> None:
    dragana = user_of("supervisor", [general, sealed])
    text_in(sealed, by=dragana)
    assert reading.suggestions(dragana).count() == 10
    assert reading.suggestions(arta).count() == 5
    assert [row.source_id for row in reading.documents(arta)] == [text.source_id]
    assert reading.suggestions(user_of("auditor", [general, sealed])).count() == 0


def test_documents_say_how_far_they_are(text: Exhibit, arta: User) -> None:
    services.accept(first(text), by=arta)
    take_in(text.source, b"not read", name="other.txt", by=arta)
    take_in(text.source, b"a,b", name="list.csv", by=arta)
    rows = {
        row.name: (row.text, row.suggested, row.decided, row.open)
        for row in reading.documents(arta)
    }
    assert rows == {"report.txt": (text.pk, 5, 1, 4), "other.txt": (0, 0, 0, 0)}
