"""How many in all, by the overlap of two lists, corrected for small numbers (Chapman 1951)."""

from __future__ import annotations

from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "chapman"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    first, second = (float(total) for total in table.list_totals())
    both = table.cell((1, 1))
    total = (first + 1) * (second + 1) / (both + 1) - 1
    # Variance of Seber (1970).
    variance = (first + 1) * (second + 1) * (first - both) * (second - both)
    variance /= (both + 1) ** 2 * (both + 2)
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=total,
            interval=log_normal_interval(table.observed, total, variance, options.level),
            diagnostics={"standard_error": variance**0.5, "on_both": both},
        )
    ]


METHOD = Method(
    name=_NAME,
    title="Two lists, Chapman (cannot be checked: two lists only)",
    assumption=(
        "The two lists are independent and everyone has the same chance of being on each. "
        "Nothing in two lists can show whether that is so."
    ),
    minimum_lists=2,
    maximum_lists=2,
    compute=_compute,
)
