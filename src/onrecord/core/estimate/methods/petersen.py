"""How many in all, by the overlap of two lists (Lincoln and Petersen)."""

from __future__ import annotations

from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.selection import model_estimate
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "petersen"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    model = HierarchicalModel(tuple((name,) for name in table.lists))
    return [model_estimate(_NAME, table, model, options)]


METHOD = Method(
    name=_NAME,
    title="Two lists, Petersen (cannot be checked: two lists only)",
    assumption=(
        "The two lists are independent and everyone has the same chance of being on each. "
        "Nothing in two lists can show whether that is so."
    ),
    minimum_lists=2,
    maximum_lists=2,
    compute=_compute,
)
