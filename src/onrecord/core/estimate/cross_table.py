"""The counts of every combination of lists, the empty combinations included.

A combination is a bitmask: list i (from 0) is bit i, so the table of K lists is an array of 2^K
counts whose first entry, the people on no list, is what nobody knows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.capture_histories import CaptureHistories


def cross_table(table: CaptureHistories) -> NDArray[np.float64]:
    """Return the 2^K counts of a fully covered table; entry 0 is 0.0 and stands for nobody."""
    weights = 1 << np.arange(len(table.lists), dtype=np.int64)
    place = (table.histories == 1) @ weights
    return _summed(place, table.counts, 1 << len(table.lists))


def overlaps(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each combination how many people are on at least these lists (superset sums)."""
    sums = counts.copy()
    for index in range(len(counts).bit_length() - 1):
        pairs = sums.reshape(-1, 2, 1 << index)
        pairs[:, 0] += pairs[:, 1]
    return sums


def capture_frequencies(table: CaptureHistories) -> NDArray[np.float64]:
    """Return K + 1 counts: how many people are on exactly 0 (nobody), 1, 2, ... K lists."""
    times = (table.histories == 1).sum(axis=1)
    return _summed(times, table.counts, len(table.lists) + 1)


def _summed(
    places: NDArray[np.intp], counts: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    return np.bincount(places, weights=counts, minlength=size).astype(np.float64)
