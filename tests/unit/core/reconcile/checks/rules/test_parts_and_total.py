from __future__ import annotations

import pytest

from onrecord.core.kernel.finding import Severity, Span
from onrecord.core.kernel.quantity import SHARE, Bound, Quantity
from onrecord.core.reconcile.checks import PartsOfTotal, Stated
from onrecord.core.reconcile.checks.rules.parts_and_total import check_total


def stated(number: float | None, *, share: bool = False) -> Stated:
    quantity = (
        Quantity(bound=Bound.worded, wording="many")
        if number is None
        else Quantity(
            bound=Bound.share if share else Bound.exact,
            value=number,
            unit=SHARE if share else "persons",
        )
    )
    return Stated(span=Span(start=0, end=1, quote="x"), quantity=quantity, sentence=0)


def total(
    whole: float | None,
    *parts: float,
    away: tuple[float, ...] = (),
    share: bool = False,
    all_parts: bool = True,
) -> PartsOfTotal:
    return PartsOfTotal(
        total=stated(whole, share=share),
        parts=tuple(stated(part, share=share) for part in parts),
        taken_away=tuple(stated(part) for part in away),
        all_parts=all_parts,
    )


@pytest.mark.parametrize(
    ("given", "severity", "words"),
    [
        (total(61, 38, 14, 9), Severity.info, "61 = 38 + 14 + 9: the parts sum"),
        (total(2987, 4434, away=(1447,)), Severity.info, "2,987 = 4,434 − 1,447"),
        (total(47, 21, 17, 8), Severity.medium, "47 ≠ 21 + 17 + 8: the parts fall short"),
        (total(12, 10, 5), Severity.high, "exceed the total by 3."),
        (total(233_000, 30_300, 202_000), Severity.medium, "fall short"),
        (total(1_200, 500, 300, 300), Severity.low, "rounding could explain it"),
        (total(100, 60, 30, all_parts=False), Severity.info, "leave 10 open"),
        (total(100, 60, 50, all_parts=False), Severity.low, "exceed the total by 10; rounding"),
        (total(1, 0.333, 0.333, 0.333, share=True), Severity.info, "as rounding makes them"),
        (total(1, 0.5, 0.3, share=True), Severity.medium, "short of the total by 20 %"),
    ],
)
def test_a_total_is_held_against_its_parts(
    given: PartsOfTotal, severity: Severity, words: str
) -> None:
    finding = check_total(given)
    assert finding is not None
    assert (finding.severity, words in str(finding.explanation)) == (severity, True), finding


def test_a_total_without_a_number_is_not_compared() -> None:
    assert check_total(total(None, 3, 4)) is None
