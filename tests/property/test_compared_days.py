"""Comparing dates is symmetric, its numbers are shares, and a plain count of days agrees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.dates import DayLevel, Heaping, compare_days

_days = st.dates(date(1998, 12, 20), date(1999, 3, 10))
_periods = st.one_of(
    _days.map(Period.day),
    st.builds(
        lambda day, more: Period.between(day, day + timedelta(more)), _days, st.integers(1, 40)
    ),
    st.sampled_from([Period.month(1999, 1), Period.month(1999, 2), Period.year(1999)]),
)
_heapings = st.builds(Heaping, st.sampled_from([0, 0.3, 1]), st.sampled_from([0, 0.5]))


@given(_periods, _periods, _heapings, _heapings)
def test_both_ways_round_are_one(left: Period, right: Period, one: Heaping, other: Heaping) -> None:
    there, back = compare_days(left, right, one, other), compare_days(right, left, other, one)
    assert (there.level, there.gap, there.share) == (back.level, back.gap, back.share)
    assert there.chance == pytest.approx(back.chance)
    assert there.share is not None
    assert there.chance is not None
    assert 0 <= there.share <= 1
    assert 0 <= there.chance <= 1 + 1e-12


@given(_periods, _periods)
def test_a_plain_count_of_days_agrees(left: Period, right: Period) -> None:
    """The slow twin: both periods day by day."""
    one, other = _all_days(left), _all_days(right)
    found = compare_days(left, right)
    assert found.share == pytest.approx(len(one & other) / min(len(one), len(other)))
    assert found.chance == pytest.approx(len(one & other) / (len(one) * len(other)))
    assert found.gap == min(abs((a - b).days) for a in one for b in other)


@given(_periods, _days)
def test_a_day_of_the_other_period_never_agrees_less_than_a_day_beside_it(
    left: Period, day: date
) -> None:
    assert left.earliest is not None
    inside = compare_days(left, Period.day(left.earliest)).level
    assert inside >= compare_days(left, Period.day(day)).level or day in _all_days(left)
    assert inside >= DayLevel.CAN_BE


def _all_days(period: Period) -> set[date]:
    assert period.earliest is not None
    assert period.latest is not None
    count = (period.latest - period.earliest).days + 1
    return {period.earliest + timedelta(n) for n in range(count)}
