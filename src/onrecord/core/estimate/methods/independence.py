"""How many in all, if no list depended on another."""

from __future__ import annotations

from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.selection import model_estimate
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "independence"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    model = HierarchicalModel(tuple((name,) for name in table.lists))
    return [model_estimate(_NAME, table, model, options)]


METHOD = Method(
    name=_NAME,
    title="All lists independent",
    assumption=(
        "Being on one list makes it neither more nor less likely to be on another, and everyone "
        "has the same chance of being on each list. Rarely true: shown to compare with."
    ),
    minimum_lists=3,
    maximum_lists=12,
    compute=_compute,
)
