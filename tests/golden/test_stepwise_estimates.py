"""Stepwise selection gives SparseMSE's numbers, and the bootstraps theirs within their noise.

Sources: SparseMSE 2.0.1 and MultipleSystemsEstimation 1.2.0 on the tables as published (Silverman
2014; Chan, Silverman and Vincent 2021; Silverman, Chan and Vincent 2024, Table 6).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Estimate, Options, method_named

Shared = Callable[[str], Path]


def _answer(shared_data: Shared, name: str, method: str, **options: int) -> Estimate:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    (answer,) = method_named(method).estimate(table, Options(**options))
    return answer


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "total", "low", "high"),
    [
        ("Kosovo", 14_342, 12_541, 16_540),
        ("UKdat_5", 11_313, 9_884, 13_027),
        ("UKdat", 11_418, 9_977, 13_146),
        ("NewOrl_5_185", 1_034, 658, 1_709),
        ("NewOrl_5_186", 981, 636, 1_591),
        ("Ned_5", 121_522, None, None),
    ],
)
def test_stepwise_selection(
    shared_data: Shared, name: str, total: int, low: int | None, high: int | None
) -> None:
    answer = _answer(shared_data, name, "stepwise")
    assert answer.N == pytest.approx(total, abs=0.5)
    if low and high:
        assert answer.low == pytest.approx(low, abs=0.5)
        assert answer.high == pytest.approx(high, abs=0.5)


# Two runs of 1,000 samples differ by a few per cent at their ends, more where totals are few.
@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "method", "low", "high", "near", "acceleration"),
    [
        ("Kosovo", "stepwise-bca", 12_596, 16_527, 0.02, -0.0042),
        ("UKdat_5", "stepwise-bca", 8_785, 14_701, 0.10, -0.0122),
        ("NewOrl_5_185", "stepwise-bca", 589, 1_704, 0.25, -0.0552),
        ("NewOrl_5_186", "stepwise-bca", 579, 1_532, 0.25, -0.0522),
        ("Kosovo", "loglinear-bic-bca", 6_947, 18_010, 0.05, None),
        ("UKdat_5", "loglinear-bic-bca", 11_456, 43_894, 0.20, None),
    ],
)
def test_resampled_intervals(
    shared_data: Shared,
    name: str,
    method: str,
    low: int,
    high: int,
    near: float,
    acceleration: float | None,
) -> None:
    answer = _answer(shared_data, name, method, seed=20020103)
    assert answer.low == pytest.approx(low, rel=near)
    assert answer.high == pytest.approx(high, rel=near)
    # The acceleration rests on no chance: it is theirs to the digits that they print.
    if acceleration is not None:
        assert answer.diagnostics["acceleration"] == pytest.approx(acceleration, abs=0.00005)


@pytest.mark.data
def test_the_best_model_alone_gives_the_narrow_interval(shared_data: Shared) -> None:
    answer = _answer(shared_data, "Kosovo", "loglinear-bic-bca", seed=20020103)
    assert pytest.approx(10_356.5, abs=0.1) == answer.N
    rows = answer.diagnostics["by_models"]
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    assert (first["models"], first["low"], first["high"]) == (
        1,
        pytest.approx(9_101, rel=0.02),
        pytest.approx(12_003, rel=0.02),
    )


@pytest.mark.data
def test_pairs_only_give_another_number(shared_data: Shared) -> None:
    answer = _answer(shared_data, "Kosovo", "loglinear-bic-bca", order=2, samples=200)
    assert pytest.approx(14_342, abs=0.5) == answer.N
