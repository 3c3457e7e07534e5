"""Krippendorff's alpha: how far do any number of coders agree beyond what chance would give?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import numpy as np

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.agreement.counting import Counted, Ratings, Value, counted
from onrecord.core.reconcile.agreement.result import Agreement, Bootstrap, Floats, measured


class Metric(StrEnum):
    """How two values differ: by name, by rank, by distance, or by distance against their size."""

    nominal = "nominal"
    ordinal = "ordinal"
    interval = "interval"
    ratio = "ratio"


def krippendorff_alpha(
    ratings: Ratings,
    metric: Metric = Metric.nominal,
    *,
    order: Sequence[Value] | None = None,
    bootstrap: Bootstrap | None = None,
) -> Agreement:
    """Return Krippendorff's alpha: 1 for full agreement, 0 for chance, below 0 for worse.

    ``ratings`` has one row a unit and one value a coder, None where missing; a unit with fewer
    than two values is left out. ``order`` ranks words for the ordinal metric; numbers rank
    themselves. Raises InputError for words under a metric of numbers, and for negative numbers
    under the ratio metric.

    Source: Krippendorff, Content Analysis, 4th edition (2019), chapter 12, and "Computing
    Krippendorff's Alpha-Reliability" (2011), with the differences defined there.
    """
    table = counted(ratings, order)
    _check(table, metric)
    return measured(len(table.counts), _measure(table, metric), bootstrap)


def _check(table: Counted, metric: Metric) -> None:
    if metric in (Metric.nominal, Metric.ordinal):
        return
    words = [value for value in table.values if isinstance(value, str)]
    if words:
        raise InputError("This measure compares numbers.", value=words[0])
    if metric is Metric.ratio and any(float(value) < 0 for value in table.values):
        raise InputError("The ratio metric compares numbers that are not negative.")


def _measure(table: Counted, metric: Metric) -> Callable[[Floats], Floats]:
    if metric is Metric.ordinal:
        return lambda weights: _ordinal(table.counts, weights)
    distances = _distances(table.values, metric)
    return lambda weights: _with_distances(table.counts, distances, weights)


def _with_distances(counts: Floats, distances: Floats, weights: Floats) -> Floats:
    """Return alpha for each row of weights, for differences that do not depend on them."""
    within = np.einsum("uc,ck,uk->u", counts, distances, counts, optimize=True)
    observed = weights @ (within / (counts.sum(axis=1) - 1))
    margins = weights @ counts
    expected = np.einsum("bc,ck,bk->b", margins, distances, margins, optimize=True)
    return _alpha(observed, expected, margins)


def _ordinal(counts: Floats, weights: Floats) -> Floats:
    """Return alpha for each row of weights, for differences between mean ranks.

    Krippendorff's ordinal difference, the values between two ranks with half of both, squared, is
    the squared distance of their mean ranks; sums of squared distances follow from two moments.
    """
    margins = weights @ counts
    ranks = np.cumsum(margins, axis=1) - margins / 2
    sizes = counts.sum(axis=1)
    # For values x with weights n: sum of n_c n_k (x_c - x_k)^2 = 2 (m sum(n x^2) - sum(n x)^2).
    within = 2 * (sizes[:, None] * (counts @ (ranks**2).T) - (counts @ ranks.T) ** 2)
    observed = (weights * (within / (sizes - 1)[:, None]).T).sum(axis=1)
    first, second = (margins * ranks).sum(axis=1), (margins * ranks**2).sum(axis=1)
    expected = 2 * (margins.sum(axis=1) * second - first**2)
    return _alpha(observed, expected, margins)


def _alpha(observed: Floats, expected: Floats, margins: Floats) -> Floats:
    # Sums of squares leave a rest of rounding where all values are one.
    varied = (margins > 0).sum(axis=1) > 1
    expected = np.where(varied, expected, np.nan)
    alpha: Floats = 1 - (margins.sum(axis=1) - 1) * observed / expected
    return alpha


def _distances(values: Sequence[Value], metric: Metric) -> Floats:
    if metric is Metric.nominal:
        return np.asarray(1 - np.eye(len(values)), dtype=np.float64)
    numbers: Floats = np.array([float(value) for value in values])
    apart: Floats = numbers[:, None] - numbers[None, :]
    if metric is Metric.ratio:
        together = numbers[:, None] + numbers[None, :]
        apart = apart / np.where(together == 0, 1, together)
    return np.asarray(np.square(apart), dtype=np.float64)
