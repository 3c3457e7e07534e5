"""The three totals follow the formulas of Chao and Tsay, cell by cell, and none is made up."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from onrecord.core.estimate import Options, method_named, sentences
from onrecord.core.estimate.sample_coverage import Sums, coverage, resampled
from onrecord.core.kernel.capture_histories import CaptureHistories

LISTS = ("court", "hospital", "press", "union")


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    lists = LISTS[: len(next(iter(cells)))]
    return CaptureHistories(lists, np.array(list(cells)), np.array(list(cells.values())))


def _by_hand(table: CaptureHistories) -> tuple[float, float, float, float]:
    """Return C and the three totals with one loop a sum, as the paper writes them."""
    k = len(table.lists)
    cells = [(row, count) for row, count in zip(table.histories, table.counts, strict=True)]
    only = [sum(c for r, c in cells if r[j] and r.sum() == 1) for j in range(k)]
    named = [sum(c for r, c in cells if r[j]) for j in range(k)]
    share = 1 - sum(only[j] / named[j] for j in range(k)) / k
    mean = table.observed - sum(only) / k
    both, near = {}, {}
    for i, j in combinations(range(k), 2):
        both[i, j] = sum(c for r, c in cells if r[i] and r[j]) / (named[i] * named[j])
        twice = sum(c for r, c in cells if r[i] and r[j] and r.sum() == 2)
        near[i, j] = only[i] + only[j] + 2 * twice
    independent = mean / share
    high = (k * mean - sum(near.values())) / (k * share - sum(near[p] * both[p] for p in near))
    step = independent + sum(near[p] * (mean / share * both[p] - 1) for p in near) / (k * share)
    low = independent + sum(near[p] * (step * both[p] - 1) for p in near) / (k * share)
    return share, independent, high, low


def test_totals_are_those_of_the_formulas() -> None:
    chance = np.random.default_rng(3)
    histories = np.array([row for row in product((0, 1), repeat=4) if any(row)])
    tables = [CaptureHistories(LISTS, histories, chance.poisson(20, 15) + 1.0) for _ in range(20)]
    sums = Sums.of(tables[0])
    found = coverage(sums, np.array([table.counts for table in tables]))
    expected = np.array([_by_hand(table) for table in tables])
    got = np.column_stack([found.share, found.independent, found.high, found.low])
    assert got == pytest.approx(expected, rel=1e-9)
    # The control: another table has other numbers.
    assert got[0] != pytest.approx(expected[1], rel=1e-3)


def test_a_list_without_anybody_in_a_sample_leaves_the_numbers_of_the_others() -> None:
    rows = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 9, (1, 0, 1): 8,
            (0, 1, 1): 7, (1, 1, 1): 3}  # fmt: skip
    three = _table(rows)
    four = _table({(*marks, 0): count for marks, count in rows.items()} | {(0, 0, 0, 1): 5})
    without = np.where(four.histories[:, 3] == 1, 0.0, four.counts)
    found = coverage(Sums.of(four), without[None, :])
    alone = coverage(Sums.of(three), three.counts[None, :])
    for name in ("share", "independent", "high", "low"):
        assert getattr(found, name) == pytest.approx(getattr(alone, name), rel=1e-12)


def test_samples_are_drawn_from_a_population_of_the_estimated_size() -> None:
    table = _table({(1, 0, 0): 400, (0, 1, 0): 300, (0, 0, 1): 200, (1, 1, 0): 90,
                    (1, 0, 1): 80, (0, 1, 1): 70, (1, 1, 1): 30})  # fmt: skip
    sums = Sums.of(table)
    total = float(coverage(sums, table.counts[None, :]).independent[0])
    drawn = resampled(sums, table.counts, total, 4_000, np.random.default_rng(1))
    assert float(np.mean(drawn.independent)) == pytest.approx(total, rel=0.02)


def test_interval_covers_the_truth_when_lists_are_independent() -> None:
    chance = np.random.default_rng(5)
    covered = []
    for _ in range(100):
        marks = (chance.random((1_000, 3)) < 0.45).astype(np.int8)
        table = CaptureHistories.from_records(LISTS[:3], marks[marks.any(axis=1)])
        independent = method_named("sample-coverage").estimate(table, Options(samples=200))[0]
        assert independent.low is not None
        assert independent.high is not None
        covered.append(independent.low <= 1_000 <= independent.high)
    assert 0.88 <= np.mean(covered) <= 1.0
    assert not independent.low <= 1_300 <= independent.high  # the control: not everything is in it


def test_a_total_below_the_observed_is_refused() -> None:
    # The lists avoid one another except that one person is on all of them.
    table = _table({(1, 1, 0): 30, (1, 0, 1): 30, (0, 1, 1): 30, (1, 1, 1): 1, (1, 0, 0): 2})
    answers = method_named("sample-coverage").estimate(table)
    reasons = {answer.model: answer.refused for answer in answers}
    assert reasons["independent"] is None
    low = reasons["low coverage"]
    assert low is not None
    assert low.template == sentences.BELOW_OBSERVED


def test_where_many_samples_share_nobody_there_is_no_interval() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 1, (0, 1, 1): 1})
    independent, high, low = method_named("sample-coverage").estimate(table)
    assert high.refused is not None
    for answer in (independent, low):
        assert answer.N is not None
        assert answer.interval is None
        assert answer.warnings[-1].template == sentences.SAMPLES_WITHOUT_NUMBER
        assert "per cent of the samples" in str(answer.warnings[-1])


def test_high_coverage_is_not_warned_of() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 50, (1, 0, 1): 40,
                    (0, 1, 1): 40, (1, 1, 1): 80})  # fmt: skip
    for answer in method_named("sample-coverage").estimate(table):
        assert answer.warnings == ()


def test_another_seed_moves_the_limits_and_not_the_number() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 50, (1, 0, 1): 40,
                    (0, 1, 1): 40, (1, 1, 1): 80})  # fmt: skip
    first, second = (
        method_named("sample-coverage").estimate(table, Options(seed=seed))[0] for seed in (1, 2)
    )
    assert first.N == second.N
    assert first.high != second.high
    assert first.high == pytest.approx(second.high, rel=0.02)
