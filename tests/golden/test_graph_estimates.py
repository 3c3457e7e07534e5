"""Averages over decomposable graphs are those of dga 2.0.2 (grids by one; see the comment)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Options, method_named

# dga was run on UKdat_5 with a grid by ten, which moves its numbers by as much.
CASES = [
    ("Kosovo", None, 12_595, 9_827, 16_544, 1),
    ("Kosovo", 0.5, 11_319, 4_481, 14_484, 1),
    ("UKdat_5", None, 22_994, 10_384, 33_514, 10),
    ("NewOrl_5_185", None, 869, 511, 1_762, 1),
    ("NewOrl_5_185", 0.5, 188, 185, 221, 1),
    ("NewOrl_5_186", None, 847, 529, 1_590, 1),
]


@pytest.mark.data
@pytest.mark.parametrize(("name", "delta", "middle", "low", "high", "near"), CASES)
def test_the_numbers_of_the_reference_package(
    shared_data: Callable[[str], Path],
    name: str,
    delta: float | None,
    middle: int,
    low: int,
    high: int,
    near: int,
) -> None:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    (answer,) = method_named("graph-averaging").estimate(table, Options(delta=delta))
    assert answer.N == pytest.approx(middle, abs=near)
    assert answer.low == pytest.approx(low, abs=near)
    assert answer.high == pytest.approx(high, abs=near)


@pytest.mark.data
def test_mean_mode_and_graphs_are_told(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/Kosovo.csv"))
    (answer,) = method_named("graph-averaging").estimate(table)
    assert answer.diagnostics["mean"] == pytest.approx(12_749, abs=1)
    assert answer.diagnostics["mode"] == pytest.approx(12_267, abs=1)
    assert answer.diagnostics["graphs_considered"] == 61
    assert answer.diagnostics["delta"] == 1 / 16


@pytest.mark.data
def test_a_prior_that_pulls_down_says_so(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    (answer,) = method_named("graph-averaging").estimate(table, Options(delta=0.5))
    assert any("pulls the number down" in str(warning) for warning in answer.warnings)
    (neutral,) = method_named("graph-averaging").estimate(table)
    assert not any("pulls the number down" in str(warning) for warning in neutral.warnings)
