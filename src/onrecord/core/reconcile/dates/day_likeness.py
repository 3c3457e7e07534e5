"""How much can two stated dates be the same day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from onrecord.core.kernel.period import Period, Precision, Qualifier
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.dates.heaping import NO_HEAPING, Heaping, heap_of, widened
from onrecord.core.reconcile.dates.reach import Reach, reach_of

NOT_STATED: Final = "One of the two states no date."
APART: Final = "{left} and {right} are at least {days} days apart."
NEAR: Final = "{left} and {right} are no more than {days} days apart."
EXCHANGED: Final = "{left} and {right} are one day with day and month exchanged."
FILLER: Final = (
    "{left} and {right} can be one day, if a first of the month stands for a day not known."
)
CAN_BE: Final = "{left} and {right} can be one day: they share {days} days."
HEAPED_DAY: Final = (
    "{left} is stated by both, but a first of the month often stands for a day not known."
)
SAME_DAY: Final = "{left} is stated by both."

NEAR_DAYS = 3
"""Days between two dates of one event that lists state differently, at the most."""


class DayLevel(IntEnum):
    """How far two dates agree; a higher level agrees more."""

    NOT_COMPARABLE = -1
    APART = 0
    NEAR = 1
    EXCHANGED = 2
    FILLER = 3
    CAN_BE = 4
    HEAPED_DAY = 5
    SAME_DAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLikeness:
    """How far two dates agree, in a level, a sentence and numbers.

    ``share`` is that of the shorter period's days which both hold (0 to 1), ``chance`` that two
    days are one which are drawn independently and evenly from what each states, fillers taken
    into account; ``gap`` the least number of days between them. Numbers are None where nothing
    can be compared.
    """

    level: DayLevel
    remark: Remark
    left: Period | None
    right: Period | None
    share: float | None = None
    chance: float | None = None
    gap: int | None = None


def compare_days(
    left: Period | None,
    right: Period | None,
    left_heaping: Heaping = NO_HEAPING,
    right_heaping: Heaping = NO_HEAPING,
    *,
    near_days: int = NEAR_DAYS,
) -> DayLikeness:
    """Return how much two dates can be the same day; the level is the same both ways round.

    With a list's heaping, its 1 January may stand for a day of that year that is not known, and
    another first for a day of that month: agreement on such a day says less, and another day in
    that year or month does not contradict it.
    """
    if left is None or right is None:
        remark = Remark.of(NOT_STATED)
        return DayLikeness(level=DayLevel.NOT_COMPARABLE, remark=remark, left=left, right=right)
    fillers = left_heaping.filler(heap_of(left)), right_heaping.filler(heap_of(right))
    one, other = reach_of(left), reach_of(right)
    common, gap = one.common(other), one.gap(other)
    level = _level(left, right, fillers, near_days)
    template = _TEMPLATES[level]
    values: dict[str, object] = {"left": left, "right": right}
    days = {DayLevel.APART: gap, DayLevel.NEAR: near_days, DayLevel.CAN_BE: common}
    if level in days:
        values["days"] = days[level]
    return DayLikeness(
        level=level,
        remark=Remark.of(template, **values),
        left=left,
        right=right,
        share=common / min(one.days, other.days),
        chance=_chance(left, right, fillers),
        gap=gap,
    )


def _level(left: Period, right: Period, fillers: tuple[float, float], near_days: int) -> DayLevel:
    one, other = reach_of(left), reach_of(right)
    if one == other and one.days == 1:
        return DayLevel.HEAPED_DAY if max(fillers) > 0 else DayLevel.SAME_DAY
    if one.common(other):
        return DayLevel.CAN_BE
    wide = (widened(left) if fillers[0] else left), (widened(right) if fillers[1] else right)
    if reach_of(wide[0]).common(reach_of(wide[1])):
        return DayLevel.FILLER
    if _exchanged(left, right):
        return DayLevel.EXCHANGED
    return DayLevel.NEAR if one.gap(other) <= near_days else DayLevel.APART


def _exchanged(left: Period, right: Period) -> bool:
    one, other = _day_of(left), _day_of(right)
    if one is None or other is None or one.year != other.year:
        return False
    return (one.day, one.month) == (other.month, other.day)


def _day_of(period: Period) -> date | None:
    single = period.precision is Precision.DAY and period.qualifier is Qualifier.NONE
    return period.earliest if single else None


def _chance(left: Period, right: Period, fillers: tuple[float, float]) -> float:
    """Return the chance that two days are one, each drawn from its day or what it stands for."""
    total = 0.0
    for weight, one in _mixture(left, fillers[0]):
        for other_weight, other in _mixture(right, fillers[1]):
            total += weight * other_weight * one.common(other) / (one.days * other.days)
    return total


def _mixture(period: Period, filler: float) -> list[tuple[float, Reach]]:
    stated = [(1 - filler, reach_of(period))]
    return [*stated, (filler, reach_of(widened(period)))] if filler else stated


_TEMPLATES = {
    DayLevel.APART: APART,
    DayLevel.NEAR: NEAR,
    DayLevel.EXCHANGED: EXCHANGED,
    DayLevel.FILLER: FILLER,
    DayLevel.CAN_BE: CAN_BE,
    DayLevel.HEAPED_DAY: HEAPED_DAY,
    DayLevel.SAME_DAY: SAME_DAY,
}
