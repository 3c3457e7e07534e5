"""Which days a stated day, month, season, year, decade or interval covers.

A :class:`Stretch` is the bare content of a period. Readers and writers of dates work on it, and
:class:`onrecord.core.kernel.period.Period` is its public face.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from onrecord.core.kernel.errors import InputError

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years that are read: four digits, far enough from the ends of the calendar to step over."""


class Precision(StrEnum):
    """The unit in which a source states a date."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"


class Qualifier(StrEnum):
    """What a source says about a date beside the date itself."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"
    CIRCA = "circa"


Ends = tuple[Precision, Precision]


class Stretch(NamedTuple):
    """First and last day that can be meant, the unit, the qualifier, the units of two ends."""

    earliest: date | None
    latest: date | None
    precision: Precision
    qualifier: Qualifier = Qualifier.NONE
    ends: Ends | None = None


def day(year_number: int, month_number: int, day_number: int) -> Stretch:
    """Return one day; a day that no calendar has (30 February) is refused."""
    _check_year(year_number)
    try:
        only = date(year_number, month_number, day_number)
    except ValueError as error:
        raise InputError(
            "there is no such day in the calendar",
            value=f"{year_number}-{month_number:02}-{day_number:02}",
            remedy="Give the month or the year alone where the day is not known.",
        ) from error
    return Stretch(only, only, Precision.DAY)


def month(year_number: int, month_number: int) -> Stretch:
    """Return one month, 1 to 12."""
    _check_year(year_number)
    if not 1 <= month_number <= 12:
        raise InputError("there is no such month", value=month_number, remedy="Use 1 to 12.")
    first = date(year_number, month_number, 1)
    return Stretch(first, _month_end(first), Precision.MONTH)


def season(year_number: int, number: int) -> Stretch:
    """Return a season of the northern half: 1 spring (March to May) to 4 winter.

    Winter is that of December of this year and January and February of the next.
    """
    _check_year(year_number)
    first = date(year_number, 3 * number, 1)
    last_month = (
        date(year_number + 1, 2, 1) if number == 4 else date(year_number, first.month + 2, 1)
    )
    return Stretch(first, _month_end(last_month), Precision.SEASON)


