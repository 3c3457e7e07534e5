"""The draws of an answer keep its number and its limits, whatever they come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Interval, IntervalMethod, sentences
from onrecord.core.estimate.bca import bootstrap, told
from onrecord.core.estimate.draws import cannot_be_drawn, chance_for, draws_of
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.remark import Remark


def _answer(
    low: float | None = 150.0,
    high: float | None = 300.0,
    number: float = 200.0,
    method: IntervalMethod = IntervalMethod.LOG_NORMAL,
    draws: list[float] | None = None,
) -> Estimate:
    interval = None if low is None else Interval(low=low, high=high, level=0.9, method=method)
    return Estimate(
        method="m",
        lists=("A", "B"),
        observed=100.0,
        N=number,
        interval=interval,
        draws=None if draws is None else np.array(draws),
    )


def _quantiles(answer: Estimate) -> list[float]:
    drawn = draws_of(answer, 20_000, chance_for(1, "x"))
    quantiles: list[float] = np.quantile(drawn, [0.05, 0.5, 0.95]).tolist()
    return quantiles


def test_an_interval_is_drawn_through_its_number_and_both_ends() -> None:
    assert _quantiles(_answer()) == pytest.approx([150, 200, 300], rel=1e-3)


def test_a_normal_interval_is_drawn_from_a_normal_curve() -> None:
    found = _quantiles(_answer(140.0, 260.0, method=IntervalMethod.NORMAL))
    assert found == pytest.approx([140, 200, 260], rel=1e-3)


def test_a_lower_end_at_the_observed_mirrors_the_upper_side() -> None:
    found = _quantiles(_answer(100.0, 300.0))
    assert found == pytest.approx([150, 200, 300], rel=1e-3)


def test_nobody_unseen_at_best_leaves_the_upper_half() -> None:
    found = _quantiles(_answer(100.0, 120.0, number=100.0))
    assert found == pytest.approx([100, 100, 120], rel=1e-3)
    assert _quantiles(_answer(100.0, 100.0, number=100.0)) == [100, 100, 100]


def test_draws_of_the_method_are_used_each_as_often_as_the_others() -> None:
    drawn = draws_of(_answer(draws=[110.0, 120.0, 130.0]), 7, chance_for(1, "x"))
    _, times = np.unique(drawn, return_counts=True)
    assert sorted(times.tolist()) == [2, 2, 3]


def test_a_bootstrap_is_drawn_at_the_levels_that_its_interval_is_corrected_to() -> None:
    """Its samples lie above the number; the corrected limits are the ends of the interval."""
    counts = np.array([0.0, 30, 28, 9, 25, 8, 7, 4])
    chance = np.random.default_rng(2)

    def totals(rows: np.ndarray) -> np.ndarray:
        found: np.ndarray = rows.sum(axis=1) * (1 + rows[:, 1] / (rows[:, 3] + 0.5)) + 40
        return found

    total = float(totals(counts[None, :])[0])
    found = bootstrap(counts, total - 30, totals, samples=999, level=0.9, chance=chance)
    assert found is not None
    answer = replace(
        _answer(method=IntervalMethod.BCA),
        interval=found.interval,
        N=total - 30,
        draws=found.draws,
        diagnostics=told(found, 999),
    )
    low, middle, high = _quantiles(answer)
    assert (low, high) == pytest.approx((found.interval.low, found.interval.high), rel=1e-2)
    assert middle < np.median(found.draws)
    uncorrected = replace(answer, diagnostics={})
    assert _quantiles(uncorrected)[2] != pytest.approx(found.interval.high, rel=1e-2)


def test_fewer_draws_are_taken_without_repeating_any() -> None:
    own = [float(number) for number in range(101, 151)]
    drawn = draws_of(_answer(draws=own), 20, chance_for(1, "x"))
    assert len(set(drawn.tolist())) == 20


def test_the_same_part_is_drawn_the_same_and_another_is_not() -> None:
    answer = _answer()
    one, again, other, seeded = (
        draws_of(answer, 50, chance_for(seed, name))
        for seed, name in ((None, "East"), (1, "East"), (1, "West"), (2, "East"))
    )
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert not np.array_equal(one, seeded)


def test_what_cannot_be_drawn_says_why() -> None:
    assert cannot_be_drawn(_answer()) is None
    assert str(cannot_be_drawn(_answer(None))) == sentences.NO_USABLE_INTERVAL
    assert str(cannot_be_drawn(_answer(high=None))) == sentences.NO_USABLE_INTERVAL
    assert cannot_be_drawn(_answer(high=None, draws=[110.0])) is None
    assert str(cannot_be_drawn(_answer(None, draws=[110.0]))) == sentences.NO_USABLE_INTERVAL
    reason = Remark.of(sentences.NO_OVERLAP)
    refused = Estimate(method="m", lists=("A",), observed=1.0, refused=reason)
    assert cannot_be_drawn(refused) == reason
    with pytest.raises(ValueError, match="cannot be drawn"):
        draws_of(refused, 10, chance_for(1, "x"))
