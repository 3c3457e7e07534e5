"""Which days can a period mean, as numbers?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from onrecord.core.kernel.period import Period, Qualifier


class Reach(NamedTuple):
    """First and last day, as proleptic Gregorian ordinals, both counted in."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """The number of days."""
        return self.last - self.first + 1

    def common(self, other: Reach) -> int:
        """Return how many days both hold."""
        return max(0, min(self.last, other.last) - max(self.first, other.first) + 1)

    def gap(self, other: Reach) -> int:
        """Return the days from one to the other, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


def reach_of(period: Period) -> Reach:
    """Return the days of a period; *circa* reaches its own length further on either side."""
    first = (period.earliest or date.min).toordinal()
    last = (period.latest or date.max).toordinal()
    further = last - first + 1 if period.qualifier is Qualifier.CIRCA else 0
    return Reach(max(first - further, 1), min(last + further, date.max.toordinal()))
