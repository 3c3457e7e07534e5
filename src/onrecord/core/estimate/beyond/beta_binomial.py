"""How far do the true shares of groups lie apart, beyond what chance does to small groups?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, logit, xlog1py, xlogy

_FARTHEST: Final = 1e7
"""Sum of alpha and beta beyond which the groups are as good as alike."""
_GAIN: Final = 1e-6
"""Log-likelihood that unequal groups must gain over equal ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaBinomial:
    """Shares of groups as a beta distribution with these shapes."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Mean share over groups."""
        return self.alpha / (self.alpha + self.beta)


def log_likelihood(shape: BetaBinomial, events: Sequence[float], people: Sequence[float]) -> float:
    """Return the log-likelihood of the counts but for the binomial coefficients."""
    counts, of = np.asarray(events, dtype=np.float64), np.asarray(people, dtype=np.float64)
    return _value(
        math.log(shape.alpha / shape.beta), math.log(shape.alpha + shape.beta), counts, of
    )


def fit_beta_binomial(events: Sequence[float], people: Sequence[float]) -> BetaBinomial | None:
    """Return the shape of greatest likelihood; None where the groups differ no more than by chance.

    ``events`` and ``people`` are counts by group, ``0 <= events <= people``.
    """
    # Imported here because the optimiser takes long to load and most questions need none.
    from scipy.optimize import minimize  # noqa: PLC0415

    counts, of = np.asarray(events, dtype=np.float64), np.asarray(people, dtype=np.float64)
    pooled = float(counts.sum() / of.sum())
    if not 0 < pooled < 1:
        return None
    alike = float((xlogy(counts, pooled) + xlog1py(of - counts, -pooled)).sum())
    best = min(
        (
            minimize(
                lambda point: -_value(point[0], point[1], counts, of),
                [logit(pooled), start],
                method="Nelder-Mead",
                options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000},
            )
            for start in (0.0, math.log(10.0), math.log(1000.0))
        ),
        key=lambda found: float(found.fun),
    )
    far = math.exp(min(float(best.x[1]), 700.0))
    if -float(best.fun) < alike + _GAIN or far > _FARTHEST:
        return None
    mean = float(expit(best.x[0]))
    return BetaBinomial(alpha=mean * far, beta=(1 - mean) * far)


def _value(
    mean_logit: float, log_sum: float, counts: NDArray[np.float64], of: NDArray[np.float64]
) -> float:
    total = math.exp(min(log_sum, 700.0))
    alpha, beta = total * float(expit(mean_logit)), total * float(expit(-mean_logit))
    if min(alpha, beta) <= 0 or total > 1e12:
        return -math.inf
    return float((betaln(counts + alpha, of - counts + beta) - betaln(alpha, beta)).sum())
