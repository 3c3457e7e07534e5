"""How many in all, by the log-linear model that AIC prefers of all hierarchical models."""

from __future__ import annotations

from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.selection import selected_estimate, too_many_models
from onrecord.core.kernel.capture_histories import CaptureHistories

_NAME = "loglinear-aic"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    return [selected_estimate(_NAME, table, options, "aic")]


METHOD = Method(
    name=_NAME,
    title="Log-linear model chosen by AIC",
    assumption=(
        "The way the lists depend on one another is the same among the people on no list as "
        "among those on some, and no dependence joins all lists at once; AIC admits more "
        "dependence than BIC does."
    ),
    minimum_lists=2,
    compute=_compute,
    reason=too_many_models,
)
