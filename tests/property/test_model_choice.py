"""The choice among models by BIC is that of the whole table of models, whoever does the fitting.

Belongs here: what must hold for every table of ``choose_by_bic``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear import ModelFit, fit_all_models
from onrecord.core.estimate.model_choice import Choices, Terms, choose_by_bic
from onrecord.core.kernel.capture_histories import CaptureHistories

Floats = NDArray[np.float64]
NAMES = ("A", "B", "C", "D")

sparse = st.one_of(st.just(0.0), st.integers(0, 6).map(float), st.integers(0, 300).map(float))


@st.composite
def rows_of(draw: st.DrawFn, lists: int) -> Floats:
    """Draw a few tables of so many lists, each list naming somebody, most cells small."""
    cells = (1 << lists) - 1
    drawn = draw(st.lists(st.lists(sparse, min_size=cells, max_size=cells), min_size=1, max_size=4))
    rows = np.array([[0.0, *row] for row in drawn])
    masks = np.arange(cells + 1)
    for one in range(lists):
        assume((rows[:, (masks >> one & 1) == 1].sum(axis=1) > 0).all())
    return rows


def _models(lists: int) -> list[Terms]:
    order = lists - 1
    columns = np.array(terms(lists, order))
    return [tuple(columns[held].tolist()) for held in all_models(lists, order)]


def _table(row: Floats) -> CaptureHistories:
    lists = len(row).bit_length() - 1
    histories = [tuple(mask >> one & 1 for one in range(lists)) for mask in range(1, len(row))]
    return CaptureHistories(NAMES[:lists], np.array(histories), row[1:])


def _by_the_book(row: Floats, models: Sequence[Terms], size: int) -> tuple[float, float] | None:
    """Return the smallest BIC among the first models, and its total, from the table of models."""
    table = _table(row)
    wanted = {frozenset(model) for model in models[:size]}
    fits: list[ModelFit] = [
        fit
        for fit in fit_all_models(table, len(table.lists) - 1).estimable()
        if fit.model.masks(table.lists) in wanted
    ]
    if not fits:
        return None
    best = min(fits, key=lambda fit: fit.bic or 0.0)
    return best.bic or 0.0, best.N or 0.0


def _same(rows: Floats, models: Sequence[Terms], sizes: Sequence[int], choices: Choices) -> None:
    for row, (place, size) in product(range(len(rows)), enumerate(sizes)):
        wanted = _by_the_book(rows[row], models, size)
        chosen = int(choices.chosen[row, place])
        if wanted is None:
            assert chosen == -1
            assert np.isnan(choices.totals[row, place])
            continue
        assert 0 <= chosen < size
        one = _by_the_book(rows[row], models[chosen : chosen + 1], 1)
        assert one is not None
        assert one[0] == pytest.approx(wanted[0], abs=1e-6)
        assert choices.totals[row, place] == pytest.approx(one[1], rel=1e-9)


@pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "plain"])
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_the_choice_is_that_of_the_table_of_models(
    compiled: bool, data: st.DataObject, seed: int
) -> None:
    if compiled and not fast.available():
        pytest.skip("numba is not installed")
    rows = data.draw(rows_of(3))
    models = _models(3)
    order = np.random.default_rng(seed).permutation(len(models))
    models = [models[place] for place in order]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "available", lambda: compiled)
        choices = choose_by_bic(rows, models, (1, 3, 8), like=rows[0])
    _same(rows, models, (1, 3, 8), choices)


@pytest.mark.skipif(not fast.available(), reason="numba is not installed")
@settings(max_examples=15, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32 - 1), start=st.booleans())
def test_models_that_are_left_out_would_not_have_won(
    data: st.DataObject, seed: int, start: bool
) -> None:
    """113 models of four lists are enough for larger models to bound the others."""
    rows = data.draw(rows_of(4))
    models = _models(4)
    models = [models[place] for place in np.random.default_rng(seed).permutation(len(models))]
    sizes = (10, 50, 113)
    _same(rows, models, sizes, choose_by_bic(rows, models, sizes, rows[0] if start else None))


@pytest.mark.skipif(not fast.available(), reason="numba is not installed")
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_compiled_and_plain_choose_the_same(data: st.DataObject) -> None:
    rows = data.draw(rows_of(4))
    models = _models(4)
    compiled = choose_by_bic(rows, models, (5, 113))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "available", lambda: False)
        plain = choose_by_bic(rows, models, (5, 113))
    assert np.array_equal(compiled.chosen, plain.chosen)
    assert compiled.totals == pytest.approx(plain.totals, rel=1e-9, nan_ok=True)


def test_threads_change_nothing() -> None:
    chance = np.random.default_rng(3)
    rows = chance.poisson(3, size=(60, 16)).astype(float)
    rows[:, 0] = 0
    one, two, three = (
        choose_by_bic(rows, _models(4), (1, 113), threads=threads) for threads in (1, 2, 3)
    )
    for other in (two, three):
        assert np.array_equal(one.chosen, other.chosen)
        assert np.array_equal(one.totals, other.totals, equal_nan=True)


def test_control_without_the_existence_test_another_model_wins() -> None:
    """Chan, Silverman and Vincent 2021, Table 2: the likeliest model has no estimate."""
    row = np.zeros((1, 8))
    row[0, [0b001, 0b010, 0b100, 0b011]] = 40, 30, 20, 6
    models = _models(3)
    bare = [tuple(model) for model in models if 0b011 in model and 0b101 not in model]
    assert choose_by_bic(row, bare[:1], (1,)).chosen.tolist() == [[-1]]
    _same(row, models, (8,), choose_by_bic(row, models, (8,)))


def test_control_one_person_more_is_noticed() -> None:
    row = np.array([[0.0, 30, 20, 5, 10, 4, 3, 2]])
    here = choose_by_bic(row, _models(3), (8,))
    row[0, 3] += 1
    with pytest.raises(AssertionError):
        _same(row, _models(3), (8,), here)
