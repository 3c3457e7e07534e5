"""At least how many in all, when lists differ in reach and people in visibility (Chao, Mth).

The model has a term for each list and one for each number of lists j = 3, ..., K on which a
person stands, max(k - j + 1, 0) for a person on k; while one of those is negative it is left
out, which is what makes the total a lower bound (Chao 1987; Rivest and Baillargeon 2007).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.loglinear import Scene, design_matrix
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson, intercept_variance
from onrecord.core.estimate.profile import profile_interval
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "chao-mth"


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    bound = _bound(table)
    if bound is None:
        return [refusal(_NAME, table, Remark.of(sentences.NOT_ESTIMABLE))]
    scene, fits = bound
    lists = len(table.lists)
    used = [size for size in range(3, lists + 1) if scene.columns[0, lists + size - 2]]
    parameters = int(scene.columns.sum())
    fit = -2 * float(fits.log_likelihood[0])
    unseen = float(np.exp(fits.coefficients[0, 0]))
    total = table.observed + unseen
    interval = profile_interval(scene, total, options.level, options.interval)
    variance = intercept_variance(scene.design, scene.columns[0], fits.means[0])
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=total,
            interval=interval,
            model="Mth" + "".join(f" eta{size}" for size in used),
            aic=fit + 2 * parameters,
            bic=fit + float(np.log(table.observed)) * parameters,
            deviance=float(fits.deviance[0]),
            diagnostics={
                "df": int(scene.cells.sum()) - parameters,
                "parameters": parameters,
                "pearson": float(fits.pearson[0]),
                "standard_error": float(np.sqrt(unseen + unseen**2 * variance)),
                "profile_maximum": interval.maximum,
            },
            warnings=() if interval.high is not None else (Remark.of(sentences.NO_UPPER_LIMIT),),
        )
    ]


def _bound(table: CaptureHistories) -> tuple[Scene, PoissonFits] | None:
    """Return the fit with every heterogeneity term that is not negative, None where none exists."""
    scene = _laid_out(table)
    columns = scene.columns
    heterogeneity = slice(len(table.lists) + 1, None)
    while True:
        fits = _fit(scene)
        spare = np.flatnonzero(columns[0, heterogeneity])
        if fits is None:
            # The last term rests on the fewest people, so that it goes first.
            drop = spare[-1:]
        else:
            drop = spare[fits.coefficients[0, heterogeneity][spare] < 0][:1]
        if not len(drop):
            return None if fits is None else (scene, fits)
        columns[0, len(table.lists) + 1 + drop[0]] = False


def _fit(scene: Scene) -> PoissonFits | None:
    codes = existence(scene.design, scene.counts > 0, scene.columns, scene.cells)
    if codes[0] != Existence.OK:
        return None
    fits = fit_poisson(scene.design, scene.counts[None, :], scene.columns, scene.cells)
    return fits if fits.converged[0] else None


def _laid_out(table: CaptureHistories) -> Scene:
    counts = cross_table(table)
    lists = len(table.lists)
    design = np.column_stack([design_matrix(lists, terms(lists, 1)), _heterogeneity(lists)])
    # A term that no person carries would be minus infinity, hence negative: it starts out.
    columns = (counts @ design > 0)[None, :]
    cells = np.ones((1, len(counts)), dtype=np.bool_)
    cells[0, 0] = False
    return Scene(design, counts, columns, cells)


def _heterogeneity(lists: int) -> NDArray[np.float64]:
    """Return 2^K x (K - 2): how far beyond j - 1 lists each combination goes, j = 3, ..., K."""
    sizes = np.array([mask.bit_count() for mask in range(1 << lists)])
    return np.maximum(sizes[:, None] - np.arange(3, lists + 1)[None, :] + 1, 0).astype(np.float64)


METHOD = Method(
    name=_NAME,
    title="Chao's lower bound, lists of different reach (Mth)",
    assumption=(
        "People differ in how likely they are to be listed, and beyond that no list depends on "
        "another. Then the number is a lower bound."
    ),
    minimum_lists=3,
    maximum_lists=12,
    lower_bound=True,
    compute=_compute,
)
