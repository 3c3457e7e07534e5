"""How many people are on no list, averaged over all hierarchical log-linear models?

Every model up to an order is as likely as another before the lists are seen; the prior on the sizes
of its terms is that of ``loglinear_laplace``, and the flat constant makes the prior on N 1/N. The
posterior of the number unseen under a model is computed at a few numbers around its own peak, as
the evidence of the table with that many people in the unseen cell, and joined by cubics; what is
averaged are these posteriors, each times the evidence of its model.

Laplace's approximation of the sizes of the terms is the one thing that is not exact: against
importance sampling it moves the logarithm of an evidence by some 0.005 where all cells are well
filled (Kosovo), 0.1 in sparse tables, and 0.25 for a model with a term whose lists share nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.hierarchical_model import (
    HierarchicalModel,
    all_models,
    named_models,
    terms,
)
from onrecord.core.estimate.loglinear_laplace import (
    Laplace,
    balanced_design,
    laplace,
    log_prior,
)
from onrecord.core.estimate.unseen_posterior import (
    UnseenPosterior,
    interpolated_rows,
    posterior_of,
    start_nodes,
)
from onrecord.core.kernel.capture_histories import CaptureHistories

_Floats = NDArray[np.float64]

FAR: Final = 1e6
"""Times the observed up to which numbers unseen are considered."""
_LEFT_OUT: Final = 1e-4
"""Belief in models that are left out after a first look."""
_MOST_MODELS: Final = 3000
"""Models that are averaged at most; six lists have 32,768."""
_PLACES: Final = np.array([-6.5, -4.8, -3.4, -2.3, -1.5, -0.7, 0, 0.7, 1.5, 2.3, 3.4, 4.8, 6.5])
"""Where a model's posterior is computed, in standard deviations from its peak."""
_VARIANCES: Final = np.array([-6.5, -4.6, -3.3, -2.2, -1.1, 0, 1.1, 2.2, 3.4, 5, 7.5, 11])
"""Where the variance of the sizes is put, in standard deviations of its logarithm."""
_MIXED: Final = (0, 3, 6, 9, 12)
"""Places at which all variances are tried; elsewhere the likeliest, with what they add there."""
_SPACING: Final = 0.02
_COMPILED_FROM: Final = 5
"""Lists from which the compiled climb is worth the time that loading it takes."""
_MODELS_AT_ONCE: Final = 400
_WEIGHED: Final = 1_000_000
"""Models times numbers of one block."""


@dataclass(frozen=True, slots=True)
class ModelBelief:
    """One model: the belief in it, and the middle of its own posterior of the number unseen."""

    model: HierarchicalModel
    probability: float
    unseen: float


@dataclass(frozen=True, slots=True)
class ModelAverage:
    """The posterior of the number unseen, and what is believed of the models, most likely first."""

    unseen: UnseenPosterior
    models: tuple[ModelBelief, ...]
    considered: int
    left_out: float
    """Belief, after the first look, in the models that were left out."""


