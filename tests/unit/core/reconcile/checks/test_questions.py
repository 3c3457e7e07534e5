from __future__ import annotations

from onrecord.core.kernel.finding import Severity, Span
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.reconcile.checks import Claim, check_question, check_register
from onrecord.core.reconcile.questions import Scope, StatedFigure


def claim(number: float, *, place: str = "Prizren", origin: str = "list", key: str = "") -> Claim:
    return Claim(
        figure=StatedFigure(
            key=key or f"{number}",
            quantity=Quantity(bound=Bound.exact, value=number),
            scope=Scope(measure="missing", place=place, period=Period.year(1999)),
            origin=origin,
        ),
        span=Span(start=0, end=3, quote=f"{number:g}", document=origin),
    )


def test_figures_of_one_question_that_differ_cannot_both_hold() -> None:
    (finding,) = check_question([claim(340), claim(120, origin="report")])
    assert finding.severity is Severity.medium
    assert "no number in common" in str(finding.explanation)
    assert [one.document for one in finding.passages] == ["list", "report"]


def test_a_difference_of_scope_explains_and_is_no_fault() -> None:
    (finding,) = check_question([claim(340), claim(120, place="Peja")])
    assert finding.severity is Severity.info
    assert "the place" in str(finding.explanation)


def test_figures_that_agree_are_not_mentioned() -> None:
    assert list(check_question([claim(340), claim(340, origin="report")])) == []


def test_a_register_is_checked_scope_by_scope() -> None:
    claims = [claim(340), claim(7, place="Peja"), claim(120, origin="report"), claim(7, place="")]
    (finding,) = check_register(claims)
    assert [one.quote for one in finding.passages] == ["340", "120"]
