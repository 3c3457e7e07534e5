"""How is stepwise selection repeated on many tables: compiled where it can be, else plainly?

The answers are the same; threads only share the rows out.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.stepwise import THRESHOLD, pairs_of, select_stepwise

Rows = NDArray[np.float64]
"""B x 2^K counts, a table a row."""


def stepwise_totals(rows: Rows, threads: int = 1) -> NDArray[np.float64]:
    """Return the total by stepwise selection for every table, NaN where there is none."""
    rows = np.ascontiguousarray(rows)
    observed = rows.sum(axis=1)
    if not fast.available():
        return np.asarray(observed + np.array([_unseen(row) for row in rows]))
    from onrecord.core.estimate.fast import stepwise_kernel as kernel  # noqa: PLC0415 - optional

    pairs = pairs_of(rows.shape[1].bit_length() - 1)
    masks = np.array([1 << first | 1 << second for first, second in pairs], dtype=np.int64)
    out, told = np.empty(len(rows)), np.empty(len(rows), dtype=np.bool_)
    _shared(
        lambda first, last: kernel.select_pairs(rows, masks, THRESHOLD, first, last, out, told),
        len(rows),
        threads,
    )
    for row in np.flatnonzero(~told):
        out[row] = _unseen(rows[row])
    return np.asarray(observed + out)


def _unseen(row: NDArray[np.float64]) -> float:
    selected = select_stepwise(row)
    return np.nan if selected is None else selected.unseen


def _shared(work: Callable[[int, int], None], rows: int, threads: int) -> None:
    """Do rows in as many parts as there are threads; compiled loops let each other run."""
    if threads <= 1 or rows < 2 * threads:
        work(0, rows)
        return
    ends = np.linspace(0, rows, threads + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, ends[:-1].tolist(), ends[1:].tolist()))
