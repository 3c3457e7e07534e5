"""Which log-linear model is chosen, what it says, and what its rivals say."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import (
    ModelFit,
    ModelTable,
    empty_overlaps,
    fit_all_models,
    fit_model,
    scene_of_model,
)
from onrecord.core.estimate.method import Options, named_lists
from onrecord.core.estimate.poisson_fit import fit_poisson, intercept_variance
from onrecord.core.estimate.profile import Interval, IntervalMethod, profile_interval
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

MOST_LISTS: Final = 6
"""Lists up to which every model is fitted: 32,768 models of pairs of 6 lists, 2,097,152 of 7."""

_ORDERS: Final = {1: 1, 2: 1, 3: 2, 4: 3, 5: 2, 6: 2}
_HIGHEST: Final = {6: 2}
"""Lists in the largest interaction that can be asked for where not every order can."""
DISAGREE: Final = 1.5
_BAD_FIT: Final = 0.01


def too_many_models(table: CaptureHistories, options: Options) -> Remark | None:
    """Return why all models of a table cannot be fitted, or None."""
    lists = len(table.lists)
    if lists > MOST_LISTS:
        return Remark.of(sentences.TOO_MANY_LISTS_FOR_MODELS, lists=lists, maximum=MOST_LISTS)
    highest = _HIGHEST.get(lists)
    if highest is not None and options.order is not None and options.order > highest:
        return Remark.of(
            sentences.TOO_HIGH_ORDER, lists=lists, order=options.order, highest=highest
        )
    return None


def considered_models(table: CaptureHistories, options: Options) -> ModelTable:
    """Fit every model up to the order asked for, or to 1, 2, 3, 2, 2 for 2, 3, 4, 5, 6 lists."""
    lists = len(table.lists)
    order = _ORDERS[lists] if options.order is None else min(options.order, max(lists - 1, 1))
    return fit_all_models(table, order)


def model_fits(table: CaptureHistories, options: Options) -> tuple[ModelFit, ...]:
    """Return every model of any table, or none where the table cannot be modelled."""
    used = named_lists(table)
    if used.observed <= 0 or not used.fully_covered or too_many_models(used, options):
        return ()
    return considered_models(used, options).fits


def selected_estimate(
    method: str, table: CaptureHistories, options: Options, criterion: str
) -> Estimate:
    """Return the estimate of the model with the smallest ``"bic"`` or ``"aic"``."""
    models = considered_models(table, options)
    best = models.best(criterion)
    if best is None:
        return refusal(method, table, Remark.of(sentences.NO_MODEL, models=len(models.fits)))
    near = models.near_best(criterion)
    found: dict[str, Json] = {
        "models_considered": len(models.fits),
        "models_estimable": len(models.estimable()),
        "criterion": criterion,
        "near_best": near_best_rows(models, criterion, models.lists),
    }
    described = _described(method, table, best, options)
    return replace(described, diagnostics={**described.diagnostics, **found}).warned(
        *_disagreement(near, criterion)
    )


def near_best_rows(models: ModelTable, criterion: str, lists: tuple[str, ...]) -> list[Json]:
    """Return the models near the best as JSON, their numbers counted in the order of ``lists``."""
    rows: list[Json] = []
    for fit in models.near_best(criterion):
        model = HierarchicalModel.of(fit.model.generators, lists)
        value = fit.bic if criterion == "bic" else fit.aic
        named = {"model": model.by_numbers(lists), "terms": model.by_lists()}
        rows.append({**named, "N": fit.N, criterion: value})
    return rows


def model_estimate(
    method: str, table: CaptureHistories, model: HierarchicalModel, options: Options
) -> Estimate:
    """Return the estimate of one model that was chosen beforehand."""
    fit = fit_model(table, model)
    if fit.N is None:
        return refusal(method, table, _why_none(fit))
    return _described(method, table, fit, options)


def model_interval(
    table: CaptureHistories,
    fit: ModelFit,
    level: float = 0.95,
    method: IntervalMethod = IntervalMethod.MULTINOMIAL_PROFILE,
) -> Interval:
    """Return the profile-likelihood interval of a model that has an estimate."""
    if fit.N is None:
        raise ValueError("a model without an estimate has no interval")
    return profile_interval(scene_of_model(table, fit.model), fit.N, level, method)


def _described(
    method: str,
    table: CaptureHistories,
    fit: ModelFit,
    options: Options,
) -> Estimate:
    other = next(kind for kind in _PROFILES if kind is not options.interval)
    interval = model_interval(table, fit, options.level, options.interval)
    second = model_interval(table, fit, options.level, other)
    fitted: dict[str, Json] = {
        "df": fit.df,
        "pearson": fit.pearson,
        "p": fit.p,
        "parameters": fit.parameters,
        "rank": fit.rank,
        "existence": int(fit.existence),
        "standard_error": _standard_error(table, fit),
        "empty_overlaps": list(empty_overlaps(table, fit.model)),
        "profile_maximum": interval.maximum,
        "other_interval": second.to_dict(),
    }
    return Estimate(
        method=method,
        lists=table.lists,
        observed=table.observed,
        stratum=table.stratum,
        N=fit.N,
        interval=interval,
        model=fit.model,
        aic=fit.aic,
        bic=fit.bic,
        deviance=fit.deviance,
        diagnostics=fitted,
        warnings=tuple(_fit_warnings(fit, interval)),
    )


_PROFILES: Final = (IntervalMethod.MULTINOMIAL_PROFILE, IntervalMethod.POISSON_PROFILE)


def _standard_error(table: CaptureHistories, fit: ModelFit) -> float:
    scene = scene_of_model(table, fit.model)
    fits = fit_poisson(scene.design, scene.counts[None, :], scene.columns, scene.cells)
    unseen = float(np.exp(fits.coefficients[0, 0]))
    variance = intercept_variance(scene.design, scene.columns[0], fits.means[0])
    return float(np.sqrt(unseen + unseen**2 * variance))


def _disagreement(near: tuple[ModelFit, ...], criterion: str) -> list[Remark]:
    totals = [fit.N for fit in near if fit.N is not None]
    if max(totals) <= DISAGREE * min(totals):
        return []
    return [
        Remark.of(
            sentences.NEAR_BEST_DISAGREE,
            models=len(totals),
            criterion=criterion.upper(),
            low=min(totals),
            high=max(totals),
        )
    ]


def _fit_warnings(fit: ModelFit, interval: Interval) -> list[Remark]:
    warnings = []
    if fit.p is None:
        warnings.append(Remark.of(sentences.NO_FREEDOM))
    elif fit.p < _BAD_FIT:
        warnings.append(Remark.of(sentences.POOR_FIT, p=fit.p))
    if interval.high is None:
        warnings.append(Remark.of(sentences.NO_UPPER_LIMIT))
    return warnings


def _why_none(fit: ModelFit) -> Remark:
    if fit.existence & Existence.DOES_NOT_EXIST:
        return Remark.of(sentences.NOT_ESTIMABLE)
    if fit.existence & Existence.NOT_IDENTIFIED:
        return Remark.of(sentences.NOT_IDENTIFIED)
    return Remark.of(sentences.NOT_CONVERGED)
