"""What must hold for every table: identities, and bounds and limits against slow twins.

The twins are a Poisson GLM of statsmodels (chain ladder), a search over all that can be true
behind a register (bounds), and the probabilities of all outcomes (exact limits).
"""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from onrecord.core.estimate.beyond import (
    Knows,
    Outside,
    RateBounds,
    Register,
    ReportingTriangle,
    all_registers,
    in_both,
    in_either,
    register_bounds,
)
from onrecord.core.estimate.beyond.pair_chances import Chances
from onrecord.core.estimate.beyond.rate_intervals import (
    clopper_pearson,
    garwood,
    koopman,
    newcombe,
)

shares = st.floats(0.0, 1.0)


def _triangle(counts: np.ndarray) -> ReportingTriangle:
    rows, delays = counts.shape
    observed = np.arange(rows)[:, None] + np.arange(delays) <= max(rows, delays) - 1
    return ReportingTriangle(
        np.where(observed, counts, 0.0), observed, tuple(map(str, range(rows)))
    )


def _glm(triangle: ReportingTriangle) -> np.ndarray:
    rows, delays = triangle.counts.shape
    design = np.hstack(
        [np.repeat(np.eye(rows), delays, axis=0), np.tile(np.eye(delays), (rows, 1))[:, 1:]]
    )
    past = triangle.observed.ravel()
    fitted = sm.GLM(triangle.counts.ravel()[past], design[past], family=sm.families.Poisson()).fit(
        tol=1e-12, maxiter=200
    )
    return np.asarray(np.exp(design @ fitted.params)).reshape(rows, delays)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 6), st.integers(0, 10_000))
def test_the_chain_ladder_is_the_poisson_model(size: int, seed: int) -> None:
    counts = np.random.default_rng(seed).integers(1, 60, size=(size, size)).astype(float)
    triangle = _triangle(counts)
    expected = triangle.expected()
    assert expected == pytest.approx(_glm(triangle), rel=1e-6)
    assert triangle.unreported() == pytest.approx(
        np.where(triangle.observed, 0.0, expected).sum(axis=1), abs=1e-8
    )
    past = np.where(triangle.observed, expected, 0.0)
    assert past.sum(axis=0) == pytest.approx(triangle.counts.sum(axis=0))
    assert past.sum(axis=1) == pytest.approx(triangle.counts.sum(axis=1))


def test_plain_averages_of_factors_are_not_the_poisson_model() -> None:
    triangle = _triangle(np.random.default_rng(1).integers(1, 60, size=(5, 5)).astype(float))
    so_far = np.cumsum(triangle.counts, axis=1)
    last = so_far[4, 0]
    for delay in range(1, 5):
        both = triangle.observed[:, delay]
        last *= (so_far[both, delay] / so_far[both, delay - 1]).mean()
    assert abs(last - _glm(triangle)[4].sum()) > 1e-3 * last


@settings(max_examples=200, deadline=None)
@given(
    population=st.integers(1, 400),
    covered=shares,
    inside=shares,
    outside=shares,
    doubled=st.floats(0.0, 0.5),
    slack=st.tuples(st.floats(0, 0.2), st.floats(0, 0.2)),
)
def test_bounds_hold_whatever_is_true(
    population: int,
    covered: float,
    inside: float,
    outside: float,
    doubled: float,
    slack: tuple[float, float],
) -> None:
    truth = covered * inside + (1 - covered) * outside
    entries = covered * inside * population / (1 - doubled)
    register = Register(
        name="r",
        entries=entries,
        population=(0.9 * population, 1.1 * population),
        covered=(max(covered - slack[0], 0.0), min(covered + slack[1], 1.0)),
        doubled=(max(doubled - slack[1], 0.0), min(doubled + slack[0], 1.0)),
    )
    assumed = [Outside.UNKNOWN]
    assumed += [Outside.AT_MOST_AS_OFTEN] if outside <= inside else []
    assumed += [Outside.AT_LEAST_AS_OFTEN] if outside >= inside else []
    for outsiders in assumed:
        bounds = register_bounds(register, outsiders)
        assert bounds.low is not None
        assert bounds.high is not None
        assert bounds.low - 1e-9 <= truth <= bounds.high + 1e-9


@settings(max_examples=100, deadline=None)
@given(shares, st.floats(0.05, 1.0), st.integers(10, 400))
def test_bounds_of_coverage_of_cases_hold(truth: float, covered: float, population: int) -> None:
    register = Register(
        name="r",
        entries=truth * covered * population,
        population=population,
        covered=(0.8 * covered, min(1.2 * covered, 1.0)),
        knows=Knows.CASES,
    )
    bounds = register_bounds(register)
    assert bounds.low is not None
    assert bounds.high is not None
    assert bounds.low - 1e-9 <= truth <= bounds.high + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.floats(0.05, 0.95), shares)
