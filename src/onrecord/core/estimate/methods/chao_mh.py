"""At least how many in all, by those on one list and on two (Chao, bias-corrected, Mh)."""

from __future__ import annotations

from onrecord.core.estimate.cross_table import capture_frequencies
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "chao-mh"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    frequencies = capture_frequencies(table)
    once, twice = float(frequencies[1]), float(frequencies[2])
    lists = len(table.lists)
    share = (lists - 1) / lists
    # With fractional counts below one the correction would turn negative.
    pairs = max(once * (once - 1), 0.0)
    unseen = share * pairs / (2 * (twice + 1))
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=table.observed + unseen,
            interval=log_normal_interval(
                table.observed,
                table.observed + unseen,
                _variance(once, twice, share),
                options.level,
            ),
            diagnostics={
                "on_one_list": once,
                "on_two_lists": twice,
                "standard_error": _variance(once, twice, share) ** 0.5,
            },
        )
    ]


def _variance(once: float, twice: float, share: float) -> float:
    """Return the variance of the bias-corrected bound (Chao 1987; Colwell 2013, equation 8)."""
    more = twice + 1
    first = share * max(once * (once - 1), 0.0) / (2 * more)
    second = share**2 * once * (2 * once - 1) ** 2 / (4 * more**2)
    third = share**2 * once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    return first + second + third


METHOD = Method(
    name=_NAME,
    title="Chao's lower bound, every list of equal reach (Mh)",
    assumption=(
        "People differ in how likely they are to be listed, every list reaches equally many, and "
        "no list depends on another. Then the number is a lower bound."
    ),
    minimum_lists=2,
    lower_bound=True,
    compute=_compute,
)
