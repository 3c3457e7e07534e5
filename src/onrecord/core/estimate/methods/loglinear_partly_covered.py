"""How many in all, when some lists could not have named some of the people?"""

from __future__ import annotations

from typing import Final

from onrecord.core.estimate import sentences
from onrecord.core.estimate.hierarchical_model import members
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.partly_covered import GroupedFit, fit_grouped_models, groups_of
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "partly-covered"
_ORDER: Final = 2
_NEAR: Final = 6.0
"""Units of BIC within which a model is shown beside the best."""
_DISAGREE: Final = 1.5
_BAD_FIT: Final = 0.01


def _reason(table: CaptureHistories, _options: Options) -> Remark | None:
    groups = groups_of(table)
    everybody = (1 << len(table.lists)) - 1
    if all(group.covered == everybody for group in groups):
        return Remark.of(sentences.EVERY_LIST_COVERS)
    alone = [group for group in groups if group.covered.bit_count() < 2]
    if alone:
        return Remark.of(
            sentences.COVERED_BY_ONE_LIST,
            persons=sum(group.observed for group in alone),
            lists=", ".join(table.lists[members(group.covered)[0]] for group in alone),
        )
    return None


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    order = min(options.order or _ORDER, len(table.lists) - 1)
    fits, considered = fit_grouped_models(ordered, order)
    if not fits:
        return [refusal(_NAME, table, Remark.of(sentences.NO_MODEL, models=considered))]
    ranked = sorted(fits, key=lambda fit: fit.rank)
    best = ranked[0]
    near = [fit for fit in ranked if fit.bic <= best.bic + _NEAR]
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=best.N,
            interval=log_normal_interval(table.observed, best.N, best.variance, options.level),
            model=best.model,
            aic=best.aic,
            bic=best.bic,
            deviance=best.deviance,
            diagnostics={
                "df": best.df,
                "pearson": best.pearson,
                "p": best.p,
                "parameters": best.parameters,
                "standard_error": best.variance**0.5,
                "reach": _reach(best),
                "groups": _groups(best),
                "models_considered": considered,
                "models_estimable": len(fits),
                "near_best": [_near_row(fit, ordered.lists) for fit in near],
            },
            warnings=(_supposed(best), *_disagreement(near), *_fit_warnings(best)),
        )
    ]


def _reach(fit: GroupedFit) -> str:
    return "own in each group" if fit.own_rates else "same in all groups"


def _groups(fit: GroupedFit) -> list[Json]:
    return [
        {
            "covered_by": list(group.covered),
            "observed": group.observed,
            "unseen": group.unseen,
            "N": group.observed + group.unseen,
        }
        for group in fit.groups
    ]


def _near_row(fit: GroupedFit, lists: tuple[str, ...]) -> dict[str, Json]:
    return {
        "model": fit.model.by_numbers(lists),
        "terms": fit.model.by_lists(),
        "reach": _reach(fit),
        "N": fit.N,
        "bic": fit.bic,
    }


def _supposed(fit: GroupedFit) -> Remark:
    lists = {name for group in fit.groups for name in group.covered}
    partly = sum(group.observed for group in fit.groups if len(group.covered) < len(lists))
    return Remark.of(sentences.OWN_REACH if fit.own_rates else sentences.SAME_REACH, persons=partly)


def _disagreement(near: list[GroupedFit]) -> list[Remark]:
    totals = [fit.N for fit in near]
    if max(totals) <= _DISAGREE * min(totals):
        return []
    return [
        Remark.of(
            sentences.NEAR_BEST_DISAGREE,
            models=len(totals),
            criterion="BIC",
            low=min(totals),
            high=max(totals),
        )
    ]


def _fit_warnings(fit: GroupedFit) -> list[Remark]:
    if fit.p is None:
        return [Remark.of(sentences.NO_FREEDOM)]
    return [Remark.of(sentences.POOR_FIT, p=fit.p)] if fit.p < _BAD_FIT else []


METHOD = Method(
    name=_NAME,
    title="Log-linear model of lists that cover only part of the people",
    assumption=(
        "It was known beforehand which lists could have named whom. The lists depend on one "
        "another in the same way among all people, those on no list and those whom a list could "
        "not have named too, and no dependence joins more than two lists."
    ),
    minimum_lists=3,
    maximum_lists=4,
    only_fully_covered=False,
    only_partly_covered=True,
    compute=_compute,
    reason=_reason,
)
