"""Have several chains settled on one answer, and how many independent draws are they worth?

Rank-normalised split R-hat, bulk and tail effective sample size (Vehtari, Gelman, Simpson,
Carpenter and Buerkner 2021, Bayesian Analysis 16, 667-718). Ranks make them hold for heavy
tails: only the order of the draws counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

_LEAST = 4
"""Draws in a half chain below which nothing can be said."""


def rank_normalised_rhat(draws: NDArray[np.float64]) -> float:
    """Return the larger R-hat of place and of spread of draws (chains x draws).

    It is 1 where the chains agree; above 1.01 they have not settled. Infinite where a chain is
    too short or where chains stand still at different values; 1 where all draws are equal.
    """
    halves = _split(draws)
    if halves.shape[1] < _LEAST:
        return float("inf")
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_normal_scores(halves)), _rhat(_normal_scores(folded)))


def bulk_ess(draws: NDArray[np.float64]) -> float:
    """Return how many independent draws (chains x draws) are worth, for the middle of the bulk.

    0 where a chain is too short; the number of draws where all of them are equal.
    """
    halves = _split(draws)
    if halves.shape[1] < _LEAST:
        return 0.0
    return _effective(_normal_scores(halves))


def tail_ess(draws: NDArray[np.float64], tail: float = 0.05) -> float:
    """Return how many independent draws (chains x draws) are worth for the ends of an interval.

    It is the smaller of the two tails, each of probability ``tail``: a region that is visited
    now and then shows here first. 0 where a chain is too short.
    """
    halves = _split(draws)
    if halves.shape[1] < _LEAST:
        return 0.0
    ends = np.quantile(halves, (tail, 1 - tail))
    return min(_effective((halves <= end).astype(np.float64)) for end in ends)


def _split(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the first and the last half of every chain, each as a chain of its own."""
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]])


def _normal_scores(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    _values, places, times = np.unique(draws, return_inverse=True, return_counts=True)
    # Equal draws share the mean of their ranks. SciPy's own ranks take 0.4 s to import.
    ranks = (np.cumsum(times) - (times - 1) / 2)[places].reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _rhat(draws: NDArray[np.float64]) -> float:
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = length * float(draws.mean(axis=1).var(ddof=1))
    # Sums of equal ranks leave crumbs of rounding, which are no difference.
    crumb = 1e-12
    if within <= crumb:
        return 1.0 if between <= crumb * length else float("inf")
    return float(np.sqrt((between / within + length - 1) / length))


def _effective(draws: NDArray[np.float64]) -> float:
    length = draws.shape[1]
    covariance = _autocovariance(draws)
    within = float(covariance[:, 0].mean()) * length / (length - 1)
    pooled = within * (length - 1) / length + float(draws.mean(axis=1).var(ddof=1))
    if pooled <= 1e-12:
        return float(draws.size)
    correlation = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / pooled
    correlation[0] = 1.0
    tau = -1.0 + 2.0 * float(_initial_pairs(correlation).sum())
    # Vehtari et al.: antithetic chains may be worth more than their draws, but not without end.
    return float(draws.size / max(tau, 1.0 / np.log10(draws.size)))


def _initial_pairs(correlation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Geyer's initial monotone sequence: sums of neighbours while above 0, never rising."""
    even = len(correlation) // 2 * 2
    pairs = correlation[:even].reshape(-1, 2).sum(axis=1)
    beyond = np.flatnonzero(pairs <= 0)
    kept = pairs[: beyond[0]] if len(beyond) else pairs
    return np.minimum.accumulate(kept) if len(kept) else np.array([1.0])


def _autocovariance(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the autocovariance of each chain at every lag, divided by the length."""
    length = draws.shape[1]
    size = 1 << (2 * length - 1).bit_length()
    transformed = np.fft.rfft(draws - draws.mean(axis=1, keepdims=True), size, axis=1)
    power = np.fft.irfft(transformed * transformed.conj(), size, axis=1)
    return np.asarray(power[:, :length] / length)
