"""Checks run over texts and figures; their findings stay through every run, and so do decisions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.checks import selectors, services
from onrecord.web.checks.models import Finding
from onrecord.web.checks.waiting import waiting
from onrecord.web.figures.services import add_figure, ask
from onrecord.web.figures.services import place as place_figure
from onrecord.web.sources.services import add_source

from .conftest import RIGHT, WRONG, TextOf


def faults(user: User) -> list[str]:
    return sorted(selectors.undecided(user).values_list("rule", flat=True))


def test_a_sum_that_does_not_hold_is_found_once_and_one_that_holds_is_not(
    text_in: TextOf, general: Compartment, enver: User
) -> None:
    wrong, right = text_in(general, WRONG, by=enver), text_in(general, RIGHT, by=enver)
    services.check_text(wrong, by=enver)
    services.check_text(right, by=enver)
    assert "parts_and_total" in faults(enver)
    assert not selectors.of_text(enver, right).exclude(severity="info").exists()
    before = set(Finding.objects.values_list("pk", "key"))
    services.check_text(wrong, by=enver)
    assert set(Finding.objects.values_list("pk", "key")) == before
    shown = selectors.places(enver, selectors.of_text(enver, wrong).get(rule="parts_and_total"))
    (place,) = shown
    assert "".join(piece.words for piece in place.pieces) == WRONG
    assert [p.words for p in place.pieces if p.is_meant] == ["100", "40", "30", "20"]


def test_a_decision_outlives_the_runs_and_can_be_taken_back(
    text_in: TextOf, general: Compartment, enver: User
) -> None:
    text = text_in(general, WRONG, by=enver)
    services.check_text(text, by=enver)
    finding = selectors.undecided(enver).get(rule="parts_and_total")
    verdict = services.decide(finding, "fault", by=enver, reason="The source left ten out.")
    assert "parts_and_total" not in faults(enver)
    services.check_compartment(general.pk, by=enver)
    assert "parts_and_total" not in faults(enver)
    with pytest.raises(Conflict):
        services.decide(finding, "none", by=enver, reason="Both.")
    services.undo(verdict, by=enver, reason="Read again.")
    assert "parts_and_total" in faults(enver)
    services.decide(finding, "none", by=enver, reason="A residual row.")
    assert [one.version for one in selectors.verdicts(enver, finding)] == [3, 2, 1]


@pytest.mark.parametrize(("outcome", "reason"), [("none", " "), ("perhaps", "Because.")])
def test_a_decision_needs_an_outcome_and_a_reason(
    text_in: TextOf, general: Compartment, enver: User, outcome: str, reason: str
) -> None:
    services.check_text(text_in(general, WRONG, by=enver), by=enver)
    finding = selectors.undecided(enver).first()
    assert finding is not None
    with pytest.raises(UsageError):
        services.decide(finding, outcome, by=enver, reason=reason)


def test_what_is_not_found_any_more_holds_no_more(
    text_in: TextOf, general: Compartment, enver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_in(general, WRONG, by=enver)
    services.check_text(text, by=enver)
    count = Finding.objects.count()
    monkeypatch.setattr("onrecord.web.checks.services.running.check_documents", lambda _all: ())
    services.check_text(text, by=enver)
    assert not selectors.findings(enver).exists()
    assert Finding.objects.count() == count, "a finding that holds no more is kept"
    monkeypatch.undo()
    services.check_text(text, by=enver)
    assert selectors.findings(enver).count() == count


def test_a_finding_about_a_sealed_text_is_sealed(
    text_in: TextOf,
    general: Compartment,
    sealed: Compartment,
    dragana: User,
    enver: User,
) -> None:
    text_in(general, RIGHT, by=dragana)
    text_in(sealed, WRONG, by=dragana)
    services.check_compartment(general.pk, by=dragana)
    assert not selectors.undecided(dragana).filter(rule="parts_and_total").exists()
    services.check_compartment(sealed.pk, by=dragana)
    assert "parts_and_total" in faults(dragana)
    assert not selectors.undecided(enver).filter(rule="parts_and_total").exists()
    assert [item.count for item in waiting(enver)] == [0]
    faulty = Finding.objects.filter(rule="parts_and_total").exclude(severity="info")
    assert {row.compartment_id for row in faulty} == {sealed.pk}


def test_figures_under_one_question_that_cannot_both_hold_are_found(
    general: Compartment, enver: User
) -> None:
    source = add_source(
        {"title": "A", "kind": "source/report"}, compartment_id=general.pk, by=enver
    )
    other = add_source({"title": "B", "kind": "source/report"}, compartment_id=general.pk, by=enver)
    killed = {"measure": "measure/killed", "group": "Serbs", "place": "Kosovo", "where": "p. 1"}
    figures = [
        add_figure(source=one, passage=None, values={**killed, "value": value}, by=enver)
        for one, value in ((source, 100.0), (other, 250.0))
    ]
    question = ask(
        {"title": "Killed", "measure": "measure/killed"}, compartment_id=general.pk, by=enver
    )
    for figure in figures:
        place_figure(figure, question, by=enver, reason="Same scope.")
    services.check_compartment(general.pk, by=enver)
    finding = selectors.undecided(enver).get()
    shown = selectors.places(enver, finding)
    assert {one.figure.value for one in shown if one.figure} == {100.0, 250.0}


def test_a_reader_neither_runs_checks_nor_decides(
    text_in: TextOf, general: Compartment, enver: User, user_of: Callable[..., User]
) -> None:
    text, reader = text_in(general, WRONG, by=enver), user_of("reader", [general])
    with pytest.raises(AccessDenied):
        services.check_text(text, by=reader)
    with pytest.raises(AccessDenied):
        services.check_compartment(general.pk, by=reader)
    services.check_text(text, by=enver)
    finding = selectors.undecided(reader).first()
    assert finding is not None
    with pytest.raises(AccessDenied):
        services.decide(finding, "none", by=reader, reason="x")
    assert waiting(reader) == []
