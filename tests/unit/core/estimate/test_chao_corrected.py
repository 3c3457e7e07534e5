"""The corrected bound adds what Rivest and Baillargeon add, and is nearer the truth on average."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate import Options, method_named, sentences
from onrecord.core.estimate.chao_bound import chao_bound
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.kernel.capture_histories import CaptureHistories

LISTS = ("court", "hospital", "press", "union")
HISTORIES = np.array([row for row in product((0, 1), repeat=4) if any(row)], dtype=np.int8)


def _drawn(size: int, rate: float, chance: np.random.Generator) -> CaptureHistories:
    marks = (chance.random((size, 4)) < rate).astype(np.int8)
    return CaptureHistories.from_records(LISTS, marks[marks.any(axis=1)])


def _fitted(design: NDArray[np.float64], counts: NDArray[np.float64]) -> tuple[float, float]:
    """Return the constant's exponential and variance of a Poisson fit, by plain Newton steps."""
    beta = np.linalg.lstsq(design, np.log(counts), rcond=None)[0]
    for _ in range(50):
        means = np.exp(design @ beta)
        inverse = np.linalg.inv(design.T @ (design * means[:, None]))
        beta = beta + inverse @ (design.T @ (counts - means))
    return float(np.exp(beta[0])), float(inverse[0, 0])


def test_the_corrected_bound_is_a_fit_to_cells_with_additions() -> None:
    counts = np.array([9, 12, 14, 3, 8, 4, 2, 1, 7, 2, 3, 1, 4, 1, 1], dtype=float)
    (answer,) = method_named("chao-mth-corrected").estimate(
        CaptureHistories(LISTS, HISTORIES, counts)
    )
    sizes = HISTORIES.sum(axis=1)
    added = counts + np.where(sizes == 1, 2 / 8, np.where(sizes == 2, 2 / 12, 0))
    columns = [np.ones(15), *HISTORIES.T]
    columns += [np.maximum(sizes - int(eta) + 1, 0) for eta in str(answer.model).split(" eta")[1:]]
    unseen, variance = _fitted(np.column_stack(columns), added)
    assert pytest.approx(counts.sum() + unseen, rel=1e-6) == answer.N
    error = (unseen + unseen**2 * variance) ** 0.5
    assert answer.diagnostics["standard_error"] == pytest.approx(error, rel=1e-5)
    assert answer.diagnostics["added"] == pytest.approx(1 + 1)


def test_the_correction_brings_small_tables_nearer_the_truth() -> None:
    chance = np.random.default_rng(11)
    tables = [_drawn(120, 0.12, chance) for _ in range(150)]
    corrected = [method_named("chao-mth-corrected").estimate(table)[0].N for table in tables]
    bounds = [(table, chao_bound(cross_table(table))) for table in tables]
    plain = [table.observed + bound.unseen for table, bound in bounds if bound]
    off, worse = (np.mean([n for n in some if n]) / 120 - 1 for some in (corrected, plain))
    assert abs(off) < 0.02
    assert worse > 0.04  # the control: without the correction the mean is further off


def test_lists_that_share_few_people_still_have_a_bound() -> None:
    rows = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 1}
    table = CaptureHistories(LISTS[:3], np.array(list(rows)), np.array(list(rows.values())))
    (answer,) = method_named("chao-mth-corrected").estimate(table)
    assert answer.N is not None
    assert answer.lower_bound
    assert answer.interval is not None
    assert answer.low is not None
    assert 91 < answer.low < answer.N < (answer.high or 0)


def test_where_even_the_additions_give_no_fit_there_is_no_number() -> None:
    table = CaptureHistories(LISTS[:3], np.array([[1, 1, 0]]), np.array([5.0]))
    (answer,) = method_named("chao-mth-corrected").estimate(table, Options())
    assert answer.refused is not None
    assert answer.refused.template == sentences.TOO_FEW_LISTS
