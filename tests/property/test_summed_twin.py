"""Fits to sums of cells agree with a general optimiser, and with EM carried to its end.

Belongs here: what must hold for every table of which only sums were counted.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import gammaln, xlogy

from onrecord.core.estimate.poisson_fit import fit_poisson
from onrecord.core.estimate.summed_poisson import SummedFits, fit_summed_poisson

MARKS = np.array(list(product((0, 1), repeat=3)))
PAIR = (MARKS[:, 0] * MARKS[:, 1])[:, None]
BLOCK = np.hstack([MARKS, PAIR]).astype(float)
DESIGN = np.vstack(
    [np.hstack([np.tile(row, (8, 1)), BLOCK]) for row in np.eye(2)],
)
"""Two groups of eight cells: a column for the people of each, three lists, one dependence."""


def _sums() -> NDArray[np.float64]:
    """Return which cells are counted together: all alone in the first group, two by two after."""
    one = np.eye(16)
    return np.vstack([one[1:8], *(one[[8 + cell, 9 + cell]].sum(axis=0) for cell in (2, 4, 6))])


SUMS = _sums()


def _fit(counts: NDArray[np.float64], rounds: NDArray[np.float64] | None = None) -> SummedFits:
    start = np.ones(16) if rounds is None else rounds
    return fit_summed_poisson(DESIGN, SUMS, counts, np.ones((1, 6), dtype=np.bool_), start)


def _loss(beta: NDArray[np.float64], counts: NDArray[np.float64]) -> float:
    means = SUMS @ np.exp(DESIGN @ beta)
    return float(np.sum(means - xlogy(counts, means) + gammaln(counts + 1)))


tables = st.lists(st.integers(3, 400), min_size=10, max_size=10).map(
    lambda counts: np.array(counts, dtype=float)
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_fit_is_a_maximum_of_the_likelihood(counts: NDArray[np.float64]) -> None:
    fits = _fit(counts)
    assert fits.sound[0]
    beta = fits.coefficients[0]
    assert -fits.log_likelihood[0] == pytest.approx(_loss(beta, counts), rel=1e-9)
    found = minimize(_loss, beta, args=(counts,), method="BFGS", options={"gtol": 1e-7})
    assert found.fun == pytest.approx(-fits.log_likelihood[0], abs=1e-6)
    # The control: a step away in any direction is lower.
    for direction in np.eye(6):
        assert _loss(beta + 0.05 * direction, counts) > -fits.log_likelihood[0]


@settings(max_examples=40, deadline=None)
@given(tables)
def test_fit_stays_where_it_is_under_em(counts: NDArray[np.float64]) -> None:
    fits = _fit(counts)
    shares = fits.cells * ((counts / (fits.cells @ SUMS.T)) @ SUMS)
    counted = np.broadcast_to(SUMS.any(axis=0), (1, 16))
    again = fit_poisson(DESIGN, shares, np.ones((1, 6), dtype=np.bool_), counted)
    assert again.coefficients[0] == pytest.approx(fits.coefficients[0], abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(tables, st.integers(0, 2**32 - 1))
def test_fit_does_not_depend_on_how_sums_are_first_shared_out(
    counts: NDArray[np.float64], seed: int
) -> None:
    start = np.random.default_rng(seed).uniform(0.1, 1.0, 16)
    one, other = _fit(counts), _fit(counts, start)
    assert other.log_likelihood[0] == pytest.approx(one.log_likelihood[0], abs=1e-6)


def test_variance_is_the_inverse_of_the_information() -> None:
    counts = np.array([90, 60, 30, 80, 25, 30, 12, 70, 90, 40], dtype=float)
    fits = _fit(counts)
    beta, width = fits.coefficients[0], 1e-3
    hessian = np.empty((6, 6))
    expected = SUMS @ fits.cells[0]
    for i, j in product(range(6), repeat=2):
        first, second = width * np.eye(6)[i], width * np.eye(6)[j]
        # With the expected counts in place of the observed the Hessian is the information.
        hessian[i, j] = (
            _loss(beta + first + second, expected)
            - _loss(beta + first - second, expected)
            - _loss(beta - first + second, expected)
            + _loss(beta - first - second, expected)
        ) / (4 * width**2)
    assert fits.covariance[0] @ hessian == pytest.approx(np.eye(6), abs=1e-3)


def test_a_model_that_the_sums_do_not_tell_is_not_sound() -> None:
    # The second group alone, of whom the third list is never seen.
    counts = np.array([70.0, 90.0, 40.0])
    fits = fit_summed_poisson(
        DESIGN, SUMS[7:], counts, np.ones((1, 6), dtype=np.bool_), np.ones(16)
    )
    assert not fits.sound[0]
    assert _fit(np.append(np.full(7, 20.0), counts)).sound[0]
