"""Alpha is what Krippendorff prints, and says why where it is not defined."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.reconcile.agreement import Bootstrap, Metric, krippendorff_alpha

_A = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
_B = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
_C = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
_D = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
CANONICAL = list(zip(_A, _B, _C, _D, strict=True))
"""Twelve units, four observers: Krippendorff (2011), section C."""


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        (Metric.nominal, 0.743),
        (Metric.ordinal, 0.815),
        (Metric.interval, 0.849),
        (Metric.ratio, 0.797),
    ],
)
def test_the_canonical_example_gives_the_published_numbers(
    metric: Metric, published: float
) -> None:
    found = krippendorff_alpha(CANONICAL, metric)
    assert found.value == pytest.approx(published, abs=0.0005)
    # One unit has a single value and is left out.
    assert found.units == 11


def test_two_observers_and_two_values_give_the_published_number() -> None:
    """Krippendorff (2011), section A: ten units, alpha 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = krippendorff_alpha(list(zip(one, other, strict=True)))
    assert found.value == pytest.approx(0.095, abs=0.0005)


def test_two_observers_and_words_give_the_published_number() -> None:
    """Krippendorff (2011), section B: twelve units, five values, alpha 0.692."""
    pairs = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert krippendorff_alpha(pairs).value == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize("metric", list(Metric))
def test_no_variation_is_a_reason_and_no_number(metric: Metric) -> None:
    found = krippendorff_alpha([[3, 3], [3, 3], [3, None]], metric)
    assert (found.value, found.low, found.units) == (None, None, 2)
    assert "one and the same value" in str(found.reason)


def test_without_a_unit_that_two_coded_there_is_a_reason() -> None:
    found = krippendorff_alpha([["a", None], [None, "b"]])
    assert (found.value, found.units) == (None, 0)
    assert "nothing to compare" in str(found.reason)


def test_ranks_of_words_are_given() -> None:
    order = ["low", "middle", "high"]
    near = [["low", "middle"], ["middle", "high"], ["high", "high"], ["low", "low"]]
    far = [["low", "high"], ["middle", "high"], ["high", "high"], ["low", "low"]]
    values = [krippendorff_alpha(one, Metric.ordinal, order=order).value for one in (near, far)]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] > values[1]
    with pytest.raises(InputError):
        krippendorff_alpha([["low", "lowest"]], Metric.ordinal, order=order)


def test_words_and_negative_numbers_are_refused_where_they_mean_nothing() -> None:
    with pytest.raises(InputError):
        krippendorff_alpha([["a", "b"]], Metric.interval)
    with pytest.raises(InputError):
        krippendorff_alpha([[-1, 2]], Metric.ratio)
    with pytest.raises(InputError):
        krippendorff_alpha([["a", 2]])


def test_zero_against_zero_is_no_difference_under_the_ratio_metric() -> None:
    found = krippendorff_alpha([[0, 0], [1, 1], [2, 2]], Metric.ratio)
    assert found.value == 1


def test_the_interval_holds_the_value_and_comes_from_the_generator_alone() -> None:
    drawn = [
        krippendorff_alpha(
            CANONICAL, bootstrap=Bootstrap(generator=np.random.default_rng(seed), replicates=500)
        )
        for seed in (7, 7, 8)
    ]
    first = drawn[0]
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high <= 1
    assert drawn[0] == drawn[1] != drawn[2]


def test_an_interval_that_is_often_not_defined_is_left_out() -> None:
    """One unit in forty has another value: a third of the replicates hold one value alone."""
    drawn = Bootstrap(generator=np.random.default_rng(1), replicates=200)
    rare = krippendorff_alpha([["a", "a"]] * 40 + [["b", "b"]], bootstrap=drawn)
    assert (rare.value, rare.low, rare.high) == (1, None, None)


def test_a_bootstrap_without_replicates_is_refused() -> None:
    with pytest.raises(UsageError):
        Bootstrap(generator=np.random.default_rng(1), replicates=0)
