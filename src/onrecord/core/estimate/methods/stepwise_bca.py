"""How many in all, by stepwise selection, with the doubt of the selection in the interval?"""

from __future__ import annotations

from functools import partial

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.bca import bootstrap, told
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.resampling import stepwise_totals
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.estimate.stepwise import select_stepwise
from onrecord.core.estimate.stepwise_model import fitted, model_of
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "stepwise-bca"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    counts = cross_table(ordered)
    selected = select_stepwise(counts)
    if selected is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    total = table.observed + selected.unseen
    resampled = bootstrap(
        counts,
        total,
        partial(stepwise_totals, threads=options.threads),
        samples=options.samples_or(),
        level=options.level,
        chance=np.random.default_rng(1 if options.seed is None else options.seed),
    )
    described = fitted(selected, table.observed)
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=total,
            interval=resampled.interval if resampled else None,
            model=model_of(selected, ordered.lists),
            aic=described["aic"],
            bic=described["bic"],
            deviance=described["deviance"],
            diagnostics={**described["diagnostics"], **told(resampled, options.samples_or())},
            warnings=() if resampled else (Remark.of(sentences.NOT_SURROUNDED),),
            draws=resampled.draws if resampled else None,
        )
    ]


METHOD = Method(
    name=_NAME,
    title="Log-linear model, pairs taken in step by step, resampled",
    assumption=(
        "Lists depend on one another in pairs only, and the dependence is the same among the "
        "people on no list. The interval holds the doubt about which pairs to take in."
    ),
    minimum_lists=3,
    maximum_lists=12,
    draws=True,
    compute=_compute,
)
