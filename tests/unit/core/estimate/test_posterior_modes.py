"""Draws that lie in one region are told from draws that lie in two."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate.posterior_modes import posterior_modes


def _log_normal(middle: float, spread: float, size: int) -> np.ndarray:
    return middle * np.exp(spread * np.random.default_rng(size).standard_normal(size))


def test_one_region() -> None:
    for spread in (0.02, 0.5, 1.5):
        ((middle, share),) = posterior_modes(_log_normal(5_000, spread, 4_000))
        assert middle == pytest.approx(5_000, rel=0.1)
        assert share == 1.0


def test_two_regions_and_their_shares() -> None:
    draws = np.concatenate([_log_normal(40_000, 0.1, 4_000), _log_normal(140_000, 0.1, 1_000)])
    (low, most), (high, rest) = posterior_modes(draws)
    assert (low, high) == pytest.approx((40_000, 140_000), rel=0.02)
    assert (most, rest) == pytest.approx((0.8, 0.2), abs=0.01)


def test_a_region_of_few_draws_is_left_out() -> None:
    draws = np.concatenate([_log_normal(40_000, 0.1, 4_000), _log_normal(140_000, 0.1, 60)])
    assert len(posterior_modes(draws)) == 1


def test_equal_draws() -> None:
    assert posterior_modes(np.full(100, 3.0)) == [(3.0, 1.0)]
