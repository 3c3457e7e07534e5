"""Heaping is measured on a list, and a list without it shows none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.dates import Heap, Heaping, heap_of, measured_heaping, whipple_index


def _days(count: int) -> list[Period]:
    chance = np.random.default_rng(4)
    begin = date(1950, 1, 1)
    return [Period.day(begin + timedelta(int(n))) for n in chance.integers(14_610, size=count)]


@pytest.mark.parametrize(
    ("edtf", "heap"),
    [
        ("1960-01-01", Heap.YEAR),
        ("1960-05-01", Heap.MONTH),
        ("1960-05-02", None),
        ("1960-01", None),
        ("1960", None),
    ],
)
def test_what_a_day_may_stand_for(edtf: str, heap: Heap | None) -> None:
    assert heap_of(Period.from_edtf(edtf)) is heap


def test_fillers_are_found_where_they_were_put() -> None:
    days = [*_days(3_000), *[Period.day(date(1960, 1, 1))] * 300]
    found = measured_heaping(days)
    assert found.january_first == pytest.approx(300 / 308, abs=0.03)
    assert found.month_first < 0.25
    assert "1 January" in str(found.remark)


def test_even_days_show_next_to_no_fillers() -> None:
    """The negative control."""
    found = measured_heaping(_days(20_000))
    assert found.january_first < 0.2
    assert found.month_first < 0.1


def test_without_days_nothing_is_said() -> None:
    found = measured_heaping([Period.year(1999)])
    assert (found.january_first, found.month_first) == (0, 0)
    assert "to the day" in str(found.remark)


def test_a_share_lies_between_none_and_all() -> None:
    with pytest.raises(InputError):
        Heaping(january_first=1.2)


def test_whipples_index() -> None:
    assert whipple_index(range(23, 63))[0] == pytest.approx(100)
    assert whipple_index([25, 30, 40])[0] == pytest.approx(500)
    index, remark = whipple_index([3, 80])
    assert index is None
    assert "no value" in str(remark)
