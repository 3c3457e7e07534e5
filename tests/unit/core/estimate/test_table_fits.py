"""Thousands of models fitted by the compiled loop are the same models as fitted plainly."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate import fast, table_fits
from onrecord.core.estimate.existence import Existence, code_of_model
from onrecord.core.estimate.loglinear import ModelFit, fit_all_models
from onrecord.core.kernel.capture_histories import CaptureHistories

SPARSE = (30, 20, 6, 40, 0, 2, 0, 25, 3, 0, 0, 1, 0, 0, 0)


def _table(counts: tuple[int, ...]) -> CaptureHistories:
    histories = [[mask >> one & 1 for one in range(4)] for mask in range(1, 16)]
    return CaptureHistories(tuple("ABCD"), np.array(histories), np.array(counts))


def _fits(table: CaptureHistories) -> tuple[ModelFit, ...]:
    fit_all_models.cache_clear()
    return fit_all_models(table, 3).fits


def _numbers(fits: tuple[ModelFit, ...]) -> NDArray[np.float64]:
    columns = ("N", "aic", "bic", "deviance", "pearson", "p")
    rows = [[getattr(fit, name) for name in columns] for fit in fits]
    return np.array(rows, dtype=np.float64)


@pytest.mark.skipif(not fast.available(), reason="numba is not installed")
def test_compiled_and_plain_tables_of_models_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _fits(_table(SPARSE))
    monkeypatch.setattr(table_fits, "_COMPILED_FROM", 1)
    compiled = _fits(_table(SPARSE))
    fit_all_models.cache_clear()
    assert [fit.existence for fit in compiled] == [fit.existence for fit in plain]
    assert {fit.existence for fit in plain} > {Existence.OK}
    assert [fit.model for fit in compiled] == [fit.model for fit in plain]
    assert _numbers(compiled) == pytest.approx(_numbers(plain), rel=1e-8, abs=1e-8, nan_ok=True)


def test_parts_make_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _fits(_table(SPARSE))
    monkeypatch.setattr(table_fits, "_AT_ONCE", 7)
    parts = _fits(_table(SPARSE))
    fit_all_models.cache_clear()
    assert _numbers(parts) == pytest.approx(_numbers(whole), rel=1e-9, abs=1e-9, nan_ok=True)


def test_control_one_person_more_is_noticed() -> None:
    here, there = (_numbers(_fits(_table(counts))) for counts in (SPARSE, (31, *SPARSE[1:])))
    assert here != pytest.approx(there, rel=1e-8, abs=1e-8, nan_ok=True)


def test_the_code_of_one_model_is_that_of_the_table() -> None:
    table = _table(SPARSE)
    occupied = np.array([0, *SPARSE]) > 0
    codes = {
        fit.existence: code_of_model(
            tuple(sorted(fit.model.masks(table.lists))), occupied.tobytes()
        )
        for fit in _fits(table)
    }
    assert len(codes) > 1
    assert all(one == other for one, other in codes.items())
