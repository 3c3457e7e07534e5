"""How far do the true shares of groups lie apart, beyond what chance does to small groups?

The shares of the groups are taken as drawn from one beta distribution. Its shape of greatest
likelihood says how far they lie apart; the share of a group is averaged over all shapes that the
records allow, because with few groups the shape itself is badly known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaln, expit, log_expit, logit, xlog1py, xlogy

Floats = NDArray[np.float64]

_FARTHEST: Final = 1e7
"""Sum of alpha and beta beyond which the groups are as good as alike."""
_GAIN: Final = 1e-6
"""Log-likelihood that unequal groups must gain over equal ones."""
_GRID: Final = 31
_DEEP: Final = 12.0
"""How far below its top the log posterior is still looked at."""
_LIGHT: Final = 1e-4
"""Weight of a shape beside the heaviest one below which it is left out."""
_STEPS: Final = 200
_CLOSE: Final = 1e-10
"""Distance at which the search for a quantile ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaBinomial:
    """Shares of groups as a beta distribution with these shapes."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Mean share over groups."""
        return self.alpha / (self.alpha + self.beta)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes of the beta distribution with the weight that the records give each."""

    alphas: Floats
    betas: Floats
    weights: Floats

    def share(self, events: float, people: float) -> float:
        """Return the mean share of a group with these counts."""
        total = self.alphas + self.betas + people
        return float(self.weights @ ((self.alphas + events) / total))

    def quantile(self, events: float, people: float, tail: float) -> float:
        """Return a quantile of the share of a group with these counts."""
        alphas, betas = self.alphas + events, self.betas + people - events
        constant = betaln(alphas, betas)
        low, high, here = 0.0, 1.0, self.share(events, people)
        for _ in range(_STEPS):
            below = float(self.weights @ betainc(alphas, betas, here)) - tail
            low, high = (here, high) if below < 0 else (low, here)
            log_density = xlogy(alphas - 1, here) + xlog1py(betas - 1, -here) - constant
            density = float(self.weights @ np.exp(log_density))
            newton = here - below / density if density > 0 else low
            there = newton if low < newton < high else (low + high) / 2
            if abs(there - here) < _CLOSE:
                return there
            here = there
        return here


def log_likelihood(shape: BetaBinomial, events: Sequence[float], people: Sequence[float]) -> float:
    """Return the log-likelihood of the counts but for the binomial coefficients."""
    counts, of = _floats(events), _floats(people)
    point = math.log(shape.alpha / shape.beta), math.log(shape.alpha + shape.beta)
    return float(_values(np.array([point[0]]), np.array([point[1]]), counts, of)[0])


def fit_beta_binomial(events: Sequence[float], people: Sequence[float]) -> BetaBinomial | None:
    """Return the shape of greatest likelihood; None where the groups differ no more than by chance.

    ``events`` and ``people`` are counts by group, ``0 <= events <= people``.
    """
    # Imported here because the optimiser takes long to load and most questions need none.
    from scipy.optimize import minimize  # noqa: PLC0415

    counts, of = _floats(events), _floats(people)
    pooled = float(counts.sum() / of.sum())
    if not 0 < pooled < 1:
        return None
    alike = float((xlogy(counts, pooled) + xlog1py(of - counts, -pooled)).sum())
    best = min(
        (
            minimize(
                lambda point: -_values(point[:1], point[1:], counts, of)[0],
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


def likely_shapes(events: Sequence[float], people: Sequence[float]) -> Shapes:
    """Return the shapes that the counts of the groups allow, with their posterior weights.

    Before the records, every mean share and every correlation 1 / (1 + alpha + beta) of two people
    of one group count alike (uniform shrinkage prior). A grid that is drawn together around what
    is likely.
    """
    counts, of = _floats(events), _floats(people)
    centre = float(logit((counts.sum() + 0.5) / (of.sum() + 1)))
    means, sums = (centre - 8, centre + 8), (-4.0, 16.0)
    for _ in range(4):
        grid = np.meshgrid(np.linspace(*means, _GRID), np.linspace(*sums, _GRID), indexing="ij")
        mean, total = grid[0].ravel(), grid[1].ravel()
        prior = log_expit(mean) + log_expit(-mean) + log_expit(total) + log_expit(-total)
        value = _values(mean, total, counts, of) + prior
        inside = value >= value.max() - _DEEP
        means, sums = _around(mean[inside], means), _around(total[inside], sums)
    weights = np.exp(value - value.max())
    heavy = weights > _LIGHT
    share, size = expit(mean[heavy]), np.exp(total[heavy])
    kept = weights[heavy]
    return Shapes(share * size, (1 - share) * size, kept / kept.sum())


def _around(likely: Floats, before: tuple[float, float]) -> tuple[float, float]:
    step = (before[1] - before[0]) / (_GRID - 1)
    return float(likely.min()) - step, float(likely.max()) + step


def _values(means: Floats, sums: Floats, counts: Floats, of: Floats) -> Floats:
    """Return the log-likelihood of shapes given by logit of the mean and log of alpha + beta."""
    total = np.exp(np.clip(sums, -700.0, 27.0))
    alpha = np.maximum(total * expit(means), 1e-300)[:, None]
    beta = np.maximum(total * expit(-means), 1e-300)[:, None]
    both = betaln(counts + alpha, of - counts + beta) - betaln(alpha, beta)
    return np.asarray(both.sum(axis=1))


def _floats(values: Sequence[float]) -> Floats:
    return np.asarray(values, dtype=np.float64)