@lru_cache(maxsize=16)
def average_models(table: CaptureHistories, order: int, threads: int = 1) -> ModelAverage | None:
    """Average over every hierarchical model of up to ``order`` lists in a term.

    The table (3 to 6 lists) must be fully covered, and each list must name somebody. None where no
    model's posterior could be found. The answer does not depend on ``threads``.
    """
    lists = len(table.lists)
    columns = terms(lists, order)
    design = balanced_design(lists, columns)
    models = all_models(lists, order)
    counts = cross_table(table)
    threads = threads if lists >= _COMPILED_FROM and fast.available() else 0
    first = _first_look(design, counts, models, threads)
    kept, left_out = _kept(first.log_evidence)
    if not len(kept):
        return None
    places, logs = _around_peaks(design, counts, models[kept], first.take(kept), threads)
    sound = np.isfinite(logs).all(axis=1)
    if not sound.any():
        return None
    kept, places, logs = kept[sound], places[sound], logs[sound]

    def log_density(unseen: _Floats) -> _Floats:
        return np.concatenate(
            [
                _log_sum(interpolated_rows(np.log1p(block), places, logs))
                for block in np.array_split(unseen, 1 + len(unseen) * len(kept) // _WEIGHED)
            ]
        )

    last = FAR * table.observed
    found = posterior_of(log_density, start_nodes(table.observed, last, _SPACING))
    probability, middle = _weighed(found, places, logs)
    names = named_models(table.lists, order)
    beliefs = tuple(
        ModelBelief(names[kept[row]], float(probability[row]), float(middle[row]))
        for row in np.argsort(-probability, kind="stable")
    )
    return ModelAverage(found, beliefs, len(models), left_out)


def _first_look(
    design: _Floats, counts: _Floats, models: NDArray[np.bool_], threads: int
) -> Laplace:
    """Integrate every model over the cells that were seen."""
    seen = np.ones(len(counts), dtype=np.bool_)
    seen[0] = False
    every = np.tile(counts, (len(models), 1))
    return laplace(design, every, models, seen, threads=threads)


def _kept(log_evidence: _Floats) -> tuple[NDArray[np.intp], float]:
    """Return the models that together hold all but a ten-thousandth of the belief, and the rest.

    Of more than the most that are averaged, the least likely are left out too.
    """
    finite = np.isfinite(log_evidence)
    if not finite.any():
        return np.empty(0, dtype=np.intp), 0.0
    share = np.where(finite, np.exp(log_evidence - log_evidence[finite].max()), 0.0)
    share /= share.sum()
    order = np.argsort(-share, kind="stable")
    reached = np.cumsum(share[order])
    size = min(int(np.searchsorted(reached, 1 - _LEFT_OUT)) + 1, len(order), _MOST_MODELS)
    return np.sort(order[:size]), max(float(1 - reached[size - 1]), 0.0)


def _around_peaks(
    design: _Floats,
    counts: _Floats,
    models: NDArray[np.bool_],
    first: Laplace,
    threads: int,
) -> tuple[_Floats, _Floats]:
    """Return B x 13 places on the scale log(1 + x), and the logarithm of the posterior there."""
    places = _places(first, FAR * counts.sum())
    apart = np.sqrt(2 / (models.sum(axis=1) - 1))[:, None] * _VARIANCES
    tried = first.log_variance[:, None] + apart
    blocks = np.array_split(np.arange(len(models)), 1 + len(models) // _MODELS_AT_ONCE)
    found = [
        _evidences(
            design, counts, models[rows], first.take(rows), (places[rows], tried[rows]), threads
        )
        for rows in blocks
    ]
    logs = np.concatenate([likeliest for likeliest, _every in found])
    every = np.concatenate([all_tried for _likeliest, all_tried in found])
    weight = log_prior(tried) + np.log(np.gradient(apart, axis=1))
    mixed = _log_sum(np.moveaxis(every + weight[:, None, :], 2, 0))
    added = mixed - logs[:, _MIXED]
    curves = zip(places, places[:, _MIXED], added, strict=True)
    return places, logs + np.array(
        [interpolated_rows(at, known[None], value[None])[0] for at, known, value in curves]
    )


def _places(first: Laplace, last: float) -> _Floats:
    mean = np.exp(np.clip(first.unseen, -5.0, np.log(last)))
    centre = np.log1p(mean)
    spread = np.sqrt(first.spread**2 + 1 / mean) * mean / (1 + mean)
    spread = np.clip(spread, 1e-4, 3.0)
    # To the left there is no less than nobody.
    left = np.minimum(spread, centre / -_PLACES[0])
    return np.asarray(
        centre[:, None] + np.where(_PLACES < 0, left[:, None], spread[:, None]) * _PLACES
    )


def _evidences(  # noqa: PLR0917
    design: _Floats,
    counts: _Floats,
    models: NDArray[np.bool_],
    first: Laplace,
    points: tuple[_Floats, _Floats],
    threads: int,
) -> tuple[_Floats, _Floats]:
    """Return the evidence at B x 13 places with the likeliest variance, and at B x 5 x 12 others.

    ``points`` are the places (B x 13) and the variances to be tried (B x 12).
    """
    places, tried = points
    size = len(models)
    steps = np.concatenate([np.arange(len(_PLACES)), np.repeat(_MIXED, len(_VARIANCES))])
    variance = np.concatenate(
        [
            np.tile(first.log_variance[:, None], len(_PLACES)),
            np.tile(tried, len(_MIXED)),
        ],
        axis=1,
    )
    trial = np.tile(counts, (size * len(steps), 1))
    trial[:, 0] = np.expm1(places[:, steps]).reshape(-1)
    logs = laplace(
        design,
        trial,
        np.repeat(models, len(steps), axis=0),
        np.ones(len(counts), dtype=np.bool_),
        log_variance=variance.reshape(-1),
        start=np.repeat(first.sizes, len(steps), axis=0),
        threads=threads,
    ).log_evidence.reshape(size, -1)
    likeliest, others = logs[:, : len(_PLACES)], logs[:, len(_PLACES) :]
    return likeliest, others.reshape(size, len(_MIXED), len(_VARIANCES))


def _log_sum(logs: _Floats) -> _Floats:
    highest = logs.max(axis=0)
    return np.asarray(highest + np.log(np.exp(logs - highest).sum(axis=0)))


def _weighed(found: UnseenPosterior, places: _Floats, logs: _Floats) -> tuple[_Floats, _Floats]:
    """Return the belief in each model, and the middle of its posterior of the number unseen."""
    at = np.log1p(found.nodes)
    probability, middle = np.empty(len(places)), np.empty(len(places))
    step = max(1, _WEIGHED // len(at))
    for begin in range(0, len(places), step):
        rows = slice(begin, begin + step)
        logs_here = interpolated_rows(at, places[rows], logs[rows]) - found.node_logs
        mass = np.exp(np.minimum(logs_here, 0.0)) * found.node_mass
        probability[rows] = mass.sum(axis=1)
        # Of the mass of a node one half lies before it.
        reached = (np.cumsum(mass, axis=1) - mass / 2) / np.maximum(mass.sum(axis=1), 1e-300)[
            :, None
        ]
        middle[rows] = [float(np.interp(0.5, share, found.nodes)) for share in reached]
    return probability / probability.sum(), middle
