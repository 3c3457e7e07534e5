"""Averages over log-linear models beside those of conting 1.7 (estimation.md, sections 3.1, 3.2).

Same prior (``SBH``, a = b = 0.001) and same models (all between the lists alone and all pairs), but
conting draws by reversible jump, with 20 to 30 draws' worth in the runs that are cited. On Kosovo,
where two models hold all the belief, the two agree. On the five British lists they cannot: the
posterior has a peak near 12,000 and one near 23,000, from models that differ by several terms. The
chains of conting began at one and ended before they found the other; their interval ends below it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Options, method_named
from onrecord.core.estimate.loglinear_averaging import average_models
from onrecord.core.estimate.result import Estimate


def _average(path: Path, order: int) -> Estimate:
    (table,) = read_capture_table(path)
    (answer,) = method_named("loglinear-averaging").estimate(table, Options(order=order))
    return answer


@pytest.mark.data
def test_kosovo_by_pairs_is_that_of_conting(shared_data: Callable[[str], Path]) -> None:
    answer = _average(shared_data("mse/Kosovo.csv"), 2)
    assert pytest.approx(14_201, rel=0.002) == answer.N
    assert answer.low == pytest.approx(12_436, rel=0.002)
    assert answer.high == pytest.approx(16_548, rel=0.01)


@pytest.mark.data
def test_kosovo_with_terms_of_three_lists(shared_data: Callable[[str], Path]) -> None:
    answer = _average(shared_data("mse/Kosovo.csv"), 3)
    # Ball et al. 2002 chose one model and gave 10,356 [9,002, 12,122].
    assert (answer.low, answer.N, answer.high) == pytest.approx((9_069, 11_855, 19_247), rel=0.001)
    assert any("they disagree" in str(warning) for warning in answer.warnings)


@pytest.mark.data
def test_five_british_lists_have_two_peaks(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    answer = _average(shared_data("mse/UKdat_5.csv"), 2)
    # conting: 12,176 [10,203, 14,049].
    assert answer.low == pytest.approx(10_203, rel=0.005)
    assert pytest.approx(13_100, rel=0.005) == answer.N
    assert answer.high == pytest.approx(28_800, rel=0.01)
    assert any("they disagree" in str(warning) for warning in answer.warnings)
    found = average_models(table.canonical(), 2)
    assert found is not None
    near = sum(m.probability for m in found.models if m.unseen + table.observed < 15_000)
    below = [m for m in found.models if m.unseen + table.observed < 15_000]
    within = sum(m.probability * (m.unseen + table.observed) for m in below) / near
    assert within == pytest.approx(12_176, rel=0.03)
    assert 0.5 < near < 0.75
