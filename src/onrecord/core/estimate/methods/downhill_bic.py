"""How many in all, by the log-linear model to which BIC leads one term at a time?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.downhill import Descent, Tried, go_downhill
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.estimate.selection import DISAGREE, MOST_LISTS, model_estimate
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "downhill-bic"
_ORDER: Final = 2
_NEAR: Final = 6.0


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    order = min(options.order or _ORDER, len(table.lists) - 1)
    descent = go_downhill(cross_table(ordered), order)
    if descent is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    reached = descent.path[-1]
    model = _model(reached, ordered, table)
    described = model_estimate(_NAME, table, model, options)
    if described.N is None:
        return [described]
    near = sorted(
        (tried for tried in descent.tried if tried.bic <= reached.bic + _NEAR),
        key=lambda tried: tried.bic,
    )
    found: dict[str, Json] = {
        "order": order,
        "criterion": "bic",
        "models_fitted": descent.fitted,
        "path": [_row(tried, ordered, table) for tried in descent.path],
        "near_best": [_row(tried, ordered, table) for tried in near],
    }
    answer = replace(described, diagnostics={**described.diagnostics, **found})
    return [answer.warned(*_warnings(descent, near, table))]


def _model(tried: Tried, ordered: CaptureHistories, table: CaptureHistories) -> HierarchicalModel:
    """Return the model with its lists in the order of the table."""
    model = HierarchicalModel.from_masks(tried.model, ordered.lists)
    return HierarchicalModel.of(model.generators, table.lists)


def _row(tried: Tried, ordered: CaptureHistories, table: CaptureHistories) -> dict[str, Json]:
    model = _model(tried, ordered, table)
    return {
        "model": model.by_numbers(table.lists),
        "terms": model.by_lists(),
        "N": table.observed + tried.unseen,
        "bic": tried.bic,
    }


def _warnings(descent: Descent, near: list[Tried], table: CaptureHistories) -> list[Remark]:
    warnings = [Remark.of(sentences.NOT_EVERY_MODEL, fitted=descent.fitted, maximum=MOST_LISTS)]
    totals = [table.observed + tried.unseen for tried in near]
    if max(totals) > DISAGREE * min(totals):
        warnings.append(
            Remark.of(
                sentences.NEAR_BEST_DISAGREE,
                models=len(totals),
                criterion="BIC",
                low=min(totals),
                high=max(totals),
            )
        )
    return warnings


METHOD = Method(
    name=_NAME,
    title="Log-linear model found by going downhill in BIC",
    assumption=(
        "The way the lists depend on one another is the same among the people on no list as "
        "among those on some, and adding or leaving out one dependence at a time leads to the "
        "model that describes it."
    ),
    minimum_lists=3,
    maximum_lists=12,
    compute=_compute,
)
