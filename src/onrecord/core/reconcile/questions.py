"""Can two stated figures both hold, or do they not speak of the same thing?

Figures are compared only under one scope: what is counted, of whom, where and when. Most
"conflicts" between published figures are differences of scope; the comparison then says what
differs and gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names.fold import fold

BOTH_HOLD: Final = "Both can hold: {low} to {high} lies within both."
CANNOT_BOTH_HOLD: Final = "They cannot both hold: {left} and {right} have no number in common."
WORDS_ONLY: Final = "At least one of them gives no number that could be compared."
DIFFERENT_UNITS: Final = "They are not counted in the same unit: {left} and {right}."
SCOPE_DIFFERS: Final = "They do not speak of the same thing; what differs: {fields}."
OTHER_DATE: Final = "They were true at different dates: {left} and {right}."
ONE_ORIGIN: Final = "They come from one origin, so they count once."
_FIELDS: Final = {
    "measure": "what is counted",
    "population": "of whom",
    "place": "the place",
    "period": "the period",
}


class Verdict(StrEnum):
    """What a comparison of two figures comes to."""

    both_hold = "both_hold"
    cannot_both_hold = "cannot_both_hold"
    not_comparable = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure counts: of whom, where and in which period. Empty means not stated."""

    measure: str
    population: str = ""
    place: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """One figure of one source, ready to be compared.

    ``origin`` is shared by sources that copy one another. ``stock`` marks a measure that is a
    state at a date (open cases), which another date does not contradict.
    """

    key: str
    quantity: Quantity
    scope: Scope
    origin: str
    as_of: Period | None = None
    stock: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures, the verdict, and the sentence that explains it."""

    left: StatedFigure
    right: StatedFigure
    verdict: Verdict
    reason: Remark
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the figures under one question come to together.

    ``low`` and ``high`` are the smallest and largest number that any figure allows; ``None``
    where no figure sets one. ``origins`` is the number of independent origins.
    """

    low: float | None
    high: float | None
    origins: int
    comparisons: tuple[Comparison, ...]

    @property
    def conflicts(self) -> tuple[Comparison, ...]:
        """Return the pairs that cannot both hold."""
        return tuple(c for c in self.comparisons if c.verdict is Verdict.cannot_both_hold)


def overview(figures: Sequence[StatedFigure]) -> Overview:
    """Compare every pair of figures and count their independent origins."""
    lows, highs = zip(*(_ends(f.quantity) for f in figures), strict=True) if figures else ((), ())
    return Overview(
        low=_least(lows),
        high=_most(highs),
        origins=len({figure.origin for figure in figures}),
        comparisons=tuple(compare(left, right) for left, right in combinations(figures, 2)),
    )


def compare(left: StatedFigure, right: StatedFigure) -> Comparison:
    """Tell whether two figures can both hold; refuse where their scopes differ."""
    differences = scope_differences(left.scope, right.scope)
    if differences:
        fields = tuple(Remark.of(_FIELDS[name]) for name in differences)
        reason = Remark.of(SCOPE_DIFFERS, fields=fields)
        return Comparison(left, right, Verdict.not_comparable, reason, differences)
    if left.quantity.unit != right.quantity.unit:
        reason = Remark.of(DIFFERENT_UNITS, left=left.quantity, right=right.quantity)
        return Comparison(left, right, Verdict.not_comparable, reason, ("unit",))
    if left.stock and right.stock and _dates_apart(left.as_of, right.as_of):
        reason = Remark.of(OTHER_DATE, left=left.as_of, right=right.as_of)
        return Comparison(left, right, Verdict.not_comparable, reason, ("as_of",))
    verdict, reason = _numbers(left.quantity, right.quantity)
    return Comparison(left, right, verdict, reason)


def scope_differences(left: Scope, right: Scope) -> tuple[str, ...]:
    """Return the names of the fields in which two scopes differ, as far as both state them."""
    found = []
    if left.measure and right.measure and left.measure != right.measure:
        found.append("measure")
    for name in ("population", "place"):
        first, second = getattr(left, name), getattr(right, name)
        if first and second and fold(first) != fold(second):
            found.append(name)
    if left.period and right.period and left.period != right.period:
        found.append("period")
    return tuple(found)


def _numbers(left: Quantity, right: Quantity) -> tuple[Verdict, Remark]:
    if not (left.is_known and right.is_known):
        return Verdict.not_comparable, Remark.of(WORDS_ONLY)
    (low1, high1), (low2, high2) = _ends(left), _ends(right)
    low, high = _most((low1, low2)), _least((high1, high2))
    if low is not None and high is not None and low > high:
        return (
            Verdict.cannot_both_hold,
            Remark.of(CANNOT_BOTH_HOLD, left=left, right=right),
        )
    shown_low, shown_high = (None if end is None else float(end) for end in (low, high))
    return Verdict.both_hold, Remark.of(
        BOTH_HOLD,
        low="…" if shown_low is None else shown_low,
        high="…" if shown_high is None else shown_high,
    )


def _ends(quantity: Quantity) -> tuple[float | None, float | None]:
    return quantity.interval() if quantity.is_known else (None, None)


def _least(numbers: Iterable[float | None]) -> float | None:
    return min((number for number in numbers if number is not None), default=None)


def _most(numbers: Iterable[float | None]) -> float | None:
    return max((number for number in numbers if number is not None), default=None)


def _dates_apart(left: Period | None, right: Period | None) -> bool:
    return left is not None and right is not None and not left.overlaps(right)
