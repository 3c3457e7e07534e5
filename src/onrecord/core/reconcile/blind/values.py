"""What of one mention is encoded: keys of names and places, and dates as precise as stated."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.kernel.period import Period, Precision

Parts = tuple[int, int | None, int | None]
"""Year, month and day; month or day None where the source does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonValues:
    """The values of one mention in the form in which all lists write them, None if not stated.

    ``given``, ``surname`` and ``father`` are matching keys (one for every spelling of a name);
    those that end in ``_block`` are coarser keys of the same names, for finding pairs only.
    ``municipality`` and ``village`` are ids of the gazetteer, each after ``#`` (``#12#40``: it
    can mean either), or the matching key of a name that the gazetteer does not know.
    """

    given: str | None = None
    surname: str | None = None
    father: str | None = None
    given_block: str | None = None
    surname_block: str | None = None
    father_block: str | None = None
    sex: str | None = None
    birth: Parts | None = None
    municipality: str | None = None
    village: str | None = None
    event: Parts | None = None


def parts_of(period: Period | None) -> Parts | None:
    """Return the parts that a period states; None for intervals, seasons, before and after."""
    if period is None or period.earliest is None or period.latest is None:
        return None
    first, last = period.earliest, period.latest
    if period.precision is Precision.DAY and first == last:
        return first.year, first.month, first.day
    if (first.year, first.month) == (last.year, last.month):
        return first.year, first.month, None
    return (first.year, None, None) if first.year == last.year else None
