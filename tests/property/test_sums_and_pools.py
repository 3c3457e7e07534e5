"""Totals over strata and pools over replicates keep to what any sum and any mixture must."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.estimate import Estimate, Interval, IntervalMethod
from onrecord.core.estimate.combination import Pooling, pool_replicates, sum_of_strata
from onrecord.core.estimate.verdata_rules import combine_estimates

COUNTS = st.floats(1, 10_000)


@st.composite
def answers(draw: st.DrawFn, stratum: str | None = None) -> Estimate:
    """Return an answer with an interval, and for some with draws of its own."""
    observed = draw(COUNTS)
    unseen = draw(st.floats(0, 10_000))
    low, high = draw(st.floats(0, 1)), draw(st.floats(1, 20))
    own = None
    if draw(st.booleans()):
        chance = np.random.default_rng(draw(st.integers(0, 99)))
        own = observed + unseen * chance.lognormal(0, 0.5, draw(st.integers(2, 400)))
    return Estimate(
        method="m",
        lists=("A", "B", "C"),
        observed=observed,
        stratum=stratum,
        N=observed + unseen,
        interval=Interval(
            low=observed + low * unseen,
            high=observed + high * unseen,
            level=0.95,
            method=IntervalMethod.LOG_NORMAL,
        ),
        draws=own,
    )


@st.composite
def strata(draw: st.DrawFn) -> list[Estimate]:
    return [draw(answers(f"part={place}")) for place in range(draw(st.integers(2, 5)))]


@given(strata())
@settings(max_examples=60, deadline=None)
def test_a_total_lies_within_what_its_parts_can_be(parts: list[Estimate]) -> None:
    total = sum_of_strata(parts, size=500)
    assert total.N is not None
    assert total.low is not None
    assert total.high is not None
    slack = 1e-9 * total.N
    assert total.observed - slack <= total.low <= total.N <= total.high
    assert total.observed == pytest.approx(sum(part.observed for part in parts))
    assert total.draws is not None
    assert np.all(total.draws >= total.observed - slack)


@given(strata(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_a_total_does_not_know_the_order_of_its_parts(parts: list[Estimate], order: object) -> None:
    shuffled = list(parts)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = sum_of_strata(parts, size=200), sum_of_strata(shuffled, size=200)
    assert (one.N, one.low, one.high) == (other.N, other.low, other.high)


@given(st.lists(answers(), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_pool_lies_within_its_replicates(replicates: list[Estimate]) -> None:
    pooled = pool_replicates(replicates, size=600)
    alone = [pool_replicates([one], size=600) for one in replicates]
    for name in ("low", "N", "high"):
        values = [getattr(one, name) for one in alone]
        # Quantiles of 600 draws, whose own chance is a few per cent at the ends.
        slack = 0.05 * max(values)
        assert min(values) - slack <= getattr(pooled, name) <= max(values) + slack


@given(st.lists(answers(), min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_the_rules_of_verdata_never_fail(replicates: list[Estimate]) -> None:
    pooled = pool_replicates(replicates, pooling=Pooling.VERDATA, size=600)
    assert pooled.N is not None
    assert pooled.N >= pooled.observed
    if pooled.low is not None and pooled.high is not None:
        assert pooled.low <= pooled.N <= pooled.high


def test_totals_cover_the_truth_as_often_as_they_say_and_added_ends_too_often() -> None:
    """Ten strata, each with a normal posterior around an unbiased guess: 95 % of 400 totals.

    The negative control adds the ends of the intervals and covers nearly always.
    """
    chance = np.random.default_rng(7)
    truth, spread, strata_of_each = 200.0, 10.0, 10
    covered = added = 0
    for _ in range(400):
        parts = []
        for place in range(strata_of_each):
            guess = truth + spread * chance.standard_normal()
            parts.append(
                Estimate(
                    method="m",
                    lists=("A",),
                    observed=100.0,
                    stratum=str(place),
                    N=guess,
                    interval=Interval(
                        low=guess - 1.96 * spread,
                        high=guess + 1.96 * spread,
                        level=0.95,
                        method=IntervalMethod.NORMAL,
                    ),
                )
            )
        total = sum_of_strata(parts, size=1_000)
        assert total.low is not None
        assert total.high is not None
        covered += total.low <= strata_of_each * truth <= total.high
        ends = [sum(getattr(part, name) for part in parts) for name in ("low", "high")]
        added += ends[0] <= strata_of_each * truth <= ends[1]
    assert 0.92 <= covered / 400 <= 0.975
    assert added == 400


def test_more_replicates_that_disagree_alike_narrow_verdatas_interval() -> None:
    pair = [np.array([10.0, 20.0, 40.0]), np.array([20.0, 40.0, 80.0])]
    widths = []
    for times in (1, 2, 5, 20):
        found = combine_estimates([100.0] * 2 * times, pair * times)
        widths.append(found.high - found.low)
    assert all(wide > narrow for wide, narrow in pairwise(widths))
