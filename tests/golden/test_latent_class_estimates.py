"""The latent-class method gives what eight chains of LCMCR 0.4.14 give, each to its own error.

Source: LCMCR with K = 10, 8 chains of 1,000 draws at thinning 100 after 10,000 sweeps; pooled
median and 95 % interval. On the British table one chain of the package in eight stayed near
12,900, so that its pooled numbers are only a rough guide.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Options, method_named
from onrecord.core.estimate.fast import available

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not available(), reason="numba is not here: the plain twin takes minutes"),
]

REFERENCE = {
    "Kosovo": ((10_474, 9_129, 14_145), (0.02, 0.04, 0.06), 1.02),
    "UKdat_5": ((21_516, 11_715, 33_570), (0.06, 0.45, 0.07), 1.02),
    "NewOrl_5_185": ((834, 570, 1_366), (0.05, 0.05, 0.1), 1.01),
    "NewOrl_5_186": ((797, 555, 1_282), (0.05, 0.05, 0.1), 1.01),
}


@pytest.mark.parametrize("name", REFERENCE)
def test_as_the_package(shared_data: Callable[[str], Path], name: str) -> None:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    (answer,) = method_named("latent-class").estimate(table, Options(seed=3, threads=2))
    expected, tolerances, rhat = REFERENCE[name]
    assert float(answer.diagnostics["rhat"]) < rhat  # type: ignore[arg-type]
    found = (answer.N, answer.low, answer.high)
    for value, wanted, tolerance in zip(found, expected, tolerances, strict=True):
        assert value == pytest.approx(wanted, rel=tolerance)


def test_another_model_would_be_noticed(shared_data: Callable[[str], Path]) -> None:
    """The control: one class is independence, and lies far below."""
    (table,) = read_capture_table(shared_data("mse/Kosovo.csv"))
    (answer,) = method_named("latent-class").estimate(table, Options(seed=3, classes=1))
    assert pytest.approx(7_395, rel=0.01) == answer.N
