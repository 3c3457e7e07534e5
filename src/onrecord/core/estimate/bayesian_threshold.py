"""Which interactions of lists stand out from the doubt about them?

Silverman 2020 (Journal of the Royal Statistical Society A 183, 691-736): a Poisson log-linear model
with every interaction gets normal priors, vague ones for the constant and the lists, N(0, 1) for
interactions. Those whose posterior mean lies at least two standard deviations from 0 are kept, and
the model is fitted again. Terms of three lists, and so on upward, are tried where all their parts
were kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.convergence import bulk_ess, rank_normalised_rhat
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import members, terms
from onrecord.core.estimate.loglinear import design_matrix, laid_out
from onrecord.core.estimate.poisson_posterior import MOVES, PosteriorWalk

THRESHOLD: Final = 2.0
"""Posterior mean in standard deviations from which a term is kept."""
VAGUE: Final = 1e-4
"""Prior precision of the constant and the lists."""
PRIOR_VARIANCE: Final = 1.0
"""Prior variance of an interaction."""
_NOISE: Final = 3.0
"""Standard errors from the threshold within which chance may have decided."""
_MOST_MOVES: Final = 8 * MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One interaction, as the posterior of the model in which it was tried sees it."""

    term: int
    """Bitmask of its lists."""
    mean: float
    sd: float
    error: float
    """Standard error that chance leaves in ``ratio``."""

    @property
    def ratio(self) -> float:
        """Posterior mean in standard deviations."""
        return self.mean / self.sd

    @property
    def kept(self) -> bool:
        """Whether it stands out."""
        return abs(self.ratio) >= THRESHOLD

    @property
    def close(self) -> bool:
        """Whether other random numbers might have decided otherwise."""
        return abs(abs(self.ratio) - THRESHOLD) < _NOISE * self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholded:
    """The model that was reached and the posterior of the number unseen under it."""

    terms: tuple[int, ...]
    """Bitmasks of the model, 0 first."""
    weighed: tuple[Weighed, ...]
    """Every interaction that was tried."""
    unseen: NDArray[np.float64]
    """Draws of the number on no list, groups x draws."""
    rhat: float
    """Largest R-hat of the coefficients of the last fit."""
    ess: float
    """Independent draws of the number unseen that these are worth."""
    accepted: float


def select_by_threshold(
    counts: NDArray[np.float64], order: int, groups: int, chance: np.random.Generator
) -> Thresholded:
    """Return the model of the terms of up to ``order`` lists that stand out.

    ``counts`` are the 2^K counts of ``cross_table``; every list must name somebody.
    """
    lists = len(counts).bit_length() - 1
    model = terms(lists, 1)
    weighed: list[Weighed] = []
    walk: PosteriorWalk | None = None
    for size in range(2, min(order, lists - 1) + 1):
        tried = _candidates(lists, size, frozenset(model))
        if not tried:
            break
        larger = (*model, *tried)
        walk = _walk(counts, larger, groups, chance)
        looked = _weighed(walk, larger, tried)
        weighed += looked
        model = (*model, *(one.term for one in looked if one.kept))
        if model != larger:
            walk = None
    walk = walk or _walk(counts, model, groups, chance)
    draws = walk.walk()
    unseen = np.exp(draws[:, :, 0])
    return Thresholded(
        terms=model,
        weighed=tuple(weighed),
        unseen=unseen,
        rhat=max(rank_normalised_rhat(draws[:, :, place]) for place in range(len(model))),
        ess=bulk_ess(unseen),
        accepted=walk.accepted,
    )


def code_without_prior(counts: NDArray[np.float64], model: Sequence[int]) -> Existence:
    """Return whether the counts alone, without a prior, would give the model one estimate."""
    scene = laid_out(counts, np.ones((1, len(model)), dtype=np.bool_), tuple(model))
    return Existence(int(existence(scene.design, counts > 0, scene.columns, scene.cells)[0]))


def _candidates(lists: int, size: int, model: frozenset[int]) -> tuple[int, ...]:
    return tuple(
        term
        for term in terms(lists, size)
        if term.bit_count() == size and all(term & ~(1 << one) in model for one in members(term))
    )


def _walk(
    counts: NDArray[np.float64], model: tuple[int, ...], groups: int, chance: np.random.Generator
) -> PosteriorWalk:
    design = design_matrix(len(counts).bit_length() - 1, model)[1:]
    sizes = np.array([term.bit_count() for term in model])
    precision = np.where(sizes > 1, 1 / PRIOR_VARIANCE, VAGUE)
    return PosteriorWalk(design, counts[1:], precision, groups, chance)


def _weighed(walk: PosteriorWalk, model: tuple[int, ...], tried: tuple[int, ...]) -> list[Weighed]:
    """Return what the posterior says of these terms, asked for longer where one is close."""
    moves = MOVES
    draws = walk.walk(moves)
    while True:
        looked = [_weighed_one(draws[:, :, model.index(term)], term) for term in tried]
        if moves >= _MOST_MOVES or not any(one.close for one in looked):
            return looked
        draws = walk.walk(moves)
        moves *= 2


def _weighed_one(values: NDArray[np.float64], term: int) -> Weighed:
    mean, sd = float(values.mean()), float(values.std())
    # The mean of m independent draws is off by 1 / sqrt(m), their sd by a share 1 / sqrt(2 m).
    error = np.sqrt((1 + (mean / sd) ** 2 / 2) / max(bulk_ess(values), 1.0))
    return Weighed(term=term, mean=mean, sd=sd, error=float(error))
