"""How many in all, by the pairs of lists that are taken in one after the other?"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.poisson_fit import intercept_variance
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.estimate.stepwise import select_stepwise
from onrecord.core.estimate.stepwise_model import fitted, model_of
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "stepwise"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    selected = select_stepwise(cross_table(ordered))
    if selected is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    scene, fits = selected.scene, selected.fits
    spread = np.sqrt(intercept_variance(scene.design, scene.columns[0], fits.means[0]))
    reach = float(np.exp(ndtri(0.5 + options.level / 2) * spread))
    unseen = selected.unseen
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=table.observed + unseen,
            interval=Interval(
                low=table.observed + unseen / reach,
                high=table.observed + unseen * reach,
                level=options.level,
                method=IntervalMethod.CONDITIONAL,
            ),
            model=model_of(selected, ordered.lists),
            **fitted(selected, table.observed),
            warnings=(Remark.of(sentences.CONDITIONAL_INTERVAL),),
        )
    ]


METHOD = Method(
    name=_NAME,
    title="Log-linear model, pairs taken in step by step",
    assumption=(
        "Lists depend on one another in pairs only, the pairs that were taken in are the right "
        "ones, and the dependence is the same among the people on no list."
    ),
    minimum_lists=3,
    maximum_lists=12,
    compute=_compute,
)
