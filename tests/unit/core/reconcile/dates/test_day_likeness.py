"""Two dates can be one day, may be one day, or cannot; and a first of the month says less."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.dates import DayLevel, Heaping, compare_days


@pytest.mark.parametrize(
    ("left", "right", "level", "share", "gap"),
    [
        ("1999-04-27", "1999-04-27", DayLevel.SAME_DAY, 1.0, 0),
        ("1999-04-27", "1999-04", DayLevel.CAN_BE, 1.0, 0),
        ("1999-04", "1999", DayLevel.CAN_BE, 1.0, 0),
        ("1999-04-26/1999-04-28", "1999-04-28/1999-05-01", DayLevel.CAN_BE, 1 / 3, 0),
        ("1999-04-05", "1999-05-04", DayLevel.EXCHANGED, 0.0, 29),
        ("1999-04-27", "1999-04-30", DayLevel.NEAR, 0.0, 3),
        ("1999-04-27", "1999-05-01", DayLevel.APART, 0.0, 4),
        ("1999-04", "1998", DayLevel.APART, 0.0, 91),
        ("../1999-03-19", "1999-01", DayLevel.CAN_BE, 1.0, 0),
        ("1999-04~", "1999-05-20", DayLevel.CAN_BE, 1.0, 0),
    ],
)
def test_levels(left: str, right: str, level: DayLevel, share: float, gap: int) -> None:
    found = compare_days(Period.from_edtf(left), Period.from_edtf(right))
    assert (found.level, found.gap) == (level, gap)
    assert found.share == pytest.approx(share)
    assert "{" not in str(found.remark)


def test_a_date_that_is_not_stated_is_not_compared() -> None:
    found = compare_days(None, Period.year(1999))
    assert found.level is DayLevel.NOT_COMPARABLE
    assert (found.share, found.chance, found.gap) == (None, None, None)


def test_the_chance_of_one_day() -> None:
    month, year = Period.month(1999, 4), Period.year(1999)
    assert compare_days(month, month).chance == pytest.approx(1 / 30)
    assert compare_days(month, year).chance == pytest.approx(1 / 365)
    assert compare_days(month, Period.year(1998)).chance == 0


def test_with_heaping_the_first_of_january_may_be_any_day_of_its_year() -> None:
    first, other = Period.day(date(1960, 1, 1)), Period.day(date(1960, 7, 9))
    heaping = Heaping(january_first=0.9)
    plain, found = compare_days(first, other), compare_days(first, other, heaping)
    assert (plain.level, plain.chance) == (DayLevel.APART, 0)
    assert found.level is DayLevel.FILLER
    assert found.chance == pytest.approx(0.9 / 366)
    both = compare_days(first, first, heaping, heaping)
    assert both.level is DayLevel.HEAPED_DAY
    assert both.chance == pytest.approx(0.01 + (0.18 + 0.81) / 366 - 0.0, rel=0.02)


def test_a_list_without_heaping_keeps_its_first_of_january() -> None:
    """The negative control."""
    first = Period.day(date(1960, 1, 1))
    assert compare_days(first, first).level is DayLevel.SAME_DAY
