"""Between which shares must a rate lie, when registers cover only a part of the people?

Of those whom a register does not cover, nothing is known. The rate is then no number but a range:
the worst case on either side (Manski 1989, 2003), narrower where an assumption says how those
outside compare with those inside, or where several registers hold at once (intersection). What two
rates say of people in both or in either follows from Frechet (1935). Bounds are no confidence
interval: they hold whatever the people outside did, as long as the figures that went in are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.result import Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ASSUMPTION: Final = Remark.of(sentences.BOUNDS_ASSUMPTION)

Range = float | tuple[float, float]
"""A known share or number, or the least and most that it can be."""

_WIDE: Final = 0.8
"""Width of bounds above which the reader is told that they say next to nothing."""
_SLACK: Final = 1e-9


class Knows(StrEnum):
    """Of what the coverage of a register is a share."""

    PEOPLE = "people"
    """The register would know of a part of the people whether the event befell them."""
    CASES = "cases"
    """The register holds a part of the cases, such as of all who returned."""


class Outside(StrEnum):
    """What is assumed of the people whom a register does not cover."""

    UNKNOWN = "unknown"
    AT_MOST_AS_OFTEN = "at-most-as-often"
    """The event befell them no more often than those covered."""
    AT_LEAST_AS_OFTEN = "at-least-as-often"
    """The event befell them no less often than those covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register of cases (displaced, returned, ...) in a population.

    ``entries`` counts its records, ``population`` the people it is about (or their range),
    ``covered`` the share of people, or of cases, that it covers, ``doubled`` the share of its
    records that repeat a person. Raises UsageError for shares outside 0 to 1.
    """

    name: str
    entries: float
    population: Range
    covered: Range
    doubled: Range = 0.0
    knows: Knows = Knows.PEOPLE

    def __post_init__(self) -> None:
        for what, (low, high) in {
            "covered": _ends(self.covered),
            "doubled": _ends(self.doubled),
        }.items():
            if not 0 <= low <= high <= 1:
                raise UsageError(
                    "A share is between 0 and 1, the smaller end first.", value=what, file=self.name
                )
        low, high = _ends(self.population)
        if not (0 < low <= high and self.entries >= 0):
            raise UsageError(
                "A register needs a population and 0 entries or more.",
                value=self.population,
                file=self.name,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBounds:
    """The range of a rate as shares between 0 and 1, or why there is none."""

    name: str
    low: float | None = None
    high: float | None = None
    sources: tuple[str, ...] = ()
    """What set the lower and the upper end, where several registers were combined."""
    assumption: Remark = ASSUMPTION
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None) or (self.low is None) == (
            self.refused is None
        ):
            raise ValueError("a rate has either two bounds or a reason for having none")

    @property
    def width(self) -> float | None:
        """How much is not known: 0 for a known rate, 1 for nothing known."""
        return None if self.low is None or self.high is None else self.high - self.low

    def to_dict(self) -> dict[str, Json]:
        """Return the bounds as a JSON object."""
        return {
            "name": self.name,
            "low": self.low,
            "high": self.high,
            "width": self.width,
            "sources": list(self.sources),
            "assumption": str(self.assumption),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


def register_bounds(register: Register, outside: Outside = Outside.UNKNOWN) -> RateBounds:
    """Return the bounds of the share of the population that the event befell.

    With P people, a share c covered and r different persons among the entries: where the register
    knows a part of the people, r / P <= rate <= r / P + 1 - c, and r / (c P) is the upper end
    where those outside are assumed no more often, the lower end where no less often. Where it
    holds a part c of the cases, the rate is r / (c P) for some c of the range. Refused where it
    holds more persons than it can cover; raises UsageError for an assumption about those outside
    where the coverage is one of cases. Manski, Partial Identification (2003), chapter 1.
    """
    if register.knows is Knows.CASES and outside is not Outside.UNKNOWN:
        raise UsageError(
            "Coverage of cases leaves nothing to assume of the others.", file=register.name
        )
    (low_people, high_people) = _ends(register.population)
    least_covered, most_covered = _ends(register.covered)
    least_doubled, most_doubled = _ends(register.doubled)
    least, most = register.entries * (1 - most_doubled), register.entries * (1 - least_doubled)
    covered = high_people * most_covered
    if least > covered * (1 + _SLACK):
        reason = Remark.of(
            sentences.MORE_RECORDS_THAN_COVERED,
            register=register.name,
            entries=least,
            covered=covered,
        )
        return RateBounds(name=register.name, refused=reason)
    low, high = least / high_people, min(most / low_people + 1 - least_covered, 1.0)
    scaled_low = least / (high_people * most_covered) if most_covered else 0.0
    scaled_high = most / (low_people * least_covered) if least_covered else 1.0
    if register.knows is Knows.CASES or outside is Outside.AT_LEAST_AS_OFTEN:
        low = scaled_low
    if register.knows is Knows.CASES or outside is Outside.AT_MOST_AS_OFTEN:
        high = scaled_high
    return _bounds(register.name, min(low, 1.0), min(high, 1.0))


def all_registers(bounds: Sequence[RateBounds], name: str) -> RateBounds:
    """Return what holds where all of several bounds of one rate hold: their intersection.

    Refused with the two that contradict each other, where the highest lower end lies above the
    lowest upper end, and where one of them is refused itself. Raises UsageError for none.
    """
    if not bounds:
        raise UsageError("There are no bounds to combine.", value=name)
    missing = _first_refusal(bounds)
    if missing is not None:
        return RateBounds(name=name, refused=missing)
    lowest = max(bounds, key=_low)
    highest = min(bounds, key=_high)
    if _low(lowest) > _high(highest) + _SLACK:
        reason = Remark.of(
            sentences.BOUNDS_CONTRADICT,
            first=lowest.name,
            low=100 * _low(lowest),
            second=highest.name,
            high=100 * _high(highest),
        )
        return RateBounds(name=name, refused=reason)
    low = min(_low(lowest), _high(highest))
    return _bounds(name, low, _high(highest), sources=(lowest.name, highest.name))


def contradictions(bounds: Sequence[RateBounds]) -> tuple[tuple[str, str], ...]:
    """Return every pair of bounds of one rate that cannot both hold, by their names."""
    known = [one for one in bounds if one.low is not None]
    return tuple(
        (one.name, other.name)
        for place, one in enumerate(known)
        for other in known[place + 1 :]
        if max(_low(one), _low(other)) > min(_high(one), _high(other)) + _SLACK
    )


def never_falling(bounds: Sequence[RateBounds]) -> tuple[RateBounds, ...]:
    """Return the bounds, in order of time, of a rate that can only grow (such as "ever returned").

    Each lower end holds for all later times and each upper end for all earlier ones. From the
    first time that would have to fall on, and for refused ones, there is a reason instead.
    """
    answers: list[RateBounds] = []
    for place, one in enumerate(bounds):
        if one.low is None:
            answers.append(one)
            continue
        lowest = max((b for b in bounds[: place + 1] if b.low is not None), key=_low)
        highest = min((b for b in bounds[place:] if b.low is not None), key=_high)
        if _low(lowest) > _high(highest) + _SLACK:
            reason = Remark.of(
                sentences.FALLS_OVER_TIME,
                first=lowest.name,
                low=100 * _low(lowest),
                second=highest.name,
                high=100 * _high(highest),
            )
            answers.append(RateBounds(name=one.name, refused=reason))
        else:
            low = min(_low(lowest), _high(highest))
            sources = (lowest.name, highest.name)
            answers.append(_bounds(one.name, low, _high(highest), sources=sources))
    return tuple(answers)


def in_both(one: RateBounds, other: RateBounds, name: str) -> RateBounds:
    """Return the bounds of the share of people whom both events befell (Frechet)."""
    missing = _first_refusal((one, other))
    if missing is not None:
        return RateBounds(name=name, refused=missing)
    low = max(_low(one) + _low(other) - 1, 0.0)
    return _bounds(name, low, min(_high(one), _high(other)), sources=(one.name, other.name))


def in_either(one: RateBounds, other: RateBounds, name: str) -> RateBounds:
    """Return the bounds of the share of people whom at least one of two events befell (Frechet)."""
    missing = _first_refusal((one, other))
    if missing is not None:
        return RateBounds(name=name, refused=missing)
    high = min(_high(one) + _high(other), 1.0)
    return _bounds(name, max(_low(one), _low(other)), high, sources=(one.name, other.name))


def share_of(part: RateBounds, whole: RateBounds, name: str) -> RateBounds:
    """Return the bounds of the part among the whole, such as of the returned among the displaced.

    Both are shares of the same population, and the part belongs to the whole. Refused where the
    part must be larger than the whole.
    """
    missing = _first_refusal((part, whole))
    if missing is not None:
        return RateBounds(name=name, refused=missing)
    if _low(part) > _high(whole) + _SLACK:
        reason = Remark.of(
            sentences.MORE_THAN_THE_WHOLE,
            part=part.name,
            low=100 * _low(part),
            whole=whole.name,
            high=100 * _high(whole),
        )
        return RateBounds(name=name, refused=reason)
    low = _low(part) / _high(whole) if _high(whole) > 0 else 0.0
    # A part cannot exceed the whole, so a whole that may be as small as the part allows 1.
    high = _high(part) / _low(whole) if _low(whole) > _high(part) else 1.0
    nobody = (
        [Remark.of(sentences.NOTHING_TO_DIVIDE_BY, whole=whole.name)] if _low(whole) <= 0 else []
    )
    return _bounds(name, min(low, 1.0), high, sources=(part.name, whole.name), warnings=nobody)


def _bounds(
    name: str,
    low: float,
    high: float,
    *,
    sources: tuple[str, ...] = (),
    warnings: Sequence[Remark] = (),
) -> RateBounds:
    wide = [Remark.of(sentences.BOUNDS_SAY_NOTHING)] if high - low > _WIDE else []
    return RateBounds(
        name=name, low=low, high=high, sources=sources or (name,), warnings=(*warnings, *wide)
    )


def _first_refusal(bounds: Sequence[RateBounds]) -> Remark | None:
    return next((one.refused for one in bounds if one.refused is not None), None)


def _low(bounds: RateBounds) -> float:
    if bounds.low is None:
        raise ValueError("refused bounds have no ends")
    return bounds.low


def _high(bounds: RateBounds) -> float:
    if bounds.high is None:
        raise ValueError("refused bounds have no ends")
    return bounds.high


def _ends(known: Range) -> tuple[float, float]:
    return known if isinstance(known, tuple) else (known, known)
