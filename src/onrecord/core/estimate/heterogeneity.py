"""What total follows when people differ in how likely any list is to name them?

Model Mth: a term for each list, and one column that grows with the number k of lists on which a
person stands; the column says how the chances are distributed among people (Rivest and
Baillargeon 2007, Rcapture). Different columns fit alike and give different totals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.loglinear import Scene, design_matrix
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson, intercept_variance
from onrecord.core.estimate.profile import Interval, profile_interval
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

Column = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""From the number of lists on which a person stands (0 to K) to the value of the column."""


def heterogeneity_estimate(
    method: str, table: CaptureHistories, options: Options, column: Column
) -> Estimate:
    """Return the total under the heterogeneity that ``column`` describes, or a refusal.

    Refused where the estimate does not exist, and where the heterogeneity comes out negative by
    more than chance: no distribution of chances among people explains that. Within chance the
    most likely heterogeneity that a distribution can have is none.
    """
    lists = len(table.lists)
    scene = _laid_out(table, column)
    codes = existence(scene.design, scene.counts > 0, scene.columns, scene.cells)
    if codes[0] != Existence.OK:
        return refusal(method, table, Remark.of(sentences.NOT_ESTIMABLE))
    fits = fit_poisson(scene.design, scene.counts[None, :], scene.columns, scene.cells)
    if not fits.converged[0]:
        return refusal(method, table, Remark.of(sentences.NOT_CONVERGED))
    limits = _limits(table, scene, fits, options)
    if fits.coefficients[0, -1] >= -_ROUNDING:
        return _described(method, table, scene, fits, limits)
    alike = replace(scene, columns=scene.columns & (np.arange(scene.columns.shape[1]) <= lists))
    without = fit_poisson(alike.design, alike.counts[None, :], alike.columns, alike.cells)
    if not without.converged[0]:
        return refusal(method, table, Remark.of(sentences.NOT_CONVERGED))
    if without.deviance[0] - fits.deviance[0] > _BY_CHANCE:
        return refusal(method, table, Remark.of(sentences.NEGATIVE_HETEROGENEITY))
    reached = _up_to(_limits(table, alike, without, options), limits)
    return _described(method, table, alike, without, reached).warned(
        Remark.of(sentences.NO_HETEROGENEITY)
    )


_ROUNDING = 1e-8
_BY_CHANCE = 6.63
"""Difference of deviances that one in a hundred tables exceeds where people are alike."""


def _limits(table: CaptureHistories, scene: Scene, fits: PoissonFits, options: Options) -> Interval:
    total = table.observed + float(np.exp(fits.coefficients[0, 0]))
    return profile_interval(scene, total, options.level, options.interval)


def _up_to(alike: Interval, differing: Interval) -> Interval:
    """Return the limits without heterogeneity, reaching up as far as those with it do.

    Where N is large the most likely heterogeneity is positive even in such a table.
    """
    if alike.high is None or differing.high is None:
        return replace(alike, high=None)
    return replace(alike, high=max(alike.high, differing.high))


def _described(
    method: str, table: CaptureHistories, scene: Scene, fits: PoissonFits, interval: Interval
) -> Estimate:
    parameters = int(scene.columns.sum())
    fit = -2 * float(fits.log_likelihood[0])
    unseen = float(np.exp(fits.coefficients[0, 0]))
    total = table.observed + unseen
    variance = intercept_variance(scene.design, scene.columns[0], fits.means[0])
    return Estimate(
        method=method,
        lists=table.lists,
        observed=table.observed,
        stratum=table.stratum,
        N=total,
        interval=interval,
        model="Mth",
        aic=fit + 2 * parameters,
        bic=fit + float(np.log(table.observed)) * parameters,
        deviance=float(fits.deviance[0]),
        diagnostics={
            "df": int(scene.cells.sum()) - parameters,
            "parameters": parameters,
            "pearson": float(fits.pearson[0]),
            "heterogeneity": float(fits.coefficients[0, -1]),
            "standard_error": float(np.sqrt(unseen + unseen**2 * variance)),
            "bias": _bias(scene, fits, unseen),
            "profile_maximum": interval.maximum,
        },
        warnings=(
            Remark.of(sentences.HETEROGENEITY_ASSUMED),
            *(() if interval.high is not None else (Remark.of(sentences.NO_UPPER_LIMIT),)),
        ),
    )


def _bias(scene: Scene, fits: PoissonFits, unseen: float) -> float:
    """Return the second-order bias of the total in persons (Rivest and Levesque 2001)."""
    kept = scene.cells[0]
    design, means = scene.design[kept][:, scene.columns[0]], fits.means[0][kept]
    inverse = np.linalg.pinv(design.T @ (design * means[:, None]), hermitian=True)
    leverage = -0.5 * np.einsum("cp,pq,cq->c", design, inverse, design)
    direction = -2 * design.T @ (means * leverage)
    direction[0] -= 1
    return 0.5 * unseen * float((-inverse @ direction)[0])


def _laid_out(table: CaptureHistories, column: Column) -> Scene:
    counts = cross_table(table)
    lists = len(table.lists)
    sizes = np.array([float(mask.bit_count()) for mask in range(1 << lists)])
    value = column(sizes) - column(np.zeros(1))
    design = np.column_stack([design_matrix(lists, terms(lists, 1)), value])
    cells = np.ones((1, len(counts)), dtype=np.bool_)
    cells[0, 0] = False
    return Scene(design, counts, np.ones((1, design.shape[1]), dtype=np.bool_), cells)
