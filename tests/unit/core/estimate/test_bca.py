"""Is the interval of resampling computed as its authors write it?"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from onrecord.core.estimate.bca import bca, bootstrap, resamples


def test_without_bias_and_acceleration_it_is_the_percentile_interval() -> None:
    replicates = np.arange(1.0, 1001.0)
    limits, bias, acceleration = bca(500.5, replicates, np.full(3, 7.0), np.ones(3), (0.9,)) or (
        (),
        0,
        0,
    )
    assert bias == pytest.approx(0)
    assert acceleration == 0
    wanted = tuple(np.quantile(replicates, (0.05, 0.95), method="median_unbiased"))
    assert limits[0] == pytest.approx(wanted)


def test_by_hand() -> None:
    replicates = np.arange(1.0, 101.0)
    left_out, weights = np.array([10.0, 12.0, 17.0]), np.array([5.0, 3.0, 2.0])
    mean = (50 + 36 + 34) / 10
    away = mean - left_out
    accelerated = (5 * away[0] ** 3 + 3 * away[1] ** 3 + 2 * away[2] ** 3) / (
        6 * (5 * away[0] ** 2 + 3 * away[1] ** 2 + 2 * away[2] ** 2) ** 1.5
    )
    limits, bias, acceleration = bca(40.5, replicates, left_out, weights, (0.95,)) or ((), 0, 0)
    z = norm.ppf(0.4)
    assert bias == pytest.approx(z)
    assert acceleration == pytest.approx(accelerated)
    low = norm.cdf(z + (z + norm.ppf(0.025)) / (1 - accelerated * (z + norm.ppf(0.025))))
    assert limits[0][0] == pytest.approx(np.quantile(replicates, low, method="median_unbiased"))


def test_samples_on_one_side_give_none() -> None:
    assert bca(0.5, np.arange(1.0, 9.0), np.ones(2), np.ones(2), (0.95,)) is None
    assert bca(1.0, np.array([]), np.ones(2), np.ones(2), (0.95,)) is None


def test_as_many_records_are_drawn_as_there_were() -> None:
    counts = np.array([0.0, 10.4, 0, 20.4])
    rows = resamples(counts, 50, np.random.default_rng(1))
    assert set(rows.sum(axis=1)) == {31.0}
    assert not rows[:, [0, 2]].any()


def test_one_seed_gives_one_interval() -> None:
    counts = np.array([0.0, 30, 20, 10])
    found = [
        bootstrap(
            counts,
            float((counts**2).sum()),
            lambda rows: np.asarray((rows**2).sum(axis=1)),
            samples=200,
            level=0.95,
            chance=np.random.default_rng(seed),
        )
        for seed in (4, 4, 5)
    ]
    first, again, other = found
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.interval == again.interval
    assert first.interval != other.interval
    assert first.narrower.low > first.interval.low
