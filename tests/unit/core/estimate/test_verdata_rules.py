"""The rules of verdata, held to values worked out by hand, and what ours does otherwise."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onrecord.core.estimate.verdata_rules import (
    combine_estimates,
    combine_replicates,
    documented_count,
)


def test_two_replicates_by_hand() -> None:
    """Logs ln 10, ln 40 and ln 20, ln 80: W = (ln 4)^2/2, B = (ln 2)^2/2, so W/(3B) = 4/3.

    df = (2 - 1)(1 + 4/3)^2 = 49/9; Student's t at 97.5 % is 2.50873 there; the centre is
    sqrt(800) = 28.284 and the spread sqrt(W + 1.5 B) = 1.14946, which
    gives 28.284 e^(-+2.88367), 1.6 and 505.7.
    """
    found = combine_estimates([100, 102], [np.array([10.0, 40.0]), np.array([20.0, 80.0])])
    assert found.within == pytest.approx(math.log(4) ** 2 / 2)
    assert found.between == pytest.approx(math.log(2) ** 2 / 2)
    assert found.df == pytest.approx(49 / 9)
    assert (found.observed, found.N) == (101, 101 + 38)
    assert (found.low, found.high) == (101 + 2, 101 + 506)


def test_another_number_of_replicates_would_give_another_interval() -> None:
    """The check above would notice (R + 1)/R or the degrees of freedom gone."""
    pair = [np.array([10.0, 40.0]), np.array([20.0, 80.0])]
    two = combine_estimates([101, 101], pair)
    four = combine_estimates([101] * 4, pair * 2)
    assert four.high < two.high


def test_a_draw_of_nobody_counts_as_a_tenth_of_a_person_on_the_log_scale_alone() -> None:
    found = combine_estimates([5, 5], [np.array([0.0, 10.0]), np.array([0.0, 10.0])])
    assert found.N == 5 + 5
    assert found.within == pytest.approx(math.log(100) ** 2 / 2)


def test_replicates_that_agree_fall_back_on_the_normal_curve() -> None:
    same = np.array([10.0, 40.0])
    found = combine_estimates([100, 100], [same, same])
    assert found.df is None
    spread = math.log(4) / math.sqrt(2)
    assert found.high == 100 + round(20 * math.exp(1.959964 * spread))
    assert combine_estimates([9, 9], [np.ones(2), np.ones(2)]).high == 10


def test_documented_counts_by_hand() -> None:
    """Mean 11 of 8, 10, 12, 14; B = (9 + 1 + 1 + 9)/3; 1.96 sqrt(5/4 B) = 5.658."""
    found = combine_replicates([8, 10, 12, 14])
    assert (found.low, found.count, found.high) == (5, 11, 17)
    assert combine_replicates([8, 10, 12, 14], complete=7).low == 7


def test_verdata_leaves_absent_replicates_out_of_the_mean_and_ours_does_not() -> None:
    """Present: mean 4, B = 2/3 over R - 1 = 3. Ours: mean 2, B = 18/3, t of 3 df 3.1824."""
    theirs, ours = combine_replicates([3, 5, 0, 0]), documented_count([3, 5, 0, 0])
    reach = 1.96 * math.sqrt(1.25 * 2 / 3)
    assert (theirs.low, theirs.count, theirs.high) == (round(4 - reach), 4, round(4 + reach))
    assert ours.count == 2
    assert ours.high == pytest.approx(2 + 3.182446 * math.sqrt(1.25 * 6), rel=1e-6)
    assert ours.low == 0


def test_one_replicate_tells_no_doubt() -> None:
    for found in (combine_replicates([7]), documented_count([7])):
        assert (found.count, found.low, found.high, found.replicates) == (7, None, None, 1)
    assert combine_replicates([0, 0]).count == 0
