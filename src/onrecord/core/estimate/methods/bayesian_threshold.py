"""How many in all, by the interactions of lists that stand out from the doubt about them?"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.bayesian_threshold import (
    PRIOR_VARIANCE,
    THRESHOLD,
    Thresholded,
    code_without_prior,
    select_by_threshold,
)
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.hierarchical_model import HierarchicalModel, members, terms
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "bayesian-threshold"

_ORDER: Final = 2
_SETTLED: Final = 1.05
"""R-hat above which there is no number."""


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    counts = cross_table(ordered)
    # Without this the vague prior of the constant alone would hold the number.
    if code_without_prior(counts, terms(len(ordered.lists), 1)) != Existence.OK:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    seed = 1 if options.seed is None else options.seed
    order = options.order or _ORDER
    found = select_by_threshold(counts, order, options.chains, np.random.default_rng(seed))
    if not found.rhat <= _SETTLED:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_CONVERGED))]
    draws = table.observed + found.unseen.ravel()
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
            model=HierarchicalModel.from_masks(found.terms, ordered.lists),
            diagnostics=_diagnostics(found, order, ordered.lists),
            warnings=tuple(_warnings(found, counts, ordered.lists)),
            seed=seed,
            draws=draws,
        )
    ]


def _diagnostics(found: Thresholded, order: int, lists: tuple[str, ...]) -> dict[str, Json]:
    return {
        "order": order,
        "threshold": THRESHOLD,
        "prior_variance": PRIOR_VARIANCE,
        "interactions": [
            {
                "lists": [lists[one] for one in members(look.term)],
                "mean": look.mean,
                "sd": look.sd,
                "kept": look.kept,
            }
            for look in found.weighed
        ],
        "rhat": found.rhat,
        "ess": found.ess,
        "accepted": found.accepted,
    }


def _warnings(
    found: Thresholded, counts: NDArray[np.float64], lists: tuple[str, ...]
) -> list[Remark]:
    remarks = []
    close = [_together(look.term, lists) for look in found.weighed if look.close]
    if close:
        remarks.append(Remark.of(sentences.CLOSE_TO_THRESHOLD, lists="; ".join(close)))
    if code_without_prior(counts, found.terms) != Existence.OK:
        remarks.append(Remark.of(sentences.HELD_BY_PRIOR))
    return remarks


def _together(term: int, lists: tuple[str, ...]) -> str:
    return " + ".join(lists[one] for one in members(term))


METHOD = Method(
    name=_NAME,
    title="Log-linear model, interactions that stand out in a posterior",
    assumption=(
        "Lists depend on one another only weakly unless the records show otherwise, only where the "
        "records show it clearly, and in the same way among the people on no list."
    ),
    minimum_lists=3,
    maximum_lists=12,
    draws=True,
    compute=_compute,
)
