"""May two accounts tell the same act? By victim, place, time and kind, with a sentence for each.

The points order candidates for a person who decides; they are no probability, and no number of
them makes two accounts one act. Weights follow one thought: a shared name, day and place say much,
a shared kind of act says little, and what one account leaves out says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.list_records import likeness

SAME_NAME = "The victim has the same name."
LIKE_NAME = "The victim's names are partly alike."
OTHER_NAME = "The victims have different names."
SAME_GROUP = "The victims are of the same group."
OTHER_GROUP = "The victims are of different groups."
SAME_NUMBER = "The number of victims is the same."
FITTING_NUMBER = "Both numbers of victims can be true."
OTHER_NUMBER = "The numbers of victims cannot both be true."
SAME_PLACE = "The place is the same."
SAME_MUNICIPALITY = "The municipality is the same."
OTHER_MUNICIPALITY = "The municipalities are different."
OTHER_PLACE = "The places are two in one municipality."
SAME_DAY = "The day is the same."
FITTING_TIME = "Both dates can be the same day."
NEAR_TIME = "The dates are at most {days} days apart."
OTHER_TIME = "The dates are more than {days} days apart."
SAME_KIND = "The kind of act is the same."
BROADER_KIND = "One kind of act is a part of the other."
RELATED_KIND = "The kinds of act belong together."
OTHER_KIND = "The kinds of act are different."

NEAR_DAYS = 3
"""Days by which sources err over one event: the day it began, was found, or was reported."""
_LIKELY = 8
_POSSIBLE = 4
_ALIKE = 0.5


class Grade(StrEnum):
    """How much speaks for one act; a person decides."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an account, or a judged act, says; empty and None are not stated.

    ``kinds`` is the kind of act and its broader ones, the narrowest first. ``place`` and
    ``municipality`` are ids of the gazetteer; the place may be the municipality itself.
    """

    kinds: tuple[str, ...] = ()
    victim_name: str = ""
    victim_group: str = ""
    victims: Quantity | None = None
    place: str = ""
    municipality: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was compared, its points (negative: it speaks against), and a sentence."""

    field: str
    points: int
    sentence: Remark


@dataclass(frozen=True, slots=True)
class Likeness:
    """All that was compared of two tellings; what one of them does not state is left out."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of the points."""
        return sum(reason.points for reason in self.reasons)

    @property
    def grade(self) -> Grade:
        """How much speaks for one act: likely from 8 points, possible from 4.

        Four points need more than a shared kind, day or group alone.
        """
        if self.points >= _LIKELY:
            return Grade.LIKELY
        return Grade.POSSIBLE if self.points >= _POSSIBLE else Grade.UNLIKELY


def same_act(one: Told, other: Told) -> Likeness:
    """Compare two tellings; the answer is the same when they change places."""
    return Likeness(
        tuple(
            Reason(field, points, sentence)
            for field, (points, sentence) in (
                *(("victim", found) for found in _victims(one, other)),
                *(("place", found) for found in _places(one, other)),
                *(("period", found) for found in _periods(one.period, other.period)),
                *(("kind", found) for found in _kinds(one.kinds, other.kinds)),
            )
        )
    )


_Found = Iterator[tuple[int, Remark]]


def _victims(one: Told, other: Told) -> _Found:
    shared = likeness(one.victim_name, other.victim_name)
    if shared is not None:
        yield _name(shared)
    if one.victim_group and other.victim_group:
        same = one.victim_group == other.victim_group
        yield (1, Remark.of(SAME_GROUP)) if same else (-4, Remark.of(OTHER_GROUP))
    if one.victims is not None and other.victims is not None:
        yield _numbers(one.victims, other.victims)


def _name(shared: float) -> tuple[int, Remark]:
    if shared == 1:
        return 5, Remark.of(SAME_NAME)
    return (2, Remark.of(LIKE_NAME)) if shared >= _ALIKE else (-6, Remark.of(OTHER_NAME))


def _numbers(one: Quantity, other: Quantity) -> tuple[int, Remark]:
    """Compare numbers of victims: sources round and count at different times, so little hangs."""
    if one.stated is not None and (one.bound, one.stated) == (other.bound, other.stated):
        return 2, Remark.of(SAME_NUMBER)
    (low, high), (other_low, other_high) = one.interval(), other.interval()
    apart = _above(low, other_high) or _above(other_low, high)
    return (-1, Remark.of(OTHER_NUMBER)) if apart else (1, Remark.of(FITTING_NUMBER))


def _above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


def _places(one: Told, other: Told) -> _Found:
    if one.place and one.place == other.place:
        exact = one.place not in {one.municipality, other.municipality}
        yield (3, Remark.of(SAME_PLACE)) if exact else (2, Remark.of(SAME_MUNICIPALITY))
    elif one.municipality and other.municipality:
        if one.municipality != other.municipality:
            yield -5, Remark.of(OTHER_MUNICIPALITY)
        elif _within(one) and _within(other):
            yield -2, Remark.of(OTHER_PLACE)
        else:
            yield 2, Remark.of(SAME_MUNICIPALITY)


def _within(told: Told) -> bool:
    """Tell whether a place within the municipality is stated."""
    return bool(told.place) and told.place != told.municipality


def _periods(one: Period | None, other: Period | None) -> _Found:
    if one is None or other is None:
        return
    if one == other and one.earliest is not None and one.earliest == one.latest:
        yield 3, Remark.of(SAME_DAY)
    elif one.overlaps(other):
        yield 2, Remark.of(FITTING_TIME)
    elif _days_between(one, other) <= NEAR_DAYS:
        yield 1, Remark.of(NEAR_TIME, days=NEAR_DAYS)
    else:
        yield -5, Remark.of(OTHER_TIME, days=NEAR_DAYS)


def _days_between(one: Period, other: Period) -> int:
    """Return the days between two periods that do not overlap: from the end of the earlier."""
    gaps = [
        (later.earliest - earlier.latest).days
        for earlier, later in ((one, other), (other, one))
        if later.earliest is not None and earlier.latest is not None
    ]
    return max(gaps, default=NEAR_DAYS + 1)


def _kinds(one: tuple[str, ...], other: tuple[str, ...]) -> _Found:
    if not one or not other:
        return
    if one[0] == other[0]:
        yield 2, Remark.of(SAME_KIND)
    elif one[0] in other or other[0] in one:
        yield 1, Remark.of(BROADER_KIND)
    elif set(one) & set(other):
        yield 0, Remark.of(RELATED_KIND)
    else:
        yield -2, Remark.of(OTHER_KIND)
