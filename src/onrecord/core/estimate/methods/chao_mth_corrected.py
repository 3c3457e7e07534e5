"""At least how many in all (Chao, Mth), corrected for the bias of small numbers?

A little is added to the cells of one and of two lists before the bound is fitted, so that it is
right on average to the second order, and exists where lists share few people or none (Rivest and
Levesque 2001; Rivest and Baillargeon 2007).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.chao_bound import chao_bound
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "chao-mth-corrected"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    counts = cross_table(table)
    added = _added(len(table.lists))
    bound = chao_bound(counts + added)
    if bound is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    plain = chao_bound(counts)
    total = table.observed + bound.unseen
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=total,
            # A profile would take the added persons for observed ones.
            interval=log_normal_interval(table.observed, total, bound.variance, options.level),
            model=bound.name,
            diagnostics={
                "df": bound.df,
                "parameters": bound.parameters,
                "added": float(added.sum()),
                "standard_error": bound.variance**0.5,
                "uncorrected": None if plain is None else table.observed + plain.unseen,
            },
        )
    ]


def _added(lists: int) -> NDArray[np.float64]:
    """Return the 2^K additions in persons, (K - 2)/2 to the single cells and 1 to the pairs."""
    sizes = np.array([mask.bit_count() for mask in range(1 << lists)])
    single = (lists - 2) / (2 * lists)
    double = 2 / (lists * (lists - 1))
    return np.where(sizes == 1, single, np.where(sizes == 2, double, 0.0))


METHOD = Method(
    name=_NAME,
    title="Chao's lower bound, lists of different reach, corrected for small numbers (Mth)",
    assumption=(
        "People differ in how likely they are to be listed, and beyond that no list depends on "
        "another. Then the number is a lower bound, right on average also where few people are "
        "on two lists."
    ),
    minimum_lists=3,
    maximum_lists=12,
    lower_bound=True,
    compute=_compute,
)
