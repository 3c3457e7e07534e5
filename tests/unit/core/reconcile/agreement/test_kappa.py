"""Kappa is what Cohen prints, with and without weights."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.agreement import Bootstrap, Weights, cohen_kappa


def _spread(table: list[list[int]]) -> tuple[list[float], list[float]]:
    pairs = [
        (float(row), float(column))
        for row, numbers in enumerate(table)
        for column, number in enumerate(numbers)
        for _one in range(number)
    ]
    return [one for one, _other in pairs], [other for _one, other in pairs]


COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""Cohen (1960), table 1: two judges, three diagnoses, proportions of 200 cases."""


def test_the_example_of_1960_gives_its_number() -> None:
    found = cohen_kappa(*_spread(COHEN_1960))
    assert found.value == pytest.approx(0.492, abs=0.0005)
    assert found.units == 200


def test_two_readers_and_fifty_proposals_give_the_number_of_the_textbooks() -> None:
    """Twenty times both yes, fifteen times both no, five and ten apart: kappa 0.40."""
    assert cohen_kappa(*_spread([[20, 5], [10, 15]])).value == pytest.approx(0.4, abs=0.0005)


def test_weights_count_near_misses_less() -> None:
    """By hand: 20 near misses of 50; linear 1 - 0.40 / 0.84, quadratic 1 - 0.40 / 1.20."""
    table = [[10, 5, 0], [5, 10, 5], [0, 5, 10]]
    one, other = _spread(table)
    values = {weights: cohen_kappa(one, other, weights=weights).value for weights in Weights}
    assert values[Weights.none] == pytest.approx(0.3939, abs=0.0005)
    assert values[Weights.linear] == pytest.approx(0.5238, abs=0.0005)
    assert values[Weights.quadratic] == pytest.approx(0.6667, abs=0.0005)


def test_missing_values_are_left_out() -> None:
    found = cohen_kappa(["a", "b", None, "a"], ["a", "b", "b", None])
    assert (found.value, found.units) == (1, 2)


def test_no_variation_and_no_units_are_reasons() -> None:
    assert "one and the same" in str(cohen_kappa(["a", "a"], ["a", "a"]).reason)
    assert "nothing to compare" in str(cohen_kappa([None], ["a"]).reason)


def test_unequal_lists_are_refused() -> None:
    with pytest.raises(InputError):
        cohen_kappa(["a"], [])


def test_the_interval_narrows_with_more_units() -> None:
    widths = []
    for times in (1, 25):
        one, other = _spread([[4 * times, times], [2 * times, 3 * times]])
        found = cohen_kappa(one, other, bootstrap=Bootstrap(generator=np.random.default_rng(3)))
        assert found.low is not None
        assert found.high is not None
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 3
