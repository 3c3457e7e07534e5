"""Thresholding a posterior gives the numbers of MultipleSystemsEstimation 1.2.0, within chance.

The package walks 10,000 steps of random-walk Metropolis, which are worth some hundreds of
independent draws: its medians are off by about 1 per cent and its ends by about 3. Ours rest on
thousands and move by a third of that, so that medians may differ by 2 per cent and ends by 7.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Estimate, Options, method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel

Shared = Callable[[str], Path]


def _answer(shared_data: Shared, name: str, order: int | None, seed: int = 1) -> Estimate:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    (answer,) = method_named("bayesian-threshold").estimate(table, Options(order=order, seed=seed))
    return answer


def _groups(answer: Estimate) -> set[str]:
    assert isinstance(answer.model, HierarchicalModel)
    return {" ".join(sorted(group)) for group in answer.model.generators}


@pytest.mark.data
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("name", "order", "total", "low", "high"),
    [
        ("Kosovo", None, 13_971, 12_236, 16_389),
        ("Kosovo", 3, 11_814, 10_015, 14_568),
        ("UKdat_5", None, 12_400, 11_061, 14_240),
        ("NewOrl_5_185", None, 1_050, 681, 1_865),
        ("NewOrl_5_186", None, 994, 669, 1_671),
    ],
)
def test_published_numbers(
    shared_data: Shared, name: str, order: int | None, total: int, low: int, high: int, seed: int
) -> None:
    answer = _answer(shared_data, name, order, seed)
    assert pytest.approx(total, rel=0.02) == answer.N
    assert answer.low == pytest.approx(low, rel=0.07)
    assert answer.high == pytest.approx(high, rel=0.07)


@pytest.mark.data
def test_the_same_interactions_are_kept(shared_data: Shared) -> None:
    pairs = {"ABA EXH", "EXH OSCE", "ABA OSCE", "EXH HRW", "HRW OSCE"}
    assert _groups(_answer(shared_data, "Kosovo", None)) == pairs
    assert _groups(_answer(shared_data, "Kosovo", 3)) == {"ABA EXH OSCE", "EXH HRW OSCE"}
    united = {"LA NG", "LA PFNCA", "GP NG", "GP PFNCA", "GO GP"}
    assert _groups(_answer(shared_data, "UKdat_5", None)) == united
    assert _answer(shared_data, "NewOrl_5_185", None).model_by_numbers() == "[1,2,3,4,5]"


@pytest.mark.data
def test_the_order_would_be_noticed(shared_data: Shared) -> None:
    number = _answer(shared_data, "Kosovo", 3).N
    assert number != pytest.approx(13_971, rel=0.02)
