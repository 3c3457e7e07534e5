"""Published and reference results on sparse trafficking lists come out of the same code.

Sources: Chan, Silverman and Vincent 2021 (existence, Tables 2 and 3); Silverman, Chan and Vincent
2024 (Table 6); MultipleSystemsEstimation 1.2.0 for the number of admissible models.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_all_models, fit_model
from onrecord.core.kernel.capture_histories import CaptureHistories

ARTIFICIAL = CaptureHistories(
    ("A", "B", "C"),
    np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)]),
    np.array([40.0, 30.0, 20.0, 6.0]),
)


@pytest.mark.parametrize(
    ("generators", "code"),
    [(("AB", "AC", "BC"), 2), (("AB",), 1), (("AC", "BC"), 0), ((), 0)],
    ids=["all pairs", "AB only", "AC and BC", "no pair"],
)
def test_existence_codes_of_the_artificial_table(generators: tuple[str, ...], code: int) -> None:
    fit = fit_model(ARTIFICIAL, HierarchicalModel.of(generators, ARTIFICIAL.lists))
    assert int(fit.existence) == code
    assert (fit.N is None) == (code != 0)


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "total", "model", "bic", "estimable"),
    [
        ("UKdat_5", 22_991, "[12,13,23,25,34]", 196.54, 1024),
        ("NewOrl_5_185", 1_034, "[1,2,3,4,5]", 96.85, 1024),
        ("NewOrl_5_186", 981, "[1,2,3,4,5]", 96.27, 1024),
        ("Ned_5", 48_013, "[12,15,23,24,25,35,45]", 222.05, None),
    ],
)
def test_best_model_of_pairs_on_five_lists(
    shared_data: Callable[[str], Path],
    name: str,
    total: int,
    model: str,
    bic: float,
    estimable: int | None,
) -> None:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    (answer,) = method_named("loglinear-bic").estimate(table)
    assert pytest.approx(total, rel=0.001) == answer.N
    assert answer.model_by_numbers() == model
    assert answer.bic == pytest.approx(bic, abs=0.005)
    if estimable is not None:
        assert answer.diagnostics["models_estimable"] == estimable


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "estimable", "total", "model"),
    [
        ("UKdat_5", 6_084, 25_311, "[123,25,34]"),
        ("NewOrl_5_186", 5_925, 981, "[1,2,3,4,5]"),
        ("Ned_5", None, 148_789, None),
    ],
)
def test_three_list_terms_change_the_answer_on_five_lists(
    shared_data: Callable[[str], Path],
    name: str,
    estimable: int | None,
    total: int,
    model: str | None,
) -> None:
    (table,) = read_capture_table(shared_data(f"mse/{name}.csv"))
    models = fit_all_models(table, 3)
    best = models.best("bic")
    assert best is not None
    assert len(models.fits) == 6_212
    assert pytest.approx(total, abs=0.5) == best.N
    if estimable is not None:
        assert len(models.estimable()) == estimable
        assert best.model.by_numbers(table.lists) == model


@pytest.mark.data
def test_disagreement_on_the_uk_lists_is_announced(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    (answer,) = method_named("loglinear-bic").estimate(table)
    assert any("the choice of model decides" in str(remark) for remark in answer.warnings)


@pytest.mark.data
def test_bound_on_the_uk_lists(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    (answer,) = method_named("chao-mth").estimate(table)
    assert pytest.approx(13_570, abs=0.5) == answer.N
    assert (answer.low, answer.high) == pytest.approx((12_086, 15_323), abs=0.5)
