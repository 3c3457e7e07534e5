"""What does the prior of the latent-class model say about N/n before any record is seen?

The expansion N/n is 1 over the share of people that at least one list names. The prior stands on
the rates at which a list names the people of a class, Beta(a, b), and what it says about N/n
depends on the number of lists, so that it is found by simulation and shown beside the posterior.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, polygamma, psi

from onrecord.core.estimate.latent_class import (
    CONCENTRATION_RATE,
    CONCENTRATION_SHAPE,
    MOST_TIMES,
    log_gamma_draws,
    log_unseen,
)
from onrecord.core.estimate.result import Json

CLASSICAL: Final = (1.0, 1.0)
"""Rates as likely low as high (Manrique-Vallier 2016)."""

_DRAWS: Final = 20_000
_SEED: Final = 20_160_101
_QUANTILES: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class ImpliedPrior:
    """Draws of N/n from the prior, sorted, and what they say."""

    draws: NDArray[np.float64] = field(repr=False)

    def to_dict(self) -> dict[str, Json]:
        """Return the quantiles of N/n and the chance that more than half are on no list."""
        half, most, nearly_all = np.quantile(self.draws, (0.5, 0.95, 0.99)).tolist()
        return {
            "0.5": half,
            "0.95": most,
            "0.99": nearly_all,
            "share_above_2": float(np.mean(self.draws > 2)),
        }

    def distance(self, posterior: NDArray[np.float64]) -> float:
        """Return how far draws of N/n have moved from the prior, between 0 and 1.

        It is the largest difference between the two distribution functions (Kolmogorov): 0 where
        the records changed nothing, 1 where they left nothing of the prior.
        """
        points = np.concatenate([self.draws, posterior])
        ours = np.searchsorted(self.draws, points, side="right") / len(self.draws)
        theirs = np.searchsorted(np.sort(posterior), points, side="right") / len(posterior)
        return float(np.max(np.abs(ours - theirs)))


def rates_for_expansion(expansion: tuple[float, float], lists: int) -> tuple[float, float]:
    """Return Beta(a, b) of the rates for which N/n has these 2.5 % and 97.5 % quantiles.

    The rule of StanLCMCR (Human Rights Data Analysis Group): in a single class the logarithm of
    the share unseen is a sum over lists; a gamma distribution is laid through its two quantiles,
    and the rates get the Beta distribution that gives the same mean and variance. With several
    classes the implied prior is near to what was asked for and not equal to it.
    """
    low, high = expansion
    ends = tuple(float(np.log(end) - np.log(end - 1)) for end in (high, low))
    shape, rate = _gamma_through(ends)
    mean, variance = shape / rate / lists, shape / rate**2 / lists
    unseen, seen = _beta_of_log(mean, variance)
    return seen, unseen


def _gamma_through(ends: tuple[float, ...]) -> tuple[float, float]:
    """Return shape and rate of the gamma distribution with these 2.5 % and 97.5 % quantiles."""
    wanted = float(np.log(ends[1] / ends[0]))

    def off(log_shape: float) -> float:
        low, high = gammaincinv(np.exp(log_shape), _QUANTILES)
        return float(np.log(high) - np.log(low)) - wanted

    shape = float(np.exp(_root(off, -3.5, 16.0)))
    return shape, float(gammaincinv(shape, _QUANTILES[1])) / ends[1]


def _beta_of_log(mean: float, variance: float) -> tuple[float, float]:
    """Return a and b for which -log of a Beta(a, b) draw has this mean and variance."""

    def second(first: float) -> float:
        def off(log_second: float) -> float:
            return float(psi(first + np.exp(log_second)) - psi(first)) - mean

        return float(np.exp(_root(off, -30.0, 40.0)))

    def off(log_first: float) -> float:
        first = float(np.exp(log_first))
        spread = float(polygamma(1, first) - polygamma(1, first + second(first)))
        return float(np.log(max(spread, 1e-300) / variance))

    first = float(np.exp(_root(off, -8.0, 18.0)))
    return first, second(first)


def _root(off: Callable[[float], float], low: float, high: float) -> float:
    """Return where a monotone function is 0, or the end that comes nearest to it."""
    ends = off(low), off(high)
    if ends[0] * ends[1] > 0:
        return low if abs(ends[0]) < abs(ends[1]) else high
    # Slow to import, and needed only where an expansion is asked for.
    from scipy.optimize import brentq  # noqa: PLC0415

    return float(brentq(off, low, high, xtol=1e-12))


@lru_cache(maxsize=64)
def implied_prior(lists: int, classes: int, rates: tuple[float, float]) -> ImpliedPrior:
    """Return the prior of N/n, by simulation from a seed of its own."""
    rng = np.random.default_rng(_SEED)
    kept: list[NDArray[np.float64]] = []
    found = 0
    while found < _DRAWS:
        drawn = _expansions(rng, lists, classes, rates)
        drawn = drawn[drawn <= MOST_TIMES]
        kept.append(drawn)
        found += max(len(drawn), 1)
    draws = np.sort(np.concatenate(kept)[:_DRAWS])
    draws.setflags(write=False)
    return ImpliedPrior(draws)


def _expansions(
    rng: np.random.Generator, lists: int, classes: int, rates: tuple[float, float]
) -> NDArray[np.float64]:
    logits, sticks, _ = prior_draws(rng, (_DRAWS,), lists, classes, rates)
    with np.errstate(divide="ignore"):
        return np.asarray(1 / -np.expm1(log_unseen(logits, sticks)))


def prior_draws(
    rng: np.random.Generator,
    size: tuple[int, ...],
    lists: int,
    classes: int,
    rates: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return logits of rates (size x lists x classes), of sticks, and alpha, from the prior."""
    alpha = rng.gamma(CONCENTRATION_SHAPE, 1 / CONCENTRATION_RATE, size)
    alpha = np.maximum(alpha, 1e-12)
    ones = np.ones((*size, classes - 1))
    # A stick is Beta(1, alpha): its logit is a difference of log gamma draws.
    sticks = log_gamma_draws(rng, ones) - log_gamma_draws(rng, ones * alpha[..., None])
    shape = np.ones((*size, lists, classes))
    logits = log_gamma_draws(rng, rates[0] * shape) - log_gamma_draws(rng, rates[1] * shape)
    return logits, sticks, alpha
