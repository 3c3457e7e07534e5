"""Do the draws come from the posterior? Against posteriors that can be written down."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import gamma

from onrecord.core.estimate.convergence import rank_normalised_rhat
from onrecord.core.estimate.loglinear import design_matrix
from onrecord.core.estimate.poisson_posterior import (
    MOVES,
    WALKERS,
    PosteriorWalk,
    posterior_mode,
)

TAILS = (0.025, 0.25, 0.5, 0.75, 0.975)


def _chance() -> np.random.Generator:
    return np.random.default_rng(20020103)


def test_a_constant_alone_has_a_gamma_posterior() -> None:
    counts = np.array([4.0, 1.0, 0.0, 7.0])
    walk = PosteriorWalk(np.ones((4, 1)), counts, np.array([1e-4]), 4, _chance())
    means = np.exp(walk.walk(2 * MOVES))
    assert np.quantile(means, TAILS) == pytest.approx(gamma(12, scale=1 / 4).ppf(TAILS), rel=0.02)


DESIGN = np.array([[1.0, 0.0], [1.0, 1.0]])
COUNTS = np.array([5.0, 0.0])


def _second_by_grid(precision: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles of the second coefficient, by adding up a fine grid."""
    first, second = np.meshgrid(np.linspace(-3, 5, 1601), np.linspace(-9, 6, 3001), indexing="ij")
    value = COUNTS[0] * first - np.exp(first) - np.exp(first + second)
    value -= (precision[0] * first**2 + precision[1] * second**2) / 2
    weights = np.exp(value - value.max()).sum(axis=0)
    return np.interp(TAILS, np.cumsum(weights) / weights.sum(), second[0])


@pytest.mark.parametrize("precision", [(1e-4, 1.0), (0.5, 0.2)])
def test_an_empty_cell_has_the_skewed_posterior_of_a_grid(precision: tuple[float, float]) -> None:
    wanted = _second_by_grid(np.array(precision))
    walk = PosteriorWalk(DESIGN, COUNTS, np.array(precision), 4, _chance())
    found = np.quantile(walk.walk(4 * MOVES)[:, :, 1], TAILS)
    assert found == pytest.approx(wanted, abs=0.05)


def test_another_prior_would_be_noticed() -> None:
    near, other = _second_by_grid(np.array([1e-4, 1.0])), _second_by_grid(np.array([1e-4, 0.8]))
    assert other != pytest.approx(near, abs=0.05)


def test_the_mode_is_flat_and_its_root_is_the_curvature() -> None:
    design = design_matrix(3, (0, 1, 2, 4, 3, 5, 6))[1:]
    counts = np.array([40.0, 30.0, 6.0, 20.0, 0.0, 0.0, 0.0])
    precision = np.array([1e-4] * 4 + [1.0] * 3)
    mode, root = posterior_mode(design, counts, precision)
    means = np.exp(design @ mode)
    assert design.T @ (counts - means) == pytest.approx(precision * mode, abs=1e-3)
    curvature = (design.T * means) @ design + np.diag(precision)
    assert root.T @ root == pytest.approx(curvature, rel=1e-4, abs=1e-6)


def test_draws_go_on_where_they_stopped() -> None:
    walk = PosteriorWalk(DESIGN, COUNTS, np.array([1e-4, 1.0]), 3, _chance())
    few, more = walk.walk(2), walk.walk(3)
    assert few.shape == (3, 2 * WALKERS, 2)
    assert more.shape == (3, 5 * WALKERS, 2)
    kept = more.reshape(3, WALKERS, 5, 2)[:, :, :2]
    assert np.array_equal(kept.reshape(few.shape), few)
    assert 0.5 < walk.accepted <= 1


def test_groups_that_begin_far_apart_come_together() -> None:
    chance = np.random.default_rng(5)
    counts = chance.poisson(0.8, size=31).astype(float)
    masks = (
        0,
        *(1 << one for one in range(5)),
        *(1 << a | 1 << b for a in range(5) for b in range(a)),
    )
    precision = np.array([1e-4] * 6 + [1.0] * 10)
    draws = PosteriorWalk(design_matrix(5, masks)[1:], counts, precision, 4, chance).walk()
    rhats = [rank_normalised_rhat(draws[:, :, place]) for place in range(len(masks))]
    assert max(rhats) < 1.02
