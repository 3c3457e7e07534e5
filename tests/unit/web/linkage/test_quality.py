"""Precision, recall and calibration follow from drawn pairs, with honest limits."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate.beyond.rate_intervals import wilson
from onrecord.web.linkage.quality import Drawn, agreement, bins, quality

LISTS = ("Elm", "Lime")


def _drawn(linked: int, right: int, apart: int, missed: int) -> list[Drawn]:
    return [
        Drawn(lists=LISTS, probability=0.95, linked=True, same=number < right)
        for number in range(linked)
    ] + [
        Drawn(lists=LISTS, probability=0.15, linked=False, same=number < missed)
        for number in range(apart)
    ]


def test_precision_has_wilson_limits_and_recall_weighs_both_halves() -> None:
    whole, by_lists = quality(_drawn(50, 45, 40, 4), {(LISTS, True): 500, (LISTS, False): 1000})
    assert whole.lists is None
    assert by_lists.lists == LISTS
    limits = wilson(45, 50)
    assert (whole.precision.value, whole.precision.low) == (0.9, limits.low)
    # 450 matches are linked, one tenth of a thousand others are matches, too.
    assert whole.recall.value == pytest.approx(450 / 550)
    assert whole.recall.low < 450 / 550 < whole.recall.high


def test_nothing_decided_is_said_as_nothing() -> None:
    (whole,) = quality([], {(LISTS, True): 5})
    assert whole.precision.value is None
    assert whole.recall.value is None
    (whole, _by_lists) = quality(_drawn(3, 3, 0, 0), {(LISTS, True): 3, (LISTS, False): 9})
    assert whole.precision.value == 1.0
    assert whole.recall.value is None


def test_where_nothing_is_left_out_every_match_is_linked() -> None:
    whole, _by_lists = quality(_drawn(3, 3, 0, 0), {(LISTS, True): 3})
    assert whole.recall.value == 1.0


@pytest.mark.parametrize("truth", [0.7, 0.95])
def test_the_limits_of_recall_hold_at_least_as_often_as_they_say(truth: float) -> None:
    """Draws from a world with a known recall: 600 linked and 2,000 other pairs."""
    chance = np.random.default_rng(14)
    matches = round(600 * 0.9 / truth - 600 * 0.9)
    there = {(LISTS, True): 600, (LISTS, False): 2000}
    recall = 540 / (540 + matches)
    held = 0
    for _world in range(300):
        right = int(chance.hypergeometric(540, 60, 100))
        missed = int(chance.hypergeometric(matches, 2000 - matches, 100))
        found = quality(_drawn(100, right, 100, missed), there)[0].recall
        held += found.low <= recall <= found.high
    assert held / 300 >= 0.95


def test_bins_say_what_was_said_and_what_was_found() -> None:
    low, high = bins(_drawn(10, 9, 20, 1))
    assert (low.low, low.high, low.said) == (0.1, 0.2, pytest.approx(0.15))
    assert low.share.value == 0.05
    assert (high.share.value, high.share.of) == (0.9, 10)
    assert bins([]) == []


def test_agreement_is_measured_or_says_why_not() -> None:
    measured = agreement([("same", "same")] * 6 + [("same", "different")] * 2, seed=1)
    assert measured["percentage"].value == 0.75
    assert measured["kappa"].value == 0.0
    assert agreement([], seed=1)["alpha"].reason is not None
