"""The compiled fits of log-linear models are the plain ones, on sparse tables as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import poisson

from onrecord.core.estimate import fast, resampling
from onrecord.core.estimate.hierarchical_model import HierarchicalModel, all_models, terms
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.estimate.stepwise import select_stepwise
from onrecord.core.kernel.capture_histories import CaptureHistories

if not fast.available():
    pytest.skip("numba is not installed: there is no compiled twin", allow_module_level=True)

from onrecord.core.estimate.fast import loglinear_kernel as kernel

LISTS = ("A", "B", "C", "D")


@st.composite
def tables(draw: st.DrawFn) -> NDArray[np.float64]:
    """Return 2^K counts of three or four lists, each of which names somebody; many are empty."""
    size = 1 << draw(st.integers(3, 4))
    sparse = draw(st.booleans())
    counts = [0.0] + [
        float(draw(st.sampled_from([0, 0, 1, 2, 5]) if sparse else st.integers(0, 400)))
        for _ in range(size - 1)
    ]
    for one in range(size.bit_length() - 1):
        counts[1 << one] += 1.0
    return np.array(counts)


def _models(lists: int) -> list[NDArray[np.int64]]:
    order = lists - 1
    columns = np.array(terms(lists, order))
    return [columns[held].astype(np.int64) for held in all_models(lists, order)]


def _fitted(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    models = _models(len(counts).bit_length() - 1)
    starts = np.cumsum([0, *map(len, models)])
    found, values = np.empty(len(models)), np.empty(len(models))
    kernel.fit_models(counts, starts, np.concatenate(models), found, values)
    return found


def _plain(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    lists = len(counts).bit_length() - 1
    marks = np.array([[cell >> one & 1 for one in range(lists)] for cell in range(1, len(counts))])
    table = CaptureHistories(LISTS[:lists], marks, counts[1:])
    fits = fit_all_models(table, lists - 1).fits
    return np.array([np.nan if fit.N is None else fit.N - table.observed for fit in fits])


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_model_has_the_same_estimate_or_none(counts: NDArray[np.float64]) -> None:
    fast_ones, plain = _fitted(counts), _plain(counts)
    assert np.array_equal(np.isnan(fast_ones), np.isnan(plain))
    there = ~np.isnan(plain)
    assert fast_ones[there] == pytest.approx(plain[there], rel=1e-6, abs=1e-9)


def test_another_count_is_noticed() -> None:
    counts = np.array([0.0, 30, 20, 5, 10, 4, 3, 2])
    changed = counts.copy()
    changed[3] += 1
    assert _fitted(changed) != pytest.approx(_plain(counts), rel=1e-6)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_the_selection_is_the_same(counts: NDArray[np.float64]) -> None:
    (found,) = resampling.stepwise_totals(counts[None, :])
    plain = select_stepwise(counts)
    if plain is None:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(counts.sum() + plain.unseen, rel=1e-6)


def test_threads_change_nothing() -> None:
    chance = np.random.default_rng(3)
    rows = chance.poisson(20, size=(101, 16)).astype(float)
    rows[:, 0] = 0
    model = [HierarchicalModel.of([("A", "B"), ("C",), ("D",)], LISTS).masks(LISTS)]
    for answers in (
        [resampling.stepwise_totals(rows, threads) for threads in (1, 2, 3)],
        [resampling.best_totals(rows, model, threads) for threads in (1, 2, 3)],
    ):
        assert np.array_equal(answers[0], answers[1])
        assert np.array_equal(answers[0], answers[2])


def test_the_choice_by_bic_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(5)
    rows = chance.poisson(chance.uniform(0.3, 40, size=(30, 1)), size=(30, 8)).astype(float)
    rows[:, 0] = 0
    rows[:, [1, 2, 4]] += 1
    names = LISTS[:3]
    models = [frozenset(model.tolist()) for model in _models(3)]
    compiled = resampling.best_totals(rows, models)
    monkeypatch.setattr(fast, "available", lambda: False)
    plain = resampling.best_totals(rows, models)
    assert compiled == pytest.approx(plain, rel=1e-6, nan_ok=True)
    assert np.isfinite(plain).any()
    other = resampling.best_totals(rows, [HierarchicalModel.of([], names).masks(names)])
    assert other != pytest.approx(plain, rel=1e-6, nan_ok=True)


@settings(deadline=None)
@given(
    seen=st.integers(0, 3000),
    expected=st.floats(1e-4, 3000, allow_nan=False),
)
def test_the_surprise_is_the_tail_of_a_poisson(seen: int, expected: float) -> None:
    wanted = min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected))
    found = kernel.surprise(float(seen), expected)
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-250)
