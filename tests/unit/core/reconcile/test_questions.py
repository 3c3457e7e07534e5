from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.reconcile.questions import (
    Scope,
    StatedFigure,
    Verdict,
    compare,
    overview,
    scope_differences,
)

WAR = Period.between(date(1999, 3, 20), date(1999, 6, 22))
YEARS = Period.between(date(1998, 1, 1), date(2000, 12, 31))


def stated(
    quantity: Quantity,
    *,
    key: str = "a",
    origin: str = "one",
    as_of: Period | None = None,
    stock: bool = False,
    **scope: object,
) -> StatedFigure:
    fields = {"measure": "figure/killed", **scope}
    return StatedFigure(
        key=key,
        quantity=quantity,
        scope=Scope(**fields),
        origin=origin,
        as_of=as_of,
        stock=stock,
    )


def number(value: float) -> Quantity:
    return Quantity(bound=Bound.exact, value=value)


def between(low: float, high: float) -> Quantity:
    return Quantity(bound=Bound.range, low=low, high=high)


def test_two_exact_numbers_of_one_scope_cannot_both_hold() -> None:
    result = compare(stated(number(19)), stated(number(28)))
    assert result.verdict is Verdict.cannot_both_hold
    assert "19" in str(result.reason)


def test_a_range_holds_the_number_inside_it() -> None:
    assert compare(stated(between(9002, 12122)), stated(number(10500))).verdict is Verdict.both_hold


def test_at_least_and_a_larger_number_both_hold() -> None:
    at_least = Quantity(bound=Bound.at_least, value=14, low=14)
    assert compare(stated(at_least), stated(number(19))).verdict is Verdict.both_hold
    assert compare(stated(at_least), stated(number(13))).verdict is Verdict.cannot_both_hold


def test_other_people_and_another_period_give_no_verdict() -> None:
    albanians = stated(number(10356), population="Kosovar Albanians", period=WAR)
    everybody = stated(number(13535), population="all groups", period=YEARS)
    result = compare(albanians, everybody)
    assert result.verdict is Verdict.not_comparable
    assert result.differences == ("population", "period")


def test_a_place_in_two_scripts_is_one_place() -> None:
    left = Scope(measure="figure/killed", place="Đakovica")
    assert scope_differences(left, Scope(measure="figure/killed", place="Ђаковица")) == ()


def test_open_cases_at_two_dates_do_not_contradict_each_other() -> None:
    early = stated(number(2987), as_of=Period.month(2000, 2), stock=True)
    late = stated(number(1643), as_of=Period.year(2024), stock=True)
    assert compare(early, late).differences == ("as_of",)


def test_words_are_never_a_number() -> None:
    words = Quantity(bound=Bound.worded, wording="thousands")
    assert compare(stated(words), stated(number(5))).verdict is Verdict.not_comparable


def test_sources_of_one_origin_count_once() -> None:
    figures = [
        stated(number(5), key="a", origin="agency"),
        stated(number(5), key="b", origin="agency"),
        stated(number(7), key="c", origin="court"),
    ]
    seen = overview(figures)
    assert (seen.origins, seen.low, seen.high) == (2, 5, 7)
    assert len(seen.conflicts) == 2


def test_no_figures_no_range() -> None:
    seen = overview([])
    assert (seen.low, seen.high, seen.origins) == (None, None, 0)


quantities = st.one_of(
    st.integers(0, 50).map(number),
    st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: between(*sorted(ends))),
    st.integers(0, 50).map(lambda n: Quantity(bound=Bound.at_least, value=n, low=n)),
    st.integers(0, 50).map(lambda n: Quantity(bound=Bound.at_most, value=n, high=n)),
)


@given(quantities, quantities)
def test_the_verdict_is_what_trying_every_number_says(left: Quantity, right: Quantity) -> None:
    def allows(quantity: Quantity, number: int) -> bool:
        low, high = quantity.interval()
        return (low is None or number >= low) and (high is None or number <= high)

    possible = any(allows(left, n) and allows(right, n) for n in range(102))
    expected = Verdict.both_hold if possible else Verdict.cannot_both_hold
    assert compare(stated(left), stated(right)).verdict is expected
    assert compare(stated(right), stated(left)).verdict is expected


@pytest.mark.parametrize("unit", ["cases", "families"])
def test_persons_and_other_units_are_not_compared(unit: str) -> None:
    other = Quantity(bound=Bound.exact, value=5, unit=unit)
    assert compare(stated(number(5)), stated(other)).differences == ("unit",)
