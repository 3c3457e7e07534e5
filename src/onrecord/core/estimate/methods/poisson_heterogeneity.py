"""How many in all, if people differ in their chances by a Poisson law (base 2)?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.heterogeneity import heterogeneity_estimate
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "poisson-heterogeneity"


def _column(lists: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(2.0**lists - 1)


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    return [heterogeneity_estimate(_NAME, table, options, _column)]


METHOD = Method(
    name=_NAME,
    title="Heterogeneity after a Poisson law (Mth)",
    assumption=(
        "People differ in how likely they are to be listed, most of them little and a few much; "
        "beyond that no list depends on another."
    ),
    minimum_lists=3,
    maximum_lists=12,
    compute=_compute,
)
