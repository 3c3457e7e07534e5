"""Reports that are still to come: what is refused, what is warned of, and what intervals hold."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.core.estimate.beyond import Doubt, NowcastOptions, ReportingTriangle, nowcast
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.kernel.errors import UsageError

NAN = np.nan
COUNTS = np.array(
    [
        [40.0, 25.0, 10.0, 5.0],
        [50.0, 28.0, 14.0, NAN],
        [60.0, 40.0, NAN, NAN],
        [30.0, NAN, NAN, NAN],
    ]
)
MONTHS = ("January", "February", "March", "April")


def _triangle(counts: np.ndarray = COUNTS) -> ReportingTriangle:
    return ReportingTriangle.of_counts(counts, MONTHS[: len(counts)])


def test_the_chain_ladder_by_hand() -> None:
    answer = nowcast(_triangle())
    # Of 80 in January 75 came by the third column, of 75 and 92 ... 65 and 78 by the second.
    first, second, third = (150 + 93) / 150, (75 + 92) / (65 + 78), 80 / 75
    assert answer.factors == pytest.approx((first, second, third))
    numbers = [one.N for one in answer.periods]
    assert numbers == pytest.approx(
        [80, 92 * third, 100 * second * third, 30 * first * second * third]
    )
    assert answer.total.N == pytest.approx(sum(number for number in numbers if number))
    assert answer.total.reported == 302
    assert answer.total.unreported == pytest.approx(
        sum(one.unreported or 0 for one in answer.periods)
    )


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_period_has_an_interval_from_what_is_reported(doubt: Doubt) -> None:
    answer = nowcast(_triangle(), NowcastOptions(doubt=doubt, samples=300))
    for one in (*answer.periods, answer.total):
        assert one.interval is not None
        assert one.N is not None
        assert one.interval.high is not None
        assert one.reported - 1e-9 <= one.interval.low <= one.N + 1e-9 <= one.interval.high + 1e-6
    assert answer.periods[0].standard_error == 0.0
    assert answer.periods[3].standard_error > answer.periods[1].standard_error  # type: ignore[operator]
    json.dumps(answer.to_dict(), allow_nan=False)


def test_the_bootstrap_is_the_same_for_the_same_seed() -> None:
    first, again, other = (
        nowcast(_triangle(), NowcastOptions(doubt=Doubt.BOOTSTRAP, samples=200, seed=seed))
        for seed in (4, 4, 5)
    )
    assert first.to_dict() == again.to_dict()
    assert first.total.interval != other.total.interval


def test_the_bootstrap_agrees_with_the_formula() -> None:
    formula = nowcast(_triangle()).total.standard_error
    drawn = nowcast(_triangle(), NowcastOptions(doubt=Doubt.BOOTSTRAP, samples=3000)).total
    assert formula is not None
    assert drawn.standard_error == pytest.approx(formula, rel=0.2)


def test_persons_become_a_triangle() -> None:
    gone = np.array([0, 0, 0, 1, 1, 2, 2])
    told = np.array([0, 1, 2, 1, 9, 2, 3])
    triangle = ReportingTriangle.of_persons(gone, told, as_of=2, delays=2, periods=MONTHS[:3])
    assert triangle.counts.tolist() == [[1, 2], [1, 0], [1, 0]]
    assert triangle.observed.tolist() == [[True, True], [True, True], [True, False]]


def test_a_period_that_nothing_could_be_reported_of() -> None:
    counts = np.vstack([COUNTS, np.full(4, NAN)])
    triangle = ReportingTriangle.of_counts(counts, (*MONTHS, "May"))
    answer = nowcast(triangle)
    refused = answer.periods[4].refused
    assert refused is not None
    assert refused.template == beyond_sentences.PERIOD_NOT_YET_REPORTABLE
    assert answer.total.refused is not None
    assert answer.total.refused.template == beyond_sentences.PERIODS_WITHOUT_NUMBER
    assert "May" in str(answer.total.refused)
    assert [one.N for one in answer.periods[:4]] == [one.N for one in nowcast(_triangle()).periods]


def test_a_period_of_which_nothing_was_reported() -> None:
    counts = COUNTS.copy()
    counts[3, 0] = 0.0
    refused = nowcast(_triangle(counts)).periods[3].refused
    assert refused is not None
    assert refused.template == beyond_sentences.PERIOD_WITHOUT_REPORTS


def test_a_delay_that_no_period_has_lived_through() -> None:
    answer = nowcast(_triangle(COUNTS[1:]))
    reasons = {one.refused.template for one in answer.periods if one.refused}
    assert reasons == {beyond_sentences.DELAY_NEVER_SEEN}
    assert answer.dispersion is None
    assert answer.factors[-1] is None
    json.dumps(answer.to_dict(), allow_nan=False)


def test_late_reports_without_any_sooner_ones() -> None:
    counts = np.array([[0.0, 0.0, 5.0], [0.0, 0.0, NAN], [7.0, NAN, NAN]])
    answer = nowcast(_triangle(counts))
    assert answer.periods[0].N == 5
    reasons = [one.refused.template if one.refused else None for one in answer.periods]
    assert reasons == [
        None,
        beyond_sentences.PERIOD_WITHOUT_REPORTS,
        beyond_sentences.NO_BASE_FOR_DELAY,
    ]


def test_everything_is_reported_already() -> None:
    answer = nowcast(_triangle(np.array([[5.0, 2.0], [4.0, 3.0]])))
    assert answer.total.N == 14
    assert answer.total.standard_error == 0.0


def test_warnings() -> None:
    answer = nowcast(_triangle())
    assert [remark.template for remark in answer.warnings] == [beyond_sentences.STILL_COMING]
    few = [one.period for one in answer.periods if one.warnings]
    assert few == ["April"]
    small = nowcast(_triangle(np.array([[5.0, 2.0], [4.0, NAN]])))
    assert beyond_sentences.NO_ROOM_FOR_SPREAD in [remark.template for remark in small.warnings]
    assert small.dispersion is None


def test_nobody_so_late_is_no_proof_that_nobody_will_be() -> None:
    counts = COUNTS.copy()
    counts[0, 3] = 0.0
    answer = nowcast(_triangle(counts))
    assert [remark.template for remark in answer.warnings] == [beyond_sentences.NONE_SO_LATE]
    assert dict(answer.warnings[0].params) == {"delay": 3, "people": 75.0}
    full = nowcast(_triangle(np.array([[5.0, 0.0], [4.0, 0.0]])))
    assert full.warnings == ()


@pytest.mark.parametrize(
    "counts",
    [
        np.array([[1.0, NAN, 2.0]]),
        np.array([[1.0, NAN], [1.0, 2.0]]),
        np.array([[-1.0, 2.0]]),
        np.array([[np.inf, 2.0]]),
        np.zeros((0, 0)),
    ],
)
def test_what_is_no_triangle_is_an_error(counts: np.ndarray) -> None:
    with pytest.raises(UsageError):
        ReportingTriangle.of_counts(counts)


def test_other_errors() -> None:
    with pytest.raises(UsageError):
        ReportingTriangle.of_persons(np.array([2]), np.array([1]), as_of=3, delays=2)
    with pytest.raises(UsageError):
        ReportingTriangle.of_counts(COUNTS, ["only one"])
    with pytest.raises(UsageError):
        ReportingTriangle(np.ones((1, 2)), np.array([[True, False]]), ("x",))
    with pytest.raises(UsageError):
        NowcastOptions(level=0.0)
    with pytest.raises(UsageError):
        NowcastOptions(samples=0)


PATTERN = np.array([0.45, 0.25, 0.15, 0.1, 0.05])


def _held(seeds: range, doubt: Doubt, *, slower: float) -> float:
    """Return how often the interval of all persons holds them; ``slower`` shifts late periods."""
    held = 0
    for seed in seeds:
        chance = np.random.default_rng(seed)
        shares = np.tile(PATTERN, (8, 1))
        shares[5:, 0] -= slower
        shares[5:, 4] += slower
        full = chance.poisson(120 * shares).astype(float)
        observed = np.arange(8)[:, None] + np.arange(5) <= 7
        answer = nowcast(
            ReportingTriangle.of_counts(np.where(observed, full, NAN)),
            NowcastOptions(doubt=doubt, samples=200),
        )
        assert answer.total.interval is not None
        assert answer.total.interval.high is not None
        held += answer.total.interval.low <= full.sum() <= answer.total.interval.high
    return held / len(seeds)


@pytest.mark.parametrize("doubt", list(Doubt))
def test_intervals_hold_the_truth_about_as_often_as_they_say(doubt: Doubt) -> None:
    assert _held(range(60), doubt, slower=0.0) >= 0.85


def test_and_do_not_where_the_pattern_of_delay_changed() -> None:
    assert _held(range(60), Doubt.OVER_DISPERSED_POISSON, slower=0.25) <= 0.3


def test_too_few_periods_for_a_doubt_without_a_distribution() -> None:
    small = _triangle(np.array([[5.0, 2.0], [4.0, NAN]]))
    answer = nowcast(small, NowcastOptions(doubt=Doubt.MACK))
    assert answer.periods[1].N == pytest.approx(5.6)
    for one in (answer.periods[1], answer.total):
        assert one.interval is None
        assert one.standard_error is None
        assert beyond_sentences.NO_DOUBT_BY_MACK in [remark.template for remark in one.warnings]
    assert nowcast(small).total.interval is not None