def year(number: int) -> Stretch:
    """Return one year."""
    _check_year(number)
    return Stretch(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def decade(number: int) -> Stretch:
    """Return the ten years that begin with the year ``number``."""
    _check_year(number)
    if number % 10:
        raise InputError("a decade begins with a year that ends in 0", value=number)
    return Stretch(date(number, 1, 1), date(number + 9, 12, 31), Precision.DECADE)


def unit_of(when: date, precision: Precision) -> Stretch:
    """Return the day, month, season, year or decade in which a day lies."""
    if precision is Precision.DAY:
        return Stretch(when, when, precision)
    if precision is Precision.MONTH:
        return month(when.year, when.month)
    if precision is Precision.SEASON:
        in_last_winter = when.month < 3
        return season(when.year - in_last_winter, 4 if in_last_winter else when.month // 3)
    if precision is Precision.YEAR:
        return year(when.year)
    return decade(when.year - when.year % 10)


def part(whole: Stretch, third: int) -> Stretch:
    """Return the early (0), middle (1) or late (2) part of a year or decade.

    Years are cut into four months each, decades into years 0 to 3, 4 to 6 and 7 to 9: a
    convention of ours for words that have no exact bounds, hence always *circa*.
    """
    first, last = whole.earliest, whole.latest
    if first is None or last is None or whole.precision not in _PARTED:
        raise InputError("early, mid and late go with a year or a decade")
    if whole.precision is Precision.YEAR:
        begin = date(first.year, 4 * third + 1, 1)
        end = _month_end(date(first.year, 4 * third + 4, 1))
    else:
        begin = date(first.year + (0, 4, 7)[third], 1, 1)
        end = date(first.year + (3, 6, 9)[third], 12, 31)
    return Stretch(begin, end, whole.precision, Qualifier.CIRCA)


def third_of(stretch: Stretch) -> int | None:
    """Return 0, 1 or 2 where a stretch is the early, middle or late part of its unit."""
    if stretch.earliest is None or stretch.precision not in _PARTED:
        return None
    whole = unit_of(stretch.earliest, stretch.precision)
    for third in range(3):
        if part(whole, third)[:2] == stretch[:2]:
            return third
    return None


def bounded(stretch: Stretch, qualifier: Qualifier, *, inclusive: bool = False) -> Stretch:
    """Return what lies before or after a stretch; ``inclusive`` counts its own days in."""
    first, last, precision = _plain(stretch)
    step = timedelta(0 if inclusive else 1)
    if qualifier is Qualifier.BEFORE:
        return Stretch(None, last if inclusive else first - step, precision, qualifier)
    return Stretch(first if inclusive else last + step, None, precision, qualifier)


def circa(stretch: Stretch) -> Stretch:
    """Return a stretch that is only about right."""
    if stretch.earliest is None or stretch.latest is None:
        raise InputError("a date before or after another cannot be circa as well")
    return Stretch(stretch[0], stretch[1], stretch.precision, Qualifier.CIRCA, stretch.ends)


def between(start: Stretch, end: Stretch) -> Stretch:
    """Return the interval from the first day of one stretch to the last day of another."""
    if start.earliest is None or end.latest is None or Precision.INTERVAL in (start[2], end[2]):
        raise InputError("an interval needs a date at either end")
    if start == end:
        return start
    vague = Qualifier.CIRCA in (start.qualifier, end.qualifier)
    qualifier = Qualifier.CIRCA if vague else Qualifier.NONE
    ends = (start.precision, end.precision)
    return settled(Stretch(start.earliest, end.latest, Precision.INTERVAL, qualifier, ends))


def ends_of(stretch: Stretch) -> tuple[Stretch, Stretch]:
    """Return the two units between which an interval lies."""
    if stretch.earliest is None or stretch.latest is None or stretch.ends is None:
        raise InputError("this period has no two ends")
    return unit_of(stretch.earliest, stretch.ends[0]), unit_of(stretch.latest, stretch.ends[1])


def named_unit(stretch: Stretch) -> Stretch:
    """Return the unit that a bound or a plain stretch names: *before 1999* names 1999."""
    if stretch.earliest is not None and stretch.latest is not None:
        return unit_of(stretch.earliest, stretch.precision)
    if stretch.latest is not None:
        return unit_of(stretch.latest + _DAY, stretch.precision)
    if stretch.earliest is not None:
        return unit_of(stretch.earliest - _DAY, stretch.precision)
    raise InputError("a period without any bound says nothing", remedy="Leave the date empty.")


def settled(stretch: Stretch) -> Stretch:
    """Return the one canonical form of a stretch, or refuse one that contradicts itself."""
    first, last = stretch.earliest, stretch.latest
    if first is not None and last is not None and first > last:
        raise InputError("a period ends before it begins", value=f"{first} to {last}")
    if stretch.precision is Precision.INTERVAL:
        return _settled_interval(stretch)
    if stretch.ends is not None:
        raise InputError("only an interval has two ends", value=stretch.precision)
    _check_unit(stretch)
    return stretch


def _settled_interval(stretch: Stretch) -> Stretch:
    first, last = stretch.earliest, stretch.latest
    if first is None or last is None:
        raise InputError(
            "an interval needs two ends",
            remedy="Say before or after, with the unit of the date that is known.",
        )
    ends = stretch.ends or _coarsest_ends(first, last)
    if first == last:
        return Stretch(first, last, Precision.DAY, stretch.qualifier)
    if (unit_of(first, ends[0])[0], unit_of(last, ends[1])[1]) != (first, last):
        raise InputError("an end of an interval is not a whole unit", value=f"{first} to {last}")
    if ends[0] is ends[1] and unit_of(first, ends[0])[:2] == (first, last):
        return Stretch(first, last, ends[0], stretch.qualifier)
    if stretch.qualifier is Qualifier.CIRCA and ends in _PART_ENDS:
        vague = Stretch(first, last, _PART_ENDS[ends], Qualifier.CIRCA)
        if third_of(vague) is not None:
            return vague
    return Stretch(first, last, Precision.INTERVAL, stretch.qualifier, ends)


def _check_unit(stretch: Stretch) -> None:
    """Refuse a bound that is not the edge of its own unit: that would be a filler day."""
    first, last, precision, qualifier, _ = stretch
    expected = {(False, False): {Qualifier.NONE, Qualifier.CIRCA}}
    expected |= {(True, False): {Qualifier.BEFORE}, (False, True): {Qualifier.AFTER}}
    if qualifier not in expected.get((first is None, last is None), set()):
        raise InputError("the bounds of a period do not fit its qualifier", value=qualifier)
    whole = (
        (first is None or unit_of(first, precision).earliest == first)
        and (last is None or unit_of(last, precision).latest == last)
        and (first is None or last is None or unit_of(first, precision).latest == last)
    )
    if not whole and (qualifier is not Qualifier.CIRCA or third_of(stretch) is None):
        raise InputError(
            "the bounds {first} to {last} are not a whole {unit}",
            first=first,
            last=last,
            unit=precision.value,
        )


def _coarsest_ends(first: date, last: date) -> Ends:
    for precision in (Precision.YEAR, Precision.MONTH):
        if unit_of(first, precision)[0] == first and unit_of(last, precision)[1] == last:
            return precision, precision
    return Precision.DAY, Precision.DAY


def _plain(stretch: Stretch) -> tuple[date, date, Precision]:
    first, last, precision, qualifier, _ = stretch
    if first is None or last is None or qualifier is not Qualifier.NONE:
        raise InputError("before and after need a plain date")
    if precision is Precision.INTERVAL:
        raise InputError("before and after need one date, not an interval")
    return first, last, precision


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - _DAY


def _check_year(number: int) -> None:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise InputError(
            "a year outside {first} to {last}",
            value=number,
            first=FIRST_YEAR,
            last=LAST_YEAR,
            remedy="Write years with four digits.",
        )


_DAY = timedelta(1)
_PARTED = (Precision.YEAR, Precision.DECADE)
_PART_ENDS: dict[Ends, Precision] = {
    (Precision.MONTH, Precision.MONTH): Precision.YEAR,
    (Precision.YEAR, Precision.YEAR): Precision.DECADE,
}
