"""Models in which people differ in their chances give the numbers that Rcapture 1.4-4 gives.

The table is that of the four lists of Kosovo with rounded counts; standard errors, criteria and
profile intervals are those of ``closedp`` and ``closedpCI``, quoted to the unit.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import method_named, sentences
from onrecord.core.kernel.capture_histories import CaptureHistories


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "total", "error", "aic", "bic", "low", "high"),
    [
        ("poisson-heterogeneity", 9_328, 306, 252.6, 290.9, 8_755, 9_958),
        ("darroch", 12_797, 815, 232.9, 271.2, 11_323, 14_531),
        ("gamma-heterogeneity", 18_387, 1_893, 227.2, 265.5, None, None),
    ],
)
def test_heterogeneity_on_the_lists_of_kosovo(
    shared_data: Callable[[str], Path],
    name: str,
    total: int,
    error: int,
    aic: float,
    bic: float,
    low: int | None,
    high: int | None,
) -> None:
    (table,) = read_capture_table(shared_data("mse/Kosovo.csv"))
    (answer,) = method_named(name).estimate(table)
    assert answer.N == pytest.approx(total, abs=0.5)
    assert answer.diagnostics["standard_error"] == pytest.approx(error, abs=0.6)
    assert answer.aic == pytest.approx(aic, abs=0.06)
    assert answer.bic == pytest.approx(bic, abs=0.06)
    if low and high:
        assert answer.low == pytest.approx(low, rel=0.001)
        assert answer.high == pytest.approx(high, rel=0.001)


@pytest.mark.data
def test_the_profile_of_the_poisson_law_is_highest_where_rcapture_has_it(
    shared_data: Callable[[str], Path],
) -> None:
    (table,) = read_capture_table(shared_data("mse/Kosovo.csv"))
    for name, highest in (("poisson-heterogeneity", 9_323), ("darroch", 12_784)):
        (answer,) = method_named(name).estimate(table)
        assert answer.diagnostics["profile_maximum"] == pytest.approx(highest, abs=1)


def test_people_more_alike_than_by_chance_are_no_heterogeneity() -> None:
    marks = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
    counts = np.array([100.0, 100, 100, 90, 90, 90, 5])
    table = CaptureHistories(("A", "B", "C"), np.array(marks, dtype=np.int8), counts)
    (answer,) = method_named("darroch").estimate(table)
    assert answer.N is None
    assert answer.refused is not None
    assert answer.refused.template == sentences.NEGATIVE_HETEROGENEITY
