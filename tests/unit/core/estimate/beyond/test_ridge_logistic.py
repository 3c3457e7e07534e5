"""The ridge regression finds the top of its own objective, and does not mind units."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from onrecord.core.estimate.beyond.ridge_logistic import (
    fit_ridge_logistic,
    with_intercept,
    with_squares,
)


def _people(seed: int = 3, people: int = 300) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    columns = chance.normal(size=(people, 3))
    line = 0.4 + columns @ np.array([1.0, -0.7, 0.0])
    return columns, chance.random(people) < 1 / (1 + np.exp(-line))


def test_it_finds_the_maximum_that_a_general_optimiser_finds() -> None:
    columns, answers = _people()
    fitted = fit_ridge_logistic(columns, answers, 2.0)
    design = with_intercept((columns - columns.mean(axis=0)) / columns.std(axis=0))

    def loss(point: np.ndarray) -> float:
        line = design @ point
        penalty = float(2.0 * (point[1:] ** 2).sum() / 2)
        return float(np.logaddexp(0, line).sum() - answers @ line) + penalty

    found = minimize(loss, np.zeros(4), method="BFGS", options={"gtol": 1e-8})
    assert fitted.coefficients == pytest.approx(found.x, abs=1e-5)


def test_the_penalty_does_not_depend_on_units() -> None:
    columns, answers = _people()
    other_units = columns * np.array([1000.0, 0.01, 1.0]) + np.array([5.0, -2.0, 1e4])
    here = fit_ridge_logistic(columns, answers, 1.0).predict(columns)
    there = fit_ridge_logistic(other_units, answers, 1.0).predict(other_units)
    assert there == pytest.approx(here, abs=1e-8)


def test_a_large_penalty_leaves_the_common_chance() -> None:
    columns, answers = _people()
    flat = fit_ridge_logistic(columns, answers, 1e9).predict(columns)
    assert flat == pytest.approx(np.full(len(columns), answers.mean()), abs=1e-5)
    lively = fit_ridge_logistic(columns, answers, 1.0).predict(columns)
    assert lively.std() > 0.1


def test_a_column_that_does_not_vary_and_answers_that_are_parted() -> None:
    columns = np.column_stack([np.full(40, 7.0), np.linspace(-1, 1, 40)])
    answers = columns[:, 1] > 0
    fitted = fit_ridge_logistic(columns, answers, 1.0)
    assert fitted.coefficients[1] == 0.0
    assert np.isfinite(fitted.coefficients).all()
    assert fit_ridge_logistic(columns, np.ones(40, dtype=bool), 1.0).predict(columns).min() > 0.99


def test_squares_stand_behind_the_columns() -> None:
    columns, _ = _people()
    widened = with_squares(columns)
    assert widened.shape == (300, 3 + 6)
    assert np.array_equal(widened[:, :3], columns)
