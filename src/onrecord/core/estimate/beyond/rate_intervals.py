"""Between which limits does a rate, a difference or a ratio of rates lie?

Exact limits for one rate (Clopper and Pearson 1934 for shares, Garwood 1936 for counts over
time), score limits for two (Newcombe 1998, method 10, for a difference; Koopman 1984 for a ratio)
and the exact conditional limits of a ratio of counts. Formulas from the papers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.special import betaincinv, chdtri, gammaincinv, ndtri

from onrecord.core.kernel.errors import UsageError

_BISECTIONS: Final = 200
_CLOSE: Final = 1e-13
"""Share of a limit to which its search is carried."""


class RateInterval(StrEnum):
    """How the limits of a rate were made; stored beside them."""

    CLOPPER_PEARSON = "clopper-pearson"
    """Exact limits of a share."""
    GARWOOD = "garwood"
    """Exact limits of a count over people or time."""
    WILSON = "wilson"
    """Score limits of a share."""
    NEWCOMBE = "newcombe"
    """Difference of two shares, from the Wilson limits of each."""
    KOOPMAN = "koopman"
    """Ratio of two shares, asymptotic score."""
    MOVER = "mover"
    """Difference of two rates of counts, from the Garwood limits of each."""
    CONDITIONAL_EXACT = "conditional-exact"
    """Ratio of two counts, given their sum."""
    BETA_BINOMIAL = "beta-binomial"
    """Quantiles of a share drawn towards those of all groups."""
    FAY_FEUER = "fay-feuer"
    """Gamma limits of a standardised rate."""
    GREENLAND_ROBINS = "greenland-robins"
    """Large-sample limits of a Mantel-Haenszel comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimits:
    """Limits of a rate, a difference or a ratio; ``high`` is None where there is none."""

    low: float
    high: float | None
    level: float
    method: RateInterval

    def to_dict(self) -> dict[str, str | float | None]:
        """Return the limits as a JSON object, with the keys of ``Interval.to_dict``."""
        return {
            "interval_method": str(self.method),
            "low": self.low,
            "high": self.high,
            "level": self.level,
        }


def clopper_pearson(events: float, people: float, level: float = 0.95) -> RateLimits:
    """Return exact limits of the share ``events / people``.

    Counts of persons, ``0 <= events <= people``; fractions (weights) are taken as they are.
    Raises UsageError otherwise. Clopper and Pearson, Biometrika 26 (1934).
    """
    check_share(events, people, level)
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else float(betaincinv(events, people - events + 1, tail))
    high = 1.0 if events == people else float(betaincinv(events + 1, people - events, 1 - tail))
    return RateLimits(low=low, high=high, level=level, method=RateInterval.CLOPPER_PEARSON)


def garwood(events: float, exposure: float = 1.0, level: float = 0.95) -> RateLimits:
    """Return exact limits of ``events / exposure``, events per unit of ``exposure`` (above 0).

    Raises UsageError for a negative count or no exposure. Garwood, Biometrika 28 (1936).
    """
    if not (events >= 0 and exposure > 0 and math.isfinite(events + exposure)):
        raise UsageError("A rate needs a count of 0 or more and a positive exposure.", value=events)
    _check_level(level)
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    high = float(gammaincinv(events + 1, 1 - tail))
    return RateLimits(
        low=low / exposure, high=high / exposure, level=level, method=RateInterval.GARWOOD
    )


def wilson(events: float, people: float, level: float = 0.95) -> RateLimits:
    """Return the score limits of the share ``events / people`` (Wilson 1927)."""
    check_share(events, people, level)
    z = float(ndtri(0.5 + level / 2))
    share = events / people
    middle = 2 * events + z * z
    reach = z * math.sqrt(z * z + 4 * events * (1 - share))
    below = 2 * (people + z * z)
    return RateLimits(
        low=max((middle - reach) / below, 0.0),
        high=min((middle + reach) / below, 1.0),
        level=level,
        method=RateInterval.WILSON,
    )


def newcombe(
    events: tuple[float, float], people: tuple[float, float], level: float = 0.95
) -> RateLimits:
    """Return score limits of the first share less the second.

    Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
    """
    first, second = (wilson(count, of, level) for count, of in zip(events, people, strict=True))
    low, high = _recovered(_rates(events, people), first, second)
    return RateLimits(low=low, high=high, level=level, method=RateInterval.NEWCOMBE)


def difference_of_counts(
    events: tuple[float, float], exposures: tuple[float, float], level: float = 0.95
) -> RateLimits:
    """Return limits of the first rate of counts less the second, from the exact limits of each.

    Recovers the variances from the limits, as Newcombe does for shares (Zou and Donner 2008).
    """
    first, second = (garwood(count, of, level) for count, of in zip(events, exposures, strict=True))
    low, high = _recovered(_rates(events, exposures), first, second)
    return RateLimits(low=low, high=high, level=level, method=RateInterval.MOVER)


