"""How many in all, averaged over every hierarchical log-linear model of the lists?"""

from __future__ import annotations

from typing import Final

from onrecord.core.estimate import sentences
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear_averaging import ModelAverage, ModelBelief, average_models
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.posterior_answer import DRAWN, posterior_interval, why_no_end
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.estimate.selection import too_many_models
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "loglinear-averaging"
_ORDERS: Final = {3: 2, 4: 3, 5: 2, 6: 2}
"""Lists in the largest term when nobody says: as where one model is chosen."""
_SHOWN: Final = 10
_NEAR: Final = 0.05
_DISAGREE: Final = 1.5
_CUT: Final = 0.005


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    lists = len(table.lists)
    order = _ORDERS[lists] if options.order is None else min(options.order, lists - 1)
    found = average_models(table.canonical(), order, options.threads)
    if found is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_CONVERGED))]
    endless = why_no_end(found.unseen)
    if endless is not None:
        return [refusal(_NAME, table, endless)]
    mean = found.unseen.mean
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=table.observed + float(found.unseen.quantile(0.5)),
            interval=posterior_interval(found.unseen, table.observed, options.level),
            diagnostics={
                "order": order,
                "models_considered": found.considered,
                "models_averaged": len(found.models),
                "belief_left_out": found.left_out,
                "mean": None if mean is None else table.observed + mean,
                "mode": table.observed + found.unseen.mode,
                "models": [_row(one, table) for one in found.models[:_SHOWN]],
                "mass_beyond": found.unseen.beyond,
            },
            warnings=tuple(_warnings(found, table)),
            draws=table.observed + found.unseen.quantile(DRAWN),
        )
    ]


def _row(one: ModelBelief, table: CaptureHistories) -> dict[str, Json]:
    model = HierarchicalModel.of(one.model.generators, table.lists)
    return {
        "model": model.by_numbers(table.lists),
        "terms": model.by_lists(),
        "probability": one.probability,
        "N": table.observed + one.unseen,
    }


def _warnings(found: ModelAverage, table: CaptureHistories) -> list[Remark]:
    warnings = []
    best = found.models[0].probability
    totals = [
        table.observed + one.unseen for one in found.models if one.probability >= _NEAR * best
    ]
    if max(totals) > _DISAGREE * min(totals):
        warnings.append(
            Remark.of(
                sentences.MODELS_DISAGREE,
                models=len(totals),
                low=min(totals),
                high=max(totals),
            )
        )
    if found.left_out > _CUT:
        share = f"{100 * found.left_out:.2g}"
        warnings.append(Remark.of(sentences.MODELS_LEFT_OUT, share=share))
    if found.unseen.beyond > _CUT:
        share = f"{100 * found.unseen.beyond:.2g}"
        warnings.append(Remark.of(sentences.GRID_ENDS, share=share))
    return warnings


METHOD = Method(
    name=_NAME,
    title="Average over log-linear models (Bayesian)",
    assumption=(
        "The way the lists depend on one another is the same among the people on no list as "
        "among those on some, no dependence joins all lists at once, and before any list is seen, "
        "every model is as likely as another."
    ),
    minimum_lists=3,
    compute=_compute,
    reason=too_many_models,
)
