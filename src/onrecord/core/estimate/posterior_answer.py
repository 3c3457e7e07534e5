"""What of a posterior over the number unseen goes into an answer, the same for every method?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Json
from onrecord.core.estimate.unseen_posterior import UnseenPosterior
from onrecord.core.kernel.remark import Remark

DRAWN: Final[NDArray[np.float64]] = (np.arange(2000) + 0.5) / 2000
"""Shares whose quantiles stand for the posterior as draws of equal weight, without chance."""
DRAWN.setflags(write=False)

_MOST_BEYOND: Final = 0.5
"""Belief beyond the last number above which the middle of the belief is not known."""


def posterior_interval(posterior: UnseenPosterior, observed: float, level: float) -> Interval:
    """Return the interval that leaves as much belief below as above; in persons."""
    tail = (1 - level) / 2
    low, high = (observed + posterior.quantile((tail, 1 - tail))).tolist()
    return Interval(low=low, high=high, level=level, method=IntervalMethod.POSTERIOR)


def why_no_end(posterior: UnseenPosterior) -> Remark | None:
    """Return why a posterior gives no number: most of it lies beyond every number that is tried."""
    if posterior.beyond <= _MOST_BEYOND:
        return None
    return Remark.of(sentences.GRID_ENDS, share=f"{100 * posterior.beyond:.0f}")


def shown_expansion(shares: Sequence[float], values: Sequence[float | None]) -> dict[str, Json]:
    """Return quantiles of N/n by their names, such as ``95%``."""
    return {f"{share:.0%}": value for share, value in zip(shares, values, strict=True)}