def koopman(
    events: tuple[float, float], people: tuple[float, float], level: float = 0.95
) -> RateLimits:
    """Return score limits of the first share divided by the second.

    The limits are the ratios at which Pearson's chi-square for that ratio reaches its quantile;
    ``high`` is None where the second group has no event. Raises UsageError where neither has one.
    Koopman, Biometrics 40 (1984), 513-517; the constrained share as in Gart and Nam (1988).
    """
    for count, of in zip(events, people, strict=True):
        check_share(count, of, level)
    if events[0] == events[1] == 0:
        raise UsageError("Without any event a ratio of rates has no limits.")
    limit = float(chdtri(1, 1 - level))

    def excess(ratio: float) -> float:
        return _koopman_chi_square(events, people, ratio) - limit

    centre = _centre(events, people)
    low = 0.0 if events[0] == 0 else _search(excess, centre, 0.5)
    high = None if events[1] == 0 else _search(excess, centre, 2.0)
    return RateLimits(low=low, high=high, level=level, method=RateInterval.KOOPMAN)


def ratio_of_counts(
    events: tuple[float, float], exposures: tuple[float, float], level: float = 0.95
) -> RateLimits:
    """Return exact limits of one rate of counts divided by another, given the sum of events.

    Given both counts together, the first is binomial; its exact limits are turned into those of
    the ratio (Przyborowski and Wilenski 1940). ``high`` is None where the second count is 0.
    Raises UsageError without any event.
    """
    if min(exposures) <= 0 or min(events) < 0 or sum(events) <= 0:
        raise UsageError("A ratio of rates needs events and two positive exposures.", value=events)
    share = clopper_pearson(events[0], events[0] + events[1], level)
    scale = exposures[1] / exposures[0]
    high = _end(share)
    return RateLimits(
        low=scale * share.low / (1 - share.low),
        high=None if high >= 1 else scale * high / (1 - high),
        level=level,
        method=RateInterval.CONDITIONAL_EXACT,
    )


def check_share(events: float, people: float, level: float) -> None:
    """Raise UsageError unless ``0 <= events <= people`` with somebody, and a level in (0, 1)."""
    if not (people > 0 and 0 <= events <= people and math.isfinite(people)):
        raise UsageError("A share needs people, and no more events than people.", value=events)
    _check_level(level)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise UsageError("The level of an interval lies between 0 and 1.", value=level)


def _rates(events: tuple[float, float], among: tuple[float, float]) -> tuple[float, float]:
    return events[0] / among[0], events[1] / among[1]


def _recovered(
    rates: tuple[float, float], first: RateLimits, second: RateLimits
) -> tuple[float, float]:
    difference = rates[0] - rates[1]
    down = math.hypot(rates[0] - first.low, _end(second) - rates[1])
    up = math.hypot(_end(first) - rates[0], rates[1] - second.low)
    return difference - down, difference + up


def _end(limits: RateLimits) -> float:
    return math.inf if limits.high is None else limits.high


def _koopman_chi_square(
    events: tuple[float, float], people: tuple[float, float], ratio: float
) -> float:
    """Return Pearson's chi-square of two counts at one ratio of their shares.

    The second share is the root below 1 of (m + n) r p^2 - (r (m + y) + x + n) p + x + y.
    """
    (x, y), (m, n) = events, people
    leading = (m + n) * ratio
    middle = ratio * (m + y) + x + n
    root = math.sqrt(max(middle * middle - 4 * leading * (x + y), 0.0))
    # The form without a difference of nearly equal numbers, which a small ratio would bring.
    second = 2 * (x + y) / (middle + root)
    first = ratio * second
    return _pearson(x, m, first) + _pearson(y, n, second)


def _pearson(count: float, people: float, share: float) -> float:
    variance = people * share * (1 - share)
    apart = count - people * share
    if variance <= 0:
        return 0.0 if abs(apart) < 1e-9 * max(people, 1.0) else math.inf
    return apart * apart / variance


def _centre(events: tuple[float, float], people: tuple[float, float]) -> float:
    """Return a ratio inside the interval: the observed one, kept from 0 and infinity."""
    nudged = [
        min(max(count, 0.5), of) / of if of > 0.5 else 1.0
        for count, of in zip(events, people, strict=True)
    ]
    if min(events) > 0:
        return (events[0] / people[0]) / (events[1] / people[1])
    return nudged[0] / nudged[1]


def _search(excess: Callable[[float], float], inside: float, step: float) -> float:
    """Return where the excess turns positive, going out from a point by factors of ``step``."""
    inner = inside
    # Where an event is missing the nudged start may lie outside; the interval is open on the
    # other side, so walking back always enters it.
    while excess(inner) > 0:
        inner /= step
    outer = inner * step
    while excess(outer) <= 0:
        inner, outer = outer, outer * step
    for _ in range(_BISECTIONS):
        middle = math.sqrt(inner * outer)
        if excess(middle) <= 0:
            inner = middle
        else:
            outer = middle
        if abs(outer - inner) <= _CLOSE * inner:
            break
    return inner
