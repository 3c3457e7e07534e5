"""How far off may the chain ladder be: prediction errors of the reports that are still to come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.beyond.reporting_triangle import ReportingTriangle, expected_reports

Floats = NDArray[np.float64]

_TINY = 1e-12


def dispersion(triangle: ReportingTriangle) -> float | None:
    """Return Pearson's chi-square of the Poisson model by its degrees of freedom.

    None where there are none. Cells in which nothing is expected do not count.
    """
    if not np.isfinite(triangle.factors()).all():
        return None
    expected, used = _used(triangle)
    free = _freedom(triangle, used)
    if free <= 0:
        return None
    apart = (triangle.counts[used] - expected[used]) ** 2 / expected[used]
    return float(apart.sum() / free)


def covariance_by_poisson(triangle: ReportingTriangle, spread: float) -> Floats:
    """Return the covariance, rows x rows, of the reports to come about their prediction.

    The process variance is ``spread`` times the mean; to it comes the covariance of the fitted
    log means (Renshaw 1994; England and Verrall 2002).
    """
    expected, used = _used(triangle)
    design = _design(triangle)
    past, future = used.ravel(), ~triangle.observed.ravel()
    means = expected.ravel()
    information = design[past].T @ (design[past] * means[past, None])
    # Some combinations of effects are not identified; those of future cells are.
    covariance = spread * np.linalg.pinv(information, hermitian=True)
    by_row = np.repeat(np.eye(len(expected)), expected.shape[1], axis=1)
    gradient = (by_row[:, future] * means[future]) @ design[future]
    process = np.diag(spread * by_row[:, future] @ means[future])
    return np.asarray(gradient @ covariance @ gradient.T + process)


def covariance_by_mack(triangle: ReportingTriangle) -> Floats:
    """Return Mack's mean squared errors of prediction, with those between rows off the diagonal.

    Mack (1993), theorem 3 and its corollary; the variance of the last factor by his rule, the
    smaller of the last two and their next step downwards.
    """
    completed, factors = triangle.completed(), triangle.factors()
    rows, delays = completed.shape
    bases = _bases(triangle)
    variances = _mack_variances(triangle, factors)
    growth = np.divide(variances, factors**2, out=np.zeros(delays - 1), where=factors > 0)
    covariance = np.zeros((rows, rows))
    last = triangle.observed.sum(axis=1) - 1
    for one in range(rows):
        for other in range(one, rows):
            start = max(last[one], last[other])
            estimation = float((growth[start:] / bases[start:]).sum())
            process = 0.0
            if one == other:
                process = float((growth[start:] / completed[one, start:-1]).sum())
            product = completed[one, -1] * completed[other, -1]
            covariance[one, other] = covariance[other, one] = product * (process + estimation)
    return covariance


def bootstrap_unreported(
    triangle: ReportingTriangle, spread: float, samples: int, chance: np.random.Generator
) -> Floats:
    """Return draws, samples x rows, of the persons that are still to be reported.

    Residuals of the Poisson model are dealt out anew over the past cells, the chain ladder is run
    on each such past, and its future is drawn with variance ``spread`` times the mean (England
    2002).
    """
    expected, used = _used(triangle)
    cells = int(used.sum())
    residuals = (triangle.counts[used] - expected[used]) / np.sqrt(expected[used])
    # A fit shrinks its residuals; scaled to the spread, they are as large as they should be.
    size = float(np.sqrt((residuals**2).mean()))
    exact = size < 1e-6
    if exact:
        dealt = np.sqrt(spread) * chance.standard_normal((samples, cells))
    else:
        dealt = chance.choice(residuals * (np.sqrt(spread) / size), size=(samples, cells))
    past = np.zeros((samples, *expected.shape))
    past[:, used] = np.maximum(expected[used] + dealt * np.sqrt(expected[used]), 0.0)
    means = np.nan_to_num(expected_reports(past, triangle.observed))
    future = np.where(triangle.observed, 0.0, np.maximum(means, 0.0))
    return np.asarray(spread * chance.poisson(future / spread).sum(axis=2))


def _used(triangle: ReportingTriangle) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the expected counts and which past cells count: those where something is expected."""
    expected = triangle.expected()
    return expected, triangle.observed & (expected > _TINY * max(float(expected.max()), _TINY))


def _freedom(triangle: ReportingTriangle, used: NDArray[np.bool_]) -> int:
    """Return the cells that count less the effects that they can tell apart."""
    return int(used.sum()) - int(np.linalg.matrix_rank(_design(triangle)[used.ravel()]))


def _design(triangle: ReportingTriangle) -> Floats:
    """Return rows x delays cells by effects: one for each row, one for each delay but the first."""
    rows, delays = triangle.counts.shape
    by_row = np.repeat(np.eye(rows), delays, axis=0)
    by_delay = np.tile(np.eye(delays), (rows, 1))[:, 1:]
    return np.hstack([by_row, by_delay])


def _bases(triangle: ReportingTriangle) -> Floats:
    """Return for each factor the reports that it was learned from."""
    so_far = np.cumsum(triangle.counts, axis=1)
    return np.asarray(np.where(triangle.observed[:, 1:], so_far[:, :-1], 0.0).sum(axis=0))


def _mack_variances(triangle: ReportingTriangle, factors: Floats) -> Floats:
    so_far = np.cumsum(triangle.counts, axis=1)
    variances = np.zeros(len(factors))
    for delay, factor in enumerate(factors):
        both = triangle.observed[:, delay + 1] & (so_far[:, delay] > 0)
        before, after = so_far[both, delay], so_far[both, delay + 1]
        if both.sum() > 1:
            squares = before * (after / before - factor) ** 2
            variances[delay] = squares.sum() / (both.sum() - 1)
        elif delay > 1:
            one, two = variances[delay - 1], variances[delay - 2]
            variances[delay] = min(one**2 / two if two > 0 else 0.0, one, two)
        elif delay:
            variances[delay] = variances[delay - 1]
    return variances
