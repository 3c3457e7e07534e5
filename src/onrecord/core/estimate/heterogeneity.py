"""What total follows when people differ in how likely any list is to name them?

Model Mth: a term for each list, and one column that grows with the number k of lists on which a
person stands; the column says how the chances are distributed among people (Rivest and
Baillargeon 2007, Rcapture). Different columns fit alike and give different totals.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.loglinear import Scene, design_matrix
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson, intercept_variance
from onrecord.core.estimate.profile import profile_interval
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

Column = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""From the number of lists on which a person stands (0 to K) to the value of the column."""


def heterogeneity_estimate(
    method: str, table: CaptureHistories, options: Options, column: Column
) -> Estimate:
    """Return the total under the heterogeneity that ``column`` describes, or a refusal.

    Refused where the estimate does not exist, and where the heterogeneity comes out negative:
    then people are more alike than by chance, which no distribution of chances among them explains.
    """
    scene = _laid_out(table, column)
    codes = existence(scene.design, scene.counts > 0, scene.columns, scene.cells)
    if codes[0] != Existence.OK:
        return refusal(method, table, Remark.of(sentences.NOT_ESTIMABLE))
    fits = fit_poisson(scene.design, scene.counts[None, :], scene.columns, scene.cells)
    if not fits.converged[0]:
        return refusal(method, table, Remark.of(sentences.NOT_CONVERGED))
    if fits.coefficients[0, -1] < -_ROUNDING:
        return refusal(method, table, Remark.of(sentences.NEGATIVE_HETEROGENEITY))
    return _described(method, table, options, scene, fits)


_ROUNDING = 1e-8


def _described(
    method: str, table: CaptureHistories, options: Options, scene: Scene, fits: PoissonFits
) -> Estimate:
    parameters = int(scene.columns.sum())
    fit = -2 * float(fits.log_likelihood[0])
    unseen = float(np.exp(fits.coefficients[0, 0]))
    total = table.observed + unseen
    interval = profile_interval(scene, total, options.level, options.interval)
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
    design, means = scene.design[kept], fits.means[0][kept]
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
