"""Between which totals the truth lies, if the number unseen is log-normal (Chao 1987)."""

from __future__ import annotations

import math

from scipy.special import ndtri

from onrecord.core.estimate.profile import Interval, IntervalMethod


def log_normal_interval(observed: float, total: float, variance: float, level: float) -> Interval:
    """Return limits that are never below what was observed; all in persons."""
    unseen = total - observed
    low = high = total
    if unseen > 0:
        spread = math.sqrt(math.log1p(variance / unseen**2))
        factor = math.exp(float(ndtri(0.5 + level / 2)) * spread)
        low, high = observed + unseen / factor, observed + unseen * factor
    return Interval(low=low, high=high, level=level, method=IntervalMethod.LOG_NORMAL)
