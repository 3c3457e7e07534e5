"""At least how many in all, when lists differ in reach and people in visibility (Chao, Mth)."""

from __future__ import annotations

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.chao_bound import chao_bound
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.profile import profile_interval
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "chao-mth"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    bound = chao_bound(cross_table(table))
    if bound is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    fit = -2 * float(bound.fits.log_likelihood[0])
    total = table.observed + bound.unseen
    interval = profile_interval(bound.scene, total, options.level, options.interval)
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=total,
            interval=interval,
            model=bound.name,
            aic=fit + 2 * bound.parameters,
            bic=fit + float(np.log(table.observed)) * bound.parameters,
            deviance=float(bound.fits.deviance[0]),
            diagnostics={
                "df": bound.df,
                "parameters": bound.parameters,
                "pearson": float(bound.fits.pearson[0]),
                "standard_error": bound.variance**0.5,
                "profile_maximum": interval.maximum,
            },
            warnings=() if interval.high is not None else (Remark.of(sentences.NO_UPPER_LIMIT),),
        )
    ]


METHOD = Method(
    name=_NAME,
    title="Chao's lower bound, lists of different reach (Mth)",
    assumption=(
        "People differ in how likely they are to be listed, and beyond that no list depends on "
        "another. Then the number is a lower bound."
    ),
    minimum_lists=3,
    maximum_lists=12,
    lower_bound=True,
    compute=_compute,
)
