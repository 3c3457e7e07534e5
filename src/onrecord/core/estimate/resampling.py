"""How is the choice of a model repeated on many tables: compiled where it can be, else plainly?

The answers are the same; threads only share the rows out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.loglinear import laid_out
from onrecord.core.estimate.poisson_fit import fit_poisson
from onrecord.core.estimate.stepwise import THRESHOLD, pairs_of, select_stepwise

Rows = NDArray[np.float64]
"""B x 2^K counts, a table a row."""


def stepwise_totals(rows: Rows, threads: int = 1) -> NDArray[np.float64]:
    """Return the total by stepwise selection for every table, NaN where there is none."""
    rows = np.ascontiguousarray(rows)
    observed = rows.sum(axis=1)
    if not fast.available():
        found = [select_stepwise(row) for row in rows]
        return np.asarray(
            observed + np.array([np.nan if one is None else one.unseen for one in found])
        )
    from onrecord.core.estimate.fast import loglinear_kernel as kernel  # noqa: PLC0415 - optional

    pairs = pairs_of(rows.shape[1].bit_length() - 1)
    masks = np.array([1 << first | 1 << second for first, second in pairs], dtype=np.int64)
    out = np.empty(len(rows))
    _shared(
        lambda first, last: kernel.stepwise_samples(rows, masks, THRESHOLD, first, last, out),
        len(rows),
        threads,
    )
    return np.asarray(observed + out)


def best_totals(
    rows: Rows, models: Sequence[frozenset[int]], threads: int = 1
) -> NDArray[np.float64]:
    """Return the total of the model with the smallest BIC for every table, NaN where none fits.

    A model is the bitmasks of its terms; of equal ones the earlier is taken.
    """
    rows = np.ascontiguousarray(rows)
    observed = rows.sum(axis=1)
    if not fast.available():
        return np.asarray(observed + np.array([_best_unseen(row, models) for row in rows]))
    from onrecord.core.estimate.fast import loglinear_kernel as kernel  # noqa: PLC0415 - optional

    ordered = [sorted(model) for model in models]
    starts = np.cumsum([0, *map(len, ordered)])
    terms = np.array([term for model in ordered for term in model], dtype=np.int64)
    out, chosen = np.empty(len(rows)), np.empty(len(rows), dtype=np.int64)
    _shared(
        lambda first, last: kernel.best_of_models(rows, starts, terms, first, last, out, chosen),
        len(rows),
        threads,
    )
    return np.asarray(observed + out)


def _best_unseen(row: NDArray[np.float64], models: Sequence[frozenset[int]]) -> float:
    lists = len(row).bit_length() - 1
    columns = terms(lists, lists)
    held = np.array([[term in model for term in columns] for model in models])
    scene = laid_out(row, held, columns)
    codes = existence(scene.design, row > 0, scene.columns, scene.cells)
    usable = np.flatnonzero(codes == Existence.OK)
    if not len(usable):
        return np.nan
    counts = np.broadcast_to(row, (len(usable), len(row)))
    fits = fit_poisson(scene.design, counts, scene.columns[usable], scene.cells[usable])
    bic = -2 * fits.log_likelihood + np.log(row.sum()) * held[usable].sum(axis=1)
    bic[~fits.converged] = np.inf
    best = int(np.argmin(np.round(bic, 9)))
    return float(np.exp(fits.coefficients[best, 0])) if np.isfinite(bic[best]) else np.nan


def _shared(work: Callable[[int, int], None], rows: int, threads: int) -> None:
    """Do rows in as many parts as there are threads; compiled loops let each other run."""
    if threads <= 1 or rows < 2 * threads:
        work(0, rows)
        return
    ends = np.linspace(0, rows, threads + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, ends[:-1].tolist(), ends[1:].tolist()))
