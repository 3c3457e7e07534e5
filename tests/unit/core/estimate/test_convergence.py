"""Whether chains agree and what their draws are worth, against the formulas written out slowly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate.convergence import bulk_ess, rank_normalised_rhat, tail_ess

Draws = NDArray[np.float64]


def _autoregressive(rho: float, chains: int = 4, length: int = 4_000) -> Draws:
    noise = np.random.default_rng(11).standard_normal((chains, length))
    draws = noise.copy()
    for step in range(1, length):
        draws[:, step] = rho * draws[:, step - 1] + np.sqrt(1 - rho**2) * noise[:, step]
    return draws


def _slow_scores(draws: Draws) -> list[list[float]]:
    half = draws.shape[1] // 2
    halves = [part for chain in draws for part in (chain[:half], chain[-half:])]
    everything = sorted(float(value) for part in halves for value in part)
    # Equal values share the mean of their ranks.
    rank = {
        v: (bisect_left(everything, v) + bisect_right(everything, v) + 1) / 2 for v in everything
    }
    curve = NormalDist()
    return [
        [curve.inv_cdf((rank[float(v)] - 0.375) / (len(everything) + 0.25)) for v in part]
        for part in halves
    ]


def _slow_rhat(draws: Draws) -> float:
    def of(values: Draws) -> float:
        scores = np.array(_slow_scores(values))
        length = scores.shape[1]
        within = np.mean([np.var(part, ddof=1) for part in scores])
        between = length * np.var([np.mean(part) for part in scores], ddof=1)
        return float(np.sqrt(((length - 1) / length * within + between / length) / within))

    return max(of(draws), of(np.abs(draws - np.median(draws))))


def _slow_ess(draws: Draws) -> float:
    scores = np.array(_slow_scores(draws))
    chains, length = scores.shape
    centred = scores - scores.mean(axis=1, keepdims=True)
    within = np.mean([np.var(part, ddof=1) for part in scores])
    pooled = (length - 1) / length * within + np.var(scores.mean(axis=1), ddof=1)
    rho = []
    for lag in range(length):
        covariance = [np.sum(c[: length - lag] * c[lag:]) / (length - 1) for c in centred]
        rho.append(1 - (within - np.mean(covariance)) / pooled)
    rho[0] = 1.0
    total, last = 0.0, np.inf
    for pair in range(length // 2):
        value = rho[2 * pair] + rho[2 * pair + 1]
        if value <= 0:
            break
        last = min(last, value)
        total += last
    return chains * length / (2 * total - 1)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.95])
def test_the_formulas_written_out(rho: float) -> None:
    draws = _autoregressive(rho, length=300)
    assert rank_normalised_rhat(draws) == pytest.approx(_slow_rhat(draws), rel=1e-9)
    assert bulk_ess(draws) == pytest.approx(_slow_ess(draws), rel=1e-9)


@pytest.mark.parametrize(("rho", "worth"), [(0.0, 1.0), (0.5, 1 / 3), (0.9, 1 / 19)])
def test_an_autoregression_is_worth_what_theory_says(rho: float, worth: float) -> None:
    draws = _autoregressive(rho, length=20_000)
    assert bulk_ess(draws) / draws.size == pytest.approx(worth, rel=0.15)
    assert rank_normalised_rhat(draws) < 1.02


def test_only_the_order_of_draws_counts() -> None:
    draws = _autoregressive(0.5)
    assert bulk_ess(np.exp(5 * draws)) == pytest.approx(bulk_ess(draws))


def test_a_chain_that_stays_elsewhere_is_seen() -> None:
    draws = _autoregressive(0.3)
    draws[0] += 3
    assert rank_normalised_rhat(draws) > 1.2
    assert bulk_ess(draws) < 50


def test_a_chain_that_spreads_wider_is_seen() -> None:
    draws = _autoregressive(0.3)
    draws[0] *= 5
    assert rank_normalised_rhat(draws) > 1.05


def test_a_region_visited_seldom_shows_in_the_tail() -> None:
    draws = _autoregressive(0.0)
    draws[0, :400] += 10
    assert tail_ess(draws) < bulk_ess(draws) / 3


def test_draws_that_are_all_equal_agree() -> None:
    assert rank_normalised_rhat(np.full((4, 100), 7.0)) == 1.0
    assert bulk_ess(np.full((4, 100), 7.0)) == 400.0


def test_chains_that_stand_still_apart_never_agree() -> None:
    draws = np.repeat([[1.0], [2.0], [3.0], [4.0]], 100, axis=1)
    assert rank_normalised_rhat(draws) == float("inf")


def test_too_few_draws_say_nothing() -> None:
    assert rank_normalised_rhat(np.zeros((4, 5))) == float("inf")
    assert bulk_ess(np.zeros((4, 5))) == tail_ess(np.zeros((4, 5))) == 0.0
