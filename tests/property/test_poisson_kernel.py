"""The compiled fits say what the plain fits and the linear programme say, on random tables.

Belongs here: what must hold for every table of the compiled Newton's method.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear import laid_out
from onrecord.core.estimate.poisson_fit import fit_poisson

pytest.importorskip("numba")

from onrecord.core.estimate.fast import poisson_kernel as kernel

Floats = NDArray[np.float64]


@st.composite
def tables(draw: st.DrawFn) -> Floats:
    """Draw 2^K counts of 3 or 4 lists, many of them 0, some not whole."""
    cells = (1 << draw(st.integers(3, 4))) - 1
    whole = st.integers(0, 400).map(float)
    count = st.one_of(st.just(0.0), whole, st.integers(0, 9).map(float), whole.map(lambda n: n / 3))
    counts = np.array([0.0, *draw(st.lists(count, min_size=cells, max_size=cells))])
    masks = np.arange(len(counts))
    for one in range(len(counts).bit_length() - 1):
        assume(counts[(masks >> one & 1) == 1].sum() > 0)
    return counts


class Compiled:
    """Every model of a table, fitted by the kernel."""

    def __init__(self, counts: Floats, start: Floats | None = None) -> None:
        lists = len(counts).bit_length() - 1
        self.columns = terms(lists, lists - 1)
        self.held = all_models(lists, lists - 1)
        models = [np.array(self.columns)[row] for row in self.held]
        self.starts = np.cumsum([0, *map(len, models)])
        self.terms = np.concatenate(models)
        warm = np.full(len(self.terms), np.nan) if start is None else start
        self.beta = np.empty(len(self.terms))
        self.unseen, self.values = np.empty(len(models)), np.empty(len(models))
        self.marks = np.empty(len(models), dtype=np.int8)
        rows = np.tile(counts, (len(models), 1))
        laid = kernel.Models(self.starts, self.terms, warm)
        kernel.fit_rows(rows, laid, self.beta, self.unseen, self.values, self.marks)


def _codes(counts: Floats, compiled: Compiled) -> NDArray[np.int8]:
    scene = laid_out(counts, compiled.held, compiled.columns)
    return existence(scene.design, counts > 0, scene.columns, scene.cells)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_a_fit_that_stands_still_exists_and_no_other_does(counts: Floats) -> None:
    compiled = Compiled(counts)
    assert np.array_equal(compiled.marks == kernel.SURE, _codes(counts, compiled) == Existence.OK)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_numbers_are_those_of_the_plain_fit(counts: Floats) -> None:
    compiled = Compiled(counts)
    sure = np.flatnonzero(compiled.marks == kernel.SURE)
    scene = laid_out(counts, compiled.held[sure], compiled.columns)
    plain = fit_poisson(scene.design, np.tile(counts, (len(sure), 1)), scene.columns, scene.cells)
    assert plain.converged.all()
    unseen = np.exp(plain.coefficients[:, 0])
    observed = counts.sum()
    assert observed + compiled.unseen[sure] == pytest.approx(observed + unseen, rel=1e-9)
    for row, model in enumerate(sure):
        begin, end = compiled.starts[model], compiled.starts[model + 1]
        wanted = plain.coefficients[row][compiled.held[model]]
        assert compiled.beta[begin:end] == pytest.approx(wanted, rel=1e-6, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(tables(), st.integers(0, 2**32 - 1))
def test_where_a_fit_starts_does_not_matter(counts: Floats, seed: int) -> None:
    cold = Compiled(counts)
    away = np.random.default_rng(seed).normal(0, 0.5, len(cold.beta))
    warm = Compiled(counts, cold.beta + away)
    sure = cold.marks == kernel.SURE
    assert warm.marks[sure].tolist() == cold.marks[sure].tolist()
    observed = counts.sum()
    assert observed + warm.unseen[sure] == pytest.approx(observed + cold.unseen[sure], rel=1e-9)
    assert warm.values[sure] == pytest.approx(cold.values[sure], rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_model_is_more_likely_than_a_larger_one(counts: Floats) -> None:
    """The ground on which models are left out: it holds for doubtful fits as well."""
    compiled = Compiled(counts)
    assume((compiled.marks != kernel.FAILED).all())
    largest = int(np.argmax(compiled.held.sum(axis=1)))
    assert compiled.held[largest].all()
    assert (compiled.values <= compiled.values[largest] + 1e-6).all()
    for smaller, larger in pairwise(range(len(compiled.held))):
        if not np.any(compiled.held[smaller] & ~compiled.held[larger]):
            assert compiled.values[smaller] <= compiled.values[larger] + 1e-6


def test_control_one_person_more_is_noticed() -> None:
    counts = np.array([0.0, 30, 20, 5, 10, 4, 3, 2])
    changed = counts.copy()
    changed[3] += 1
    here, there = Compiled(counts), Compiled(changed)
    observed = counts.sum()
    assert observed + here.unseen != pytest.approx(observed + there.unseen, rel=1e-9)


def test_control_an_estimate_that_does_not_exist_is_doubtful() -> None:
    """Chan, Silverman and Vincent 2021, Table 2: A and B overlap, neither does with C."""
    counts = np.zeros(8)
    counts[[0b001, 0b010, 0b100, 0b011]] = 40, 30, 20, 6
    compiled = Compiled(counts)
    codes = _codes(counts, compiled)
    assert {int(code) for code in codes} == {0, 1, 2}
    assert np.array_equal(compiled.marks == kernel.SURE, codes == 0)
