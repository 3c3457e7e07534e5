"""The measures of agreement as their definitions read: slow, and the judge of the fast ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

from onrecord.core.reconcile.agreement.alpha import Metric
from onrecord.core.reconcile.agreement.counting import Ratings, Value, ranked


def plain_alpha(ratings: Ratings, metric: Metric) -> float | None:
    """Return Krippendorff's alpha from every pair of values; None where nothing varies.

    Source: Krippendorff, Content Analysis, 4th edition (2019), chapter 12.
    """
    units = [[value for value in unit if value is not None] for unit in ratings]
    units = [unit for unit in units if len(unit) > 1]
    given = [value for unit in units for value in unit]
    if len(set(given)) < 2:
        return None
    observed = sum(
        _difference(one, other, given, metric) / (len(unit) - 1)
        for unit in units
        for one, other in permutations(unit, 2)
    ) / len(given)
    expected = sum(
        _difference(one, other, given, metric) for one, other in permutations(given, 2)
    ) / (len(given) * (len(given) - 1))
    return 1 - observed / expected


def plain_kappa(first: Sequence[Value], second: Sequence[Value]) -> float | None:
    """Return Cohen's kappa without weights; None where nothing varies. Source: Cohen (1960)."""
    pairs = list(zip(first, second, strict=True))
    if not pairs:
        return None
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(first), Counter(second)
    chance = sum(ones[value] * others[value] for value in ones) / len(pairs) ** 2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def _difference(one: Value, other: Value, given: Sequence[Value], metric: Metric) -> float:
    if one == other:
        return 0.0
    if metric is Metric.nominal:
        return 1.0
    if metric is Metric.ordinal:
        return _ranks_between(one, other, given) ** 2
    apart, together = float(one) - float(other), float(one) + float(other)
    return (apart if metric is Metric.interval else apart / together) ** 2


def _ranks_between(one: Value, other: Value, given: Sequence[Value]) -> float:
    values = ranked(set(given), None)
    low, high = sorted((values.index(one), values.index(other)))
    numbers = Counter(given)
    between = sum(numbers[value] for value in values[low : high + 1])
    return between - (numbers[values[low]] + numbers[values[high]]) / 2
