"""Totals and pools carry the joint doubt, and say what is left out of them."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Interval, IntervalMethod, sentences
from onrecord.core.estimate.combination import Pooling, pool_replicates, sum_of_strata
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark


def _part(
    stratum: str | None,
    number: float = 200.0,
    *,
    observed: float = 100.0,
    draws: np.ndarray | None = None,
    high: float | None = 300.0,
    method: str = "m",
) -> Estimate:
    interval = Interval(low=150.0, high=high, level=0.95, method=IntervalMethod.POSTERIOR)
    return Estimate(
        method=method,
        lists=("A", "B", "C"),
        observed=observed,
        stratum=stratum,
        N=number,
        interval=interval,
        draws=draws,
    )


def _refused(stratum: str | None, observed: float = 7.0) -> Estimate:
    reason = Remark.of(sentences.NO_OVERLAP)
    return Estimate(method="m", lists=("A",), observed=observed, stratum=stratum, refused=reason)


def _normal(centre: float, spread: float = 10.0, seed: int = 5) -> np.ndarray:
    return centre + spread * np.random.default_rng(seed).standard_normal(2_000)


def _said(answer: Estimate) -> list[str]:
    return [remark.template for remark in answer.warnings]


def _halfwidth(answer: Estimate) -> float:
    assert answer.low is not None
    assert answer.high is not None
    return (answer.high - answer.low) / 2


def test_doubts_of_strata_cancel_even_where_one_seed_made_all_draws() -> None:
    """Two strata with the very same draws: +-19.6 sqrt(2), where adding ends gives +-39.2."""
    draws = _normal(200)
    total = sum_of_strata([_part("East", draws=draws), _part("West", draws=draws)])
    assert total.N == pytest.approx(400, abs=1)
    assert _halfwidth(total) == pytest.approx(19.6 * math.sqrt(2), rel=0.05)
    assert total.observed == 200
    assert total.stratum is None


def test_draws_in_step_would_be_noticed() -> None:
    draws = _normal(200)
    in_step = np.quantile(draws + draws, [0.025, 0.975])
    assert (in_step[1] - in_step[0]) / 2 > 19.6 * math.sqrt(2) * 1.3


def test_the_order_of_strata_moves_not_even_the_last_digit() -> None:
    parts = [_part(name, draws=_normal(200, seed=place)) for place, name in enumerate("abc")]
    one, other = sum_of_strata(parts), sum_of_strata(parts[::-1])
    assert (one.N, one.low, one.high) == (other.N, other.low, other.high)


def test_a_stratum_alone_keeps_its_number_and_its_interval() -> None:
    part = _part("East", draws=_normal(190))
    total = sum_of_strata([part])
    assert (total.N, total.interval) == (part.N, part.interval)
    assert total.draws is not None


def test_a_stratum_without_a_number_makes_the_total_a_lower_bound_that_names_it() -> None:
    total = sum_of_strata([_part("East", draws=_normal(200)), _refused("West")])
    assert total.N == pytest.approx(207, abs=1)
    assert total.lower_bound
    assert total.high is None
    assert total.observed == 107
    (remark,) = [said for said in total.warnings if said.template == sentences.STRATA_LEFT_OUT]
    assert "West" in str(remark)
    assert "East" not in str(remark)
    assert total.diagnostics["strata_left_out"] == ["West"]
    part = total.diagnostics["estimated_part"]
    assert isinstance(part, dict)
    assert part["high"] == pytest.approx(219.6, abs=2)
    json.dumps(total.to_dict(), allow_nan=False)


def test_a_number_without_an_interval_is_left_out_too() -> None:
    bare = Estimate(method="m", lists=("A",), observed=9.0, N=12.0, stratum="West")
    total = sum_of_strata([_part("East"), bare])
    assert total.diagnostics["observed_in_left_out"] == 9


def test_no_stratum_with_a_number_is_a_refusal_with_the_first_reason() -> None:
    total = sum_of_strata([_refused("East"), _refused("West")])
    assert total.N is None
    assert total.observed == 14
    assert sentences.NO_OVERLAP in str(total.refused)


def test_a_stratum_without_an_upper_end_leaves_the_total_without_one() -> None:
    endless = _part("West", draws=_normal(200), high=None)
    total = sum_of_strata([_part("East"), endless])
    assert total.high is None
    assert not total.lower_bound


def test_readers_are_told_of_curves_and_of_totals_that_are_not_the_sum() -> None:
    plain = sum_of_strata([_part("East", draws=_normal(200)), _part("West", draws=_normal(200))])
    assert _said(plain) == []
    skewed = [
        _part(name, 110.0, draws=100 + np.random.default_rng(1).lognormal(2.3, 1.5, 2_000))
        for name in ("a", "b", "c", "d")
    ]
    assert _said(sum_of_strata(skewed)) == [sentences.NOT_THE_SUM]
    (curve,) = sum_of_strata([_part("East"), _part("West", draws=_normal(200))]).warnings
    assert str(curve).startswith("For 1 of the 2 answers")


def test_a_total_says_the_model_that_all_strata_share_and_each_of_them() -> None:
    names = ("A", "B", "C")
    pair = HierarchicalModel.of([["A", "B"]], names)
    apart = HierarchicalModel.of([], names)
    east, west = (replace(_part(name), model=pair) for name in ("East", "West"))
    assert sum_of_strata([east, west]).model == pair
    assert pool_replicates([east, east]).model == pair
    mixed = sum_of_strata([east, replace(west, model=apart)])
    assert mixed.model is None
    assert mixed.diagnostics["models"] == [
        {"stratum": "East", "model": "[12,3]", "terms": "[A B][C]"},
        {"stratum": "West", "model": "[1,2,3]", "terms": "[A][B][C]"},
    ]
    json.dumps(mixed.to_dict(), allow_nan=False)


def test_numbers_that_are_no_medians_are_added_and_averaged() -> None:
    """Maximum-likelihood numbers: the table adds up, and the draws give the interval alone."""
    interval = Interval(low=150.0, high=400.0, level=0.95, method=IntervalMethod.LOG_NORMAL)
    parts = [
        replace(_part("East", 200.0), interval=interval),
        replace(_part("West", 210.0), interval=interval),
    ]
    total = sum_of_strata(parts)
    assert total.N == 410
    assert total.draws is not None
    assert np.median(total.draws) != 410
    assert total.interval is not None
    assert total.interval.method is IntervalMethod.DRAWS
    assert pool_replicates(parts).N == 205
    posterior = sum_of_strata([_part("East", 200.0), _part("West", 210.0)])
    assert posterior.N == np.median(posterior.draws if posterior.draws is not None else 0)
    assert posterior.interval is not None
    assert posterior.interval.method is IntervalMethod.POSTERIOR


def test_a_sum_of_numbers_that_lies_outside_the_interval_gives_way_to_the_middle() -> None:
    interval = Interval(low=105.0, high=1e5, level=0.95, method=IntervalMethod.LOG_NORMAL)
    parts = [replace(_part(str(place), 110.0), interval=interval) for place in range(60)]
    total = sum_of_strata(parts)
    assert total.N != 60 * 110
    assert total.low is not None
    assert total.N is not None
    assert total.low <= total.N
    assert sentences.NOT_THE_SUM in _said(total)


def test_what_is_no_sum_is_refused() -> None:
    with pytest.raises(UsageError, match="same name"):
        sum_of_strata([_part("East"), _part("East")])
    with pytest.raises(ValueError, match="one method"):
        sum_of_strata([_part("East"), _part("West", method="n")])
    with pytest.raises(ValueError, match="one method"):
        sum_of_strata([])


def test_replicates_make_one_mixture() -> None:
    answers = [
        _part("East", draws=np.full(50, centre), observed=100.0 + place)
        for place, centre in enumerate((150.0, 200.0, 250.0, 300.0, 350.0))
    ]
    pooled = pool_replicates(answers, level=0.5, size=1_000)
    assert (pooled.low, pooled.N, pooled.high) == (200, 250, 300)
    assert pooled.observed == 102
    assert pooled.stratum == "East"
    assert pooled.diagnostics["between_variance"] == pytest.approx(6_250)
    assert pooled.diagnostics["missing_information"] == 1
    assert sentences.FEW_REPLICATES in _said(pooled)


def test_each_replicate_weighs_the_same_however_many_draws_it_has() -> None:
    answers = [_part(None, draws=np.full(10, 150.0)), _part(None, draws=np.full(9_999, 250.0))]
    pooled = pool_replicates(answers, size=1_000)
    assert pooled.draws is not None
    assert pooled.draws.mean() == 200


def test_ten_replicates_need_no_warning() -> None:
    answers = [_part(None, draws=_normal(200, seed=seed)) for seed in range(10)]
    assert _said(pool_replicates(answers)) == []


def test_replicates_without_a_number_are_counted_out_loud() -> None:
    answers = [_part(None, draws=_normal(200, seed=seed)) for seed in range(10)]
    pooled = pool_replicates([*answers, _refused(None)])
    assert pooled.N == pytest.approx(200, abs=2)
    assert _said(pooled) == [sentences.REPLICATES_LEFT_OUT]
    assert pooled.diagnostics["replicates_answered"] == 10
    few = pool_replicates([answers[0], _refused(None), _refused(None)])
    assert few.N is None
    assert "Only 1 of 3" in str(few.refused)


def test_one_replicate_is_told_and_by_verdata_refused() -> None:
    answers = [_part(None, draws=_normal(200))]
    assert sentences.ONE_REPLICATE in _said(pool_replicates(answers))
    by_rules = pool_replicates(answers, pooling=Pooling.VERDATA)
    assert str(by_rules.refused) == sentences.ONE_REPLICATE


def test_verdata_takes_the_draws_as_they_are() -> None:
    """The hand-worked pair of test_verdata_rules, reached through answers."""
    answers = [
        _part(None, observed=100.0, draws=np.array([110.0, 140.0])),
        _part(None, observed=102.0, draws=np.array([122.0, 182.0])),
    ]
    pooled = pool_replicates(answers, pooling=Pooling("verdata"))
    assert (pooled.observed, pooled.N) == (101, 139)
    assert (pooled.low, pooled.high) == (103, 607)
    assert pooled.interval is not None
    assert pooled.interval.method is IntervalMethod.RUBIN
    assert sentences.FEW_REPLICATES in _said(pooled)


def test_a_number_that_falls_beside_verdatas_interval_is_shown_without_it() -> None:
    """A tight log scale around nobody, and a mean of persons that a few draws pull away."""
    draws = np.array([100.0] * 990 + [5_100.0] * 10)
    answers = [_part(None, draws=np.roll(draws, turn)) for turn in range(12)]
    pooled = pool_replicates(answers, pooling=Pooling.VERDATA)
    low, high = pooled.diagnostics["low"], pooled.diagnostics["high"]
    assert isinstance(low, float | int)
    assert isinstance(high, float | int)
    assert pooled.N is not None
    assert not low <= pooled.N <= high
    assert pooled.interval is None
    assert sentences.POINT_BESIDE_INTERVAL in _said(pooled)


def test_a_person_who_moves_between_strata_adds_no_doubt_to_the_total() -> None:
    """Summed within each replicate the moves cancel; summed after pooling they would not."""
    near = np.array([149.9, 150.0, 150.1])
    replicates = [
        [_part("East", draws=near + move), _part("West", draws=near - move)]
        for move in (-40.0, -20.0, 0.0, 20.0, 40.0) * 2
    ]
    within_first = pool_replicates([sum_of_strata(parts) for parts in replicates])
    pooled_first = sum_of_strata(
        [pool_replicates([parts[place] for parts in replicates]) for place in (0, 1)]
    )
    assert _halfwidth(within_first) < 0.5
    assert _halfwidth(pooled_first) > 40


def test_a_pooled_total_names_once_what_was_left_out_anywhere() -> None:
    totals = [
        sum_of_strata([_part("East"), _refused("West", seed) if seed % 2 else _part("West")])
        for seed in range(10)
    ]
    pooled = pool_replicates(totals)
    (remark,) = [
        said for said in pooled.warnings if said.template == sentences.STRATA_LEFT_OUT_IN_REPLICATES
    ]
    assert "5 of 10" in str(remark)
    assert pooled.lower_bound
    assert pooled.high is None
