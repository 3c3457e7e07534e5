"""Sample coverage gives the numbers that CARE1 1.1.0 gives (Chao and Tsay 1998), to the unit.

Its standard errors come from 200 samples of another generator, so that ours agree to a fifth.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import IntervalMethod, Options, method_named, sentences
from onrecord.core.estimate.sample_coverage import Sums, coverage


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "kind", "total", "error", "low", "high", "share"),
    [
        ("Kosovo", "independent", 7_634, 144, 7_364, 7_928, 0.47),
        ("Kosovo", "high coverage", 15_046, 1_801, 12_060, 19_196, 0.47),
        ("Kosovo", "low coverage", 9_103, 287, 8_573, 9_700, 0.47),
        ("UKdat_5", "independent", 11_711, 797, 10_279, 13_415, 0.19),
        ("UKdat_5", "low coverage", 11_746, 1_141, 9_772, 14_274, 0.19),
        ("NewOrl_5_185", "independent", 1_060, 375, 576, 2_142, 0.14),
    ],
)
def test_published_answers(
    shared_data: Callable[[str], Path],
    name: str,
    kind: str,
    total: int,
    error: int,
    low: int,
    high: int,
    share: float,
) -> None:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    answers = method_named("sample-coverage").estimate(table, Options(samples=2_000))
    answer = next(answer for answer in answers if answer.model == kind)
    assert answer.N == pytest.approx(total, abs=0.5)
    assert answer.diagnostics["coverage"] == pytest.approx(share, abs=0.005)
    assert answer.diagnostics["standard_error"] == pytest.approx(error, rel=0.2)
    assert answer.interval is not None
    assert answer.interval.method is IntervalMethod.LOG_NORMAL
    assert answer.low == pytest.approx(low, rel=0.03)
    assert answer.high == pytest.approx(high, rel=0.03)
    assert answer.warnings[0].template == sentences.COVERAGE_TOO_LOW


@pytest.mark.data
def test_published_number_of_few_records(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/NewOrl_5_185.csv"))
    answer = method_named("sample-coverage").estimate(table)[2]
    assert answer.N == pytest.approx(1_344, abs=0.5)
    assert answer.high is not None
    assert answer.high > 2_500


@pytest.mark.data
def test_what_care1_prints_with_an_error_of_206_520_is_refused(
    shared_data: Callable[[str], Path],
) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    found = coverage(Sums.of(table), table.counts[None, :])
    assert float(found.high[0]) == pytest.approx(12_016, abs=0.5)
    answer = method_named("sample-coverage").estimate(table)[1]
    assert answer.refused is not None
    assert answer.refused.template == sentences.HIGH_COVERAGE_SCATTERS


@pytest.mark.data
def test_what_care1_prints_as_the_number_observed_is_refused(
    shared_data: Callable[[str], Path],
) -> None:
    (table,) = read_capture_table(shared_data("mse/NewOrl_5_185.csv"))
    answer = method_named("sample-coverage").estimate(table)[1]
    assert answer.N is None
    assert answer.model == "high coverage"
    assert answer.refused is not None
    assert answer.refused.template == sentences.HIGH_COVERAGE_UNUSABLE