def test_worst_case_bounds_are_no_wider_than_they_must_be(covered: float, inside: float) -> None:
    register = Register(name="r", entries=1000 * covered * inside, population=1000, covered=covered)
    bounds = register_bounds(register)
    assert bounds.low == pytest.approx(covered * inside)
    assert bounds.high == pytest.approx(covered * inside + (1 - covered))


def test_bounds_fail_where_the_coverage_is_overstated() -> None:
    # 300 of 500 covered, everybody outside: 800 of 1,000. Said to be covered: 900.
    register = Register(name="r", entries=300, population=1000, covered=0.9)
    bounds = register_bounds(register)
    assert bounds.high is not None
    assert bounds.high < 0.8


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(0.001, 1.0), min_size=4, max_size=4), st.floats(0, 0.2))
def test_frechet_bounds_hold_for_every_joint_distribution(cells: list[float], slack: float) -> None:
    both, first, second, _ = np.array(cells) / sum(cells)
    one, other = (
        RateBounds(name=name, low=max(rate - slack, 0), high=min(rate + slack, 1))
        for name, rate in (("a", both + first), ("b", both + second))
    )
    joint, either = in_both(one, other, "x"), in_either(one, other, "x")
    assert joint.low - 1e-9 <= both <= joint.high + 1e-9  # type: ignore[operator]
    assert either.low - 1e-9 <= both + first + second <= either.high + 1e-9  # type: ignore[operator]


@settings(max_examples=100, deadline=None)
@given(shares, st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)), min_size=1, max_size=6))
def test_an_intersection_holds_what_all_hold(truth: float, ends: list[tuple[float, float]]) -> None:
    bounds = [
        RateBounds(name=str(place), low=max(truth - down, 0), high=min(truth + up, 1))
        for place, (down, up) in enumerate(ends)
    ]
    joint = all_registers(bounds, "x")
    assert joint.low is not None
    assert joint.high is not None
    assert joint.low <= truth <= joint.high
    assert all(joint.low >= one.low and joint.high <= one.high for one in bounds)  # type: ignore[operator]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.floats(0.01, 0.99), st.sampled_from([0.8, 0.9, 0.95]))
def test_exact_limits_of_a_share_hold_at_least_as_often_as_they_say(
    people: int, share: float, level: float
) -> None:
    counts = np.arange(people + 1)
    limits = [clopper_pearson(int(count), people, level) for count in counts]
    inside = np.array([one.low <= share <= (one.high or 0.0) for one in limits])
    assert binom.pmf(counts, people, share)[inside].sum() >= level - 1e-9


@settings(max_examples=40, deadline=None)
@given(st.floats(0.05, 30.0), st.sampled_from([0.8, 0.9, 0.95]))
def test_exact_limits_of_a_count_hold_at_least_as_often_as_they_say(
    mean: float, level: float
) -> None:
    counts = np.arange(120)
    limits = [garwood(int(count), 1.0, level) for count in counts]
    inside = np.array([one.low <= mean <= (one.high or 0.0) for one in limits])
    assert poisson.pmf(counts, mean)[inside].sum() >= level - 1e-9


def test_normal_limits_of_a_share_do_not() -> None:
    counts = np.arange(21)
    rate = counts / 20
    reach = 1.96 * np.sqrt(rate * (1 - rate) / 20)
    inside = (rate - reach <= 0.05) & (rate + reach >= 0.05)
    assert binom.pmf(counts, 20, 0.05)[inside].sum() < 0.7


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), shares, shares)
def test_limits_of_two_shares_hold_what_was_observed(
    first: int, second: int, one: float, other: float
) -> None:
    events, people = (round(one * first), round(other * second)), (first, second)
    difference = newcombe(events, people)
    observed = events[0] / first - events[1] / second
    assert difference.high is not None
    assert difference.low - 1e-9 <= observed <= difference.high + 1e-9
    assert -1 - 1e-9 <= difference.low <= difference.high <= 1 + 1e-9
    assume(events[0] + events[1] > 0)
    ratio = koopman(events, people)
    assert ratio.low >= 0
    assert (ratio.high is None) == (events[1] == 0)
    if events[1]:
        observed = (events[0] / first) / (events[1] / second)
        assert ratio.high is not None
        assert ratio.low - 1e-9 <= observed <= ratio.high + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_the_correction_is_the_expansion_and_the_errors_of_the_chances(seed: int) -> None:
    chance = np.random.default_rng(seed)
    cells = chance.dirichlet((2, 2, 2, 1), size=50)
    place = chance.integers(0, 4, size=50)
    seen = np.column_stack([np.isin(place, (0, 1)), np.isin(place, (0, 2))])
    chances = Chances(cells=cells)
    errors = np.eye(4)[place] - cells
    expected = chances.expansion() + (errors * chances.directions()).sum(axis=1)
    assert chances.influence(seen) == pytest.approx(expected)
