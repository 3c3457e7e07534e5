"""Which days and ages do sources state more often than people have them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period, Precision, Qualifier
from onrecord.core.kernel.remark import Remark

NO_DAYS: Final = "No date is stated to the day, so nothing can be said of made-up days."
HEAPED: Final = (
    "Of {days} dates, {january} are 1 January and {month} another first of a month; about "
    "{expected} and {expected_month} would be by chance."
)
NO_AGES: Final = "No age from 23 to 62 is stated, so Whipple's index has no value."
WHIPPLE: Final = "Whipple's index is {index}: 100 is no heaping, 500 is every age ending in 0 or 5."


class Heap(StrEnum):
    """What a heaped day may stand for: only the year is known, or only the month."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Heaping:
    """Which share (0 to 1) of a list's days on 1 January, and on other firsts, are fillers."""

    january_first: float = 0.0
    month_first: float = 0.0
    remark: Remark | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.january_first <= 1 and 0 <= self.month_first <= 1):
            raise InputError(
                "a share of made-up days is from 0 to 1",
                value=(self.january_first, self.month_first),
            )

    def filler(self, heap: Heap | None) -> float:
        """Return the share of fillers among days of a heap."""
        if heap is None:
            return 0.0
        return self.january_first if heap is Heap.YEAR else self.month_first


NO_HEAPING: Final = Heaping()


def heap_of(period: Period) -> Heap | None:
    """Return what a single day may stand for as a filler; None for every other period."""
    day = period.earliest
    single = period.precision is Precision.DAY and period.qualifier is Qualifier.NONE
    if not single or day is None or day.day != 1:
        return None
    return Heap.YEAR if day.month == 1 else Heap.MONTH


def widened(period: Period) -> Period:
    """Return the year or the month for which a heaped day may stand; else the period itself."""
    heap, day = heap_of(period), period.earliest
    if heap is None or day is None:
        return period
    return Period.year(day.year) if heap is Heap.YEAR else Period.month(day.year, day.month)


def measured_heaping(periods: Iterable[Period]) -> Heaping:
    """Return the shares of fillers that one list shows, with a sentence.

    Of the days of a list one in 365.25 falls on 1 January by chance, and 11 on another first of
    a month; what lies above that is taken for fillers. Days stated to the month or the year
    only do not count. Births do follow seasons, so small excesses mean nothing.
    """
    days = [one for one in periods if one.precision is Precision.DAY and one.earliest]
    if not days:
        return Heaping(remark=Remark.of(NO_DAYS))
    heaps = [heap_of(one) for one in days]
    january, month = heaps.count(Heap.YEAR), heaps.count(Heap.MONTH)
    expected, expected_month = len(days) / 365.25, len(days) * 11 / 365.25
    return Heaping(
        january_first=max(0.0, 1 - expected / january) if january else 0.0,
        month_first=max(0.0, 1 - expected_month / month) if month else 0.0,
        remark=Remark.of(
            HEAPED,
            days=len(days),
            january=january,
            month=month,
            expected=round(expected, 1),
            expected_month=round(expected_month, 1),
        ),
    )


def whipple_index(ages: Sequence[int]) -> tuple[float | None, Remark]:
    """Return Whipple's index of ages in whole years, and a sentence.

    Five times the share of ages ending in 0 or 5 among those from 23 to 62, times 100: from 100
    (no heaping) to 500; None where no age lies there. Source: Shryock and Siegel, "The Methods
    and Materials of Demography" (1976), chapter 8.
    """
    counted = [age for age in ages if 23 <= age <= 62]
    if not counted:
        return None, Remark.of(NO_AGES)
    index = 500 * sum(age % 5 == 0 for age in counted) / len(counted)
    return index, Remark.of(WHIPPLE, index=round(index))
