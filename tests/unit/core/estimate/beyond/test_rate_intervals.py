"""Limits of one rate and of two: edges, symmetry, and what is no rate at all."""

from __future__ import annotations

import json
import math

import pytest

from onrecord.core.estimate.beyond.rate_intervals import (
    clopper_pearson,
    difference_of_counts,
    garwood,
    koopman,
    newcombe,
    ratio_of_counts,
    wilson,
)
from onrecord.core.kernel.errors import UsageError


def test_edges_of_a_share() -> None:
    assert clopper_pearson(0, 20).low == 0.0
    assert clopper_pearson(20, 20).high == 1.0
    # With no event the exact upper limit has a closed form.
    assert clopper_pearson(0, 20).high == pytest.approx(1 - 0.025 ** (1 / 20))
    assert wilson(0, 20).low == 0.0
    assert wilson(20, 20).high == pytest.approx(1.0)


def test_edges_of_a_count() -> None:
    none = garwood(0, 5.0)
    assert none.low == 0.0
    assert none.high == pytest.approx(-math.log(0.025) / 5)


def test_a_difference_turns_its_sign_with_the_groups() -> None:
    here, there = newcombe((30, 12), (90, 70)), newcombe((12, 30), (70, 90))
    assert (here.low, here.high) == pytest.approx((-there.high, -there.low))  # type: ignore[operator]
    one, other = difference_of_counts((9, 4), (3.0, 2.0)), difference_of_counts((4, 9), (2.0, 3.0))
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))  # type: ignore[operator]


@pytest.mark.parametrize("function", [koopman, ratio_of_counts])
def test_a_ratio_turns_over_with_the_groups(function) -> None:  # type: ignore[no-untyped-def]
    here, there = function((30, 12), (90, 70)), function((12, 30), (70, 90))
    assert here.low == pytest.approx(1 / there.high)
    assert here.high == pytest.approx(1 / there.low)


@pytest.mark.parametrize("function", [koopman, ratio_of_counts])
def test_a_ratio_without_events_on_one_side(function) -> None:  # type: ignore[no-untyped-def]
    first, second = function((0, 6), (50, 60)), function((6, 0), (60, 50))
    assert first.low == 0.0
    assert second.high is None
    assert first.high == pytest.approx(1 / second.low)
    json.dumps(second.to_dict(), allow_nan=False)
    with pytest.raises(UsageError):
        function((0, 0), (50, 60))


def test_a_ratio_where_everybody_has_the_event() -> None:
    limits = koopman((40, 80), (40, 80))
    assert limits.low < 1.0
    assert limits.high is not None
    assert limits.high > 1.0


def test_a_higher_level_is_wider() -> None:
    for function, arguments in (
        (clopper_pearson, (7, 50)),
        (garwood, (7, 50)),
        (koopman, ((7, 5), (50, 60))),
        (newcombe, ((7, 5), (50, 60))),
    ):
        narrow, wide = function(*arguments, 0.8), function(*arguments, 0.99)  # type: ignore[operator]
        assert wide.low < narrow.low
        assert wide.high > narrow.high


def test_what_is_no_rate() -> None:
    for events, people in ((5, 4), (-1, 4), (0, 0), (1, math.inf)):
        with pytest.raises(UsageError):
            clopper_pearson(events, people)
    for events, exposure in ((-1, 4), (1, 0), (math.nan, 1)):
        with pytest.raises(UsageError):
            garwood(events, exposure)
    with pytest.raises(UsageError):
        ratio_of_counts((1, 1), (0, 1))
    for level in (0.0, 1.0):
        with pytest.raises(UsageError):
            clopper_pearson(1, 4, level)
        with pytest.raises(UsageError):
            garwood(1, 4, level)
