"""Like with like: standardised rates and Mantel-Haenszel comparisons at their edges."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.core.estimate.beyond import (
    StandardisedRate,
    StratifiedComparison,
    directly_standardised,
    mantel_haenszel,
)
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.estimate.beyond.rate_intervals import garwood
from onrecord.core.kernel.errors import UsageError

STRATA = ("young", "old")


def test_a_standard_like_the_group_changes_nothing() -> None:
    rate = directly_standardised(STRATA, (10, 30), (100, 200), (1, 2))
    assert rate.rate == pytest.approx(rate.plain)
    assert rate.limits is not None
    exact = garwood(40, 300)
    assert rate.limits.low == pytest.approx(exact.low)
    assert rate.limits.high == pytest.approx(exact.high)
    json.dumps(rate.to_dict(), allow_nan=False)


def test_another_standard_moves_the_rate() -> None:
    rate = directly_standardised(STRATA, (10, 60), (100, 200), (1, 0))
    assert rate.rate == pytest.approx(0.1)
    assert rate.plain == pytest.approx(70 / 300)


def test_no_event_has_an_upper_limit() -> None:
    rate = directly_standardised(STRATA, (0, 0), (100, 200), (1, 2))
    assert rate.rate == 0.0
    assert rate.limits is not None
    assert rate.limits.low == 0.0
    assert rate.limits.high is not None
    assert rate.limits.high > 0


def test_a_stratum_without_anybody_of_the_group() -> None:
    rate = directly_standardised(STRATA, (10, 0), (100, 0), (1, 2))
    assert rate.refused is not None
    assert rate.refused.template == beyond_sentences.STRATUM_WITHOUT_PEOPLE
    assert "old" in str(rate.refused)
    assert directly_standardised(STRATA, (10, 0), (100, 0), (1, 0)).rate == pytest.approx(0.1)
    json.dumps(rate.to_dict(), allow_nan=False)


def test_one_stratum_is_the_plain_comparison() -> None:
    compared = mantel_haenszel(("all",), np.array([[30, 10]]), np.array([[100, 80]]))
    assert compared.ratio == pytest.approx(0.3 / 0.125)
    assert compared.difference == pytest.approx(0.175)
    assert compared.homogeneity is None
    json.dumps(compared.to_dict(), allow_nan=False)


def test_strata_take_away_what_they_explain() -> None:
    # In each stratum the groups are alike; they only live in different ones.
    events, people = np.array([[80, 20], [5, 20]]), np.array([[400, 100], [100, 400]])
    crude = (85 / 500) / (40 / 500)
    compared = mantel_haenszel(STRATA, events, people)
    assert crude > 2
    assert compared.ratio == pytest.approx(1.0)
    assert compared.difference == pytest.approx(0.0)
    assert compared.warnings == ()


def test_strata_that_disagree_are_told() -> None:
    events, people = np.array([[60, 10], [10, 60]]), np.array([[100, 100], [100, 100]])
    compared = mantel_haenszel(STRATA, events, people)
    assert [one.template for one in compared.warnings] == [beyond_sentences.STRATA_DISAGREE]


def test_strata_of_one_group_are_left_out_and_named() -> None:
    events, people = np.array([[30, 10], [5, 0]]), np.array([[100, 80], [9, 0]])
    compared = mantel_haenszel(STRATA, events, people)
    assert [one.template for one in compared.warnings] == [beyond_sentences.STRATA_WITHOUT_BOTH]
    assert compared.ratio == pytest.approx(2.4)
    nothing = mantel_haenszel(STRATA, np.array([[3, 0], [0, 2]]), np.array([[9, 0], [0, 9]]))
    assert nothing.refused is not None
    assert nothing.refused.template == beyond_sentences.NO_SHARED_STRATUM
    json.dumps(nothing.to_dict(), allow_nan=False)


def test_without_events_there_is_a_difference_but_no_ratio() -> None:
    compared = mantel_haenszel(STRATA, np.zeros((2, 2)), np.full((2, 2), 50.0))
    assert compared.ratio is None
    assert compared.difference == 0.0


def test_figures_that_make_no_sense_are_errors() -> None:
    with pytest.raises(UsageError):
        directly_standardised(STRATA, (1,), (1, 1), (1, 1))
    with pytest.raises(UsageError):
        directly_standardised(STRATA, (-1, 1), (1, 1), (1, 1))
    with pytest.raises(UsageError):
        directly_standardised(STRATA, (0, 0), (0, 0), (1, 1))
    with pytest.raises(UsageError):
        mantel_haenszel(STRATA, np.zeros((1, 2)), np.ones((1, 2)))
    with pytest.raises(UsageError):
        mantel_haenszel(STRATA, np.full((2, 2), 3), np.full((2, 2), 2))
    with pytest.raises(ValueError, match="either"):
        StandardisedRate(plain=0.1)
    with pytest.raises(ValueError, match="either"):
        StratifiedComparison()
