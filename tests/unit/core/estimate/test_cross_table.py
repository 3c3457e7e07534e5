from __future__ import annotations

import numpy as np

from onrecord.core.estimate.cross_table import capture_frequencies, cross_table, overlaps
from onrecord.core.kernel.capture_histories import CaptureHistories

TABLE = CaptureHistories(
    ("court", "press", "union"),
    np.array([(1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 1), (1, 1, 1)]),
    np.array([10.0, 20.0, 3.0, 0.5, 1.0]),
)


def test_cells_by_bitmask() -> None:
    assert cross_table(TABLE).tolist() == [0, 10, 20, 3, 0, 0.5, 0, 1]


def test_overlaps_are_sums_over_all_that_hold_the_lists() -> None:
    counts = cross_table(TABLE)
    plain = [sum(counts[cell] for cell in range(8) if cell & term == term) for term in range(8)]
    assert overlaps(counts).tolist() == plain
    assert overlaps(counts)[0] == TABLE.observed


def test_how_many_are_on_so_many_lists() -> None:
    assert capture_frequencies(TABLE).tolist() == [0, 30, 3.5, 1]
