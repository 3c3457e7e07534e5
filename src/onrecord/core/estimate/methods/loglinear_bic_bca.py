"""How many in all, by BIC over all models, with the doubt of the choice in the interval?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.bca import bca, bootstrap, resamples, told
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.resampling import best_totals
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.estimate.selection import considered_models, selected_estimate, too_many_lists
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "loglinear-bic-bca"
_SUBSETS: Final = (1, 5, 10, 50, 100)
"""Numbers of best models for which the interval is shown as well (Silverman and others 2024)."""


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    chosen = selected_estimate(_NAME, ordered, options, "bic")
    if chosen.N is None:
        return [replace(chosen, lists=table.lists)]
    models = considered_models(ordered, options)
    ranked = sorted(models.estimable(), key=_bic)[: options.top]
    masks = [fit.model.masks(ordered.lists) for fit in ranked]
    counts = cross_table(ordered)
    seed = 1 if options.seed is None else options.seed
    resampled = bootstrap(
        counts,
        chosen.N,
        partial(best_totals, models=masks, threads=options.threads),
        samples=options.samples,
        level=options.level,
        chance=np.random.default_rng(seed),
    )
    diagnostics = {
        **chosen.diagnostics,
        **told(resampled, options.samples),
        "models_resampled": len(ranked),
        "by_models": _by_models(counts, chosen.N, masks, options, seed),
    }
    diagnostics.pop("other_interval", None)
    warnings = (
        chosen.warnings
        if resampled
        else (
            *chosen.warnings,
            Remark.of(sentences.NOT_SURROUNDED),
        )
    )
    return [
        replace(
            chosen,
            interval=resampled.interval if resampled else None,
            diagnostics=diagnostics,
            warnings=warnings,
            draws=resampled.draws if resampled else None,
        )
    ]


def _by_models(
    counts: np.ndarray,
    total: float,
    masks: list[frozenset[int]],
    options: Options,
    seed: int,
) -> list[Json]:
    """Return the interval when each sample chooses among the best 1, 5, 10, ... models only."""
    rows = resamples(counts, options.samples, np.random.default_rng(seed))
    occupied = np.flatnonzero(counts > 0)
    without = np.tile(counts, (len(occupied), 1))
    without[np.arange(len(occupied)), occupied] -= np.minimum(1.0, counts[occupied])
    shown: list[Json] = []
    for size in _SUBSETS:
        if size >= len(masks):
            break
        drawn = best_totals(rows, masks[:size], options.threads)
        left = best_totals(without, masks[:size], options.threads)
        found = bca(total, drawn[np.isfinite(drawn)], left, counts[occupied], (options.level,))
        if found is not None:
            ((low, high),) = found[0]
            shown.append({"models": size, "low": low, "high": high})
    return shown


def _bic(fit: ModelFit) -> tuple[float, int, tuple[tuple[str, ...], ...]]:
    return (np.inf if fit.bic is None else fit.bic, fit.parameters, fit.model.generators)


METHOD = Method(
    name=_NAME,
    title="Log-linear model chosen by BIC, resampled",
    assumption=(
        "The way the lists depend on one another is the same among the people on no list as "
        "among those on some, and no dependence joins all lists at once. The interval holds the "
        "doubt about which model is right."
    ),
    minimum_lists=3,
    draws=True,
    compute=_compute,
    reason=too_many_lists,
)
