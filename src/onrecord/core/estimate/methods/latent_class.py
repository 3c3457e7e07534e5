"""How many in all, if people fall into classes within which no list depends on another?

The number is the median of the posterior of N and the interval its quantiles; chains, priors and
their diagnostics are in ``latent_class_run`` and ``expansion_prior``.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.expansion_prior import (
    CLASSICAL,
    ImpliedPrior,
    implied_prior,
    rates_for_expansion,
)
from onrecord.core.estimate.latent_class import MOST_TIMES, Floats, Occupied, ladder, whole_persons
from onrecord.core.estimate.latent_class_run import ENOUGH, SETTLED, Run, run_chains
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.posterior_modes import posterior_modes
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "latent-class"

_HOPELESS: Final = 1.05
"""R-hat above which there is no number."""
_PRIOR_ANSWERS: Final = 0.15
"""Kolmogorov distance of the posterior of N/n from its prior below which there is no number."""
_PRIOR_WEIGHS: Final = 0.3
"""Distance below which the reader is warned."""
_NEAR_CAP: Final = 0.5
"""Part of the cap from which a draw counts as near to it."""
_NOTICED: Final = 0.001
"""Share of draws near the cap above which the reader is warned."""


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    occupied = _occupied(ordered, options)
    if occupied is None:
        return [refusal(_NAME, table, Remark.of(sentences.ROUNDED_AWAY))]
    seed = 1 if options.seed is None else options.seed
    run = run_chains(occupied, chains=options.chains, seed=seed, threads=options.threads)
    prior = implied_prior(occupied.lists, occupied.classes, occupied.rates)
    diagnostics = _diagnostics(run, prior, occupied, table.observed)
    reason = _reason(run, prior, table.observed)
    if reason is not None:
        return [
            Estimate(
                method=_NAME,
                lists=table.lists,
                observed=table.observed,
                stratum=table.stratum,
                diagnostics=diagnostics,
                refused=reason,
                seed=seed,
            )
        ]
    draws = table.observed + run.unseen.ravel()
    tail = (1 - options.level) / 2
    low, middle, high = np.quantile(draws, (tail, 0.5, 1 - tail)).tolist()
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=middle,
            interval=Interval(
                low=low, high=high, level=options.level, method=IntervalMethod.POSTERIOR
            ),
            diagnostics=diagnostics,
            warnings=tuple(_warnings(ordered, occupied, run, prior)),
            seed=seed,
            draws=draws,
        )
    ]


def _occupied(table: CaptureHistories, options: Options) -> Occupied | None:
    """Return the cells in whole persons, or None where rounding leaves no overlap."""
    counts = whole_persons(table.counts)
    kept = counts > 0
    histories = table.histories[kept]
    if not np.any(histories.sum(axis=1) > 1):
        return None
    lists = len(table.lists)
    rates = CLASSICAL
    if options.expansion is not None:
        rates = rates_for_expansion(options.expansion, lists)
    # More classes than combinations of lists could not be told apart.
    classes = min(options.classes, 2**lists - 1)
    return Occupied(histories, ladder(counts[kept]), rates, classes)


def _reason(run: Run, prior: ImpliedPrior, observed: float) -> Remark | None:
    """Return why there is no number, or None."""
    if run.rhat > _HOPELESS:
        medians = np.sort(observed + np.median(run.unseen, axis=1)).tolist()
        return Remark.of(
            sentences.CHAINS_DISAGREE, rhat=run.rhat, sweeps=run.sweeps, answers=tuple(medians)
        )
    if prior.distance(_expansions(run)) < _PRIOR_ANSWERS:
        return Remark.of(sentences.PRIOR_IMPLIES_ANSWER)
    return None


def _warnings(
    table: CaptureHistories, occupied: Occupied, run: Run, prior: ImpliedPrior
) -> list[Remark]:
    said = []
    moved = float(np.abs(whole_persons(table.counts) - table.counts).sum()) / 2
    if moved > 0:
        said.append(Remark.of(sentences.ROUNDED_TO_PERSONS, moved=moved, observed=table.observed))
    worth = min(run.ess, run.tail_ess)
    if run.rhat > SETTLED or worth < ENOUGH:
        said.append(Remark.of(sentences.CHAINS_UNSETTLED, rhat=run.rhat, draws=worth))
    regions = _regions(table.observed, run)
    if len(regions) > 1:
        around = tuple(middle for middle, _ in regions)
        said.append(Remark.of(sentences.SEVERAL_MODES, answers=around))
    if prior.distance(_expansions(run)) < _PRIOR_WEIGHS:
        said.append(Remark.of(sentences.PRIOR_WEIGHS))
    share = _near_cap(run, occupied)
    if share > _NOTICED:
        said.append(Remark.of(sentences.NEAR_THE_CAP, share=share, times=MOST_TIMES))
    return said


def _diagnostics(
    run: Run, prior: ImpliedPrior, occupied: Occupied, observed: float
) -> dict[str, Json]:
    found = ImpliedPrior(np.sort(_expansions(run)))
    return {
        "rhat": float(run.rhat) if np.isfinite(run.rhat) else None,
        "ess": float(run.ess),
        "tail_ess": float(run.tail_ess),
        "chains": int(run.unseen.shape[0]),
        "sweeps": run.sweeps,
        "draws": int(run.unseen.size),
        "compiled": run.compiled,
        "rungs": occupied.rungs,
        "regions": [list(region) for region in _regions(observed, run)],
        "smallest_share_of_swaps": run.swaps,
        "classes": occupied.classes,
        "prior_of_rates": list(occupied.rates),
        "expansion_prior": prior.to_dict(),
        "expansion_posterior": found.to_dict(),
        "distance_from_prior": prior.distance(found.draws),
        "cap": MOST_TIMES,
        "share_near_cap": _near_cap(run, occupied),
    }


def _regions(observed: float, run: Run) -> list[tuple[float, float]]:
    """Return total and share of the draws of each region in which draws of the total lie."""
    # Half a person keeps the logarithm finite where nobody is unseen.
    found = posterior_modes(run.unseen.ravel() + 0.5)
    return [(observed + unseen - 0.5, share) for unseen, share in found]


def _expansions(run: Run) -> Floats:
    return np.asarray(1 / run.seen.ravel())


def _near_cap(run: Run, occupied: Occupied) -> float:
    persons = float(occupied.counts[0].sum())
    times = np.maximum(_expansions(run), 1 + run.unseen.ravel() / persons)
    return float(np.mean(times > _NEAR_CAP * MOST_TIMES))


METHOD = Method(
    name=_NAME,
    title="Latent classes, Bayesian (Manrique-Vallier)",
    assumption=(
        "People fall into groups that nobody sees, and within a group being on one list makes it "
        "neither more nor less likely to be on another; what no list saw of a group is like what "
        "the lists saw of it."
    ),
    minimum_lists=3,
    draws=True,
    compute=_compute,
)
