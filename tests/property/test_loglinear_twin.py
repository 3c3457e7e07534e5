"""The vectorised fits agree with slow and obvious ones on random tables.

Belongs here: what must hold for every table. The twins are a plain GLM of statsmodels, one model
at a time, and the other side of the linear programme of existence.
"""

from __future__ import annotations

import math
import warnings
from itertools import combinations, product

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, linprog

from onrecord.core.estimate import IntervalMethod, method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel, all_models, terms
from onrecord.core.estimate.loglinear import (
    ModelFit,
    fit_all_models,
    fit_model,
)
from onrecord.core.estimate.selection import model_interval
from onrecord.core.kernel.capture_histories import CaptureHistories

NAMES = ("court", "hospital", "press", "union")

whole = st.integers(min_value=0, max_value=400).map(float)
thirds = st.integers(min_value=0, max_value=900).map(lambda count: count / 3)


@st.composite
def tables(draw: st.DrawFn, least: int = 3, most: int = 4) -> CaptureHistories:
    lists = draw(st.integers(least, most))
    histories = [history for history in product((0, 1), repeat=lists) if any(history)]
    count = st.one_of(st.just(0.0), whole, thirds)
    counts = draw(st.lists(count, min_size=len(histories), max_size=len(histories)))
    table = CaptureHistories(NAMES[:lists], np.array(histories), np.array(counts))
    assume(bool(np.all(table.list_totals() > 0)))
    return table


class Plain:
    """One model on one table, by the book."""

    def __init__(self, table: CaptureHistories, model: HierarchicalModel) -> None:
        groups = {
            part
            for generator in model.generators
            for size in range(len(generator) + 1)
            for part in combinations(sorted(generator, key=table.lists.index), size)
        }
        self.parameters = len(groups)
        histories = [
            frozenset(name for name, mark in zip(table.lists, row, strict=True) if mark)
            for row in product((0, 1), repeat=len(table.lists))
        ]
        counts = {
            history: table.cell([int(name in history) for name in table.lists])
            for history in histories
            if history
        }
        self.empty = {
            group
            for group in groups
            if sum(count for history, count in counts.items() if history >= set(group)) == 0
        }
        kept = [h for h in counts if not any(h >= set(group) for group in self.empty)]
        columns = sorted(groups - self.empty, key=lambda group: (len(group), group))
        self.counts = np.array([counts[history] for history in kept])
        self.design = np.array(
            [[float(history >= set(group)) for group in columns] for history in kept]
        )

    def code(self) -> int:
        rank = int(np.linalg.matrix_rank(self.design))
        return int(not self._exists()) + 2 * (rank < self.design.shape[1])

    def _exists(self) -> bool:
        """No direction leaves every occupied cell alone and only lowers empty ones."""
        occupied = self.counts > 0
        if occupied.all():
            return True
        on, off = self.design[occupied], self.design[~occupied]
        found = linprog(
            off.sum(axis=0), A_eq=on, b_eq=np.zeros(len(on)), A_ub=np.vstack([off, -off]),
            b_ub=np.concatenate([np.zeros(len(off)), np.ones(len(off))]),
            bounds=(None, None), method="highs",
        )  # fmt: skip
        return bool(found.fun > -1e-6)

    def fit(self, unseen: float | None = None) -> tuple[float, float, float]:
        """Return the number unseen, the deviance and the log-likelihood."""
        counts, design = self.counts, self.design
        if unseen is not None:
            counts = np.append(counts, unseen)
            design = np.vstack([design, np.eye(design.shape[1])[0]])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fit = sm.GLM(counts, design, family=sm.families.Poisson()).fit(
                tol=1e-13, tol_criterion="deviance", maxiter=200
            )
        return float(np.exp(fit.params[0])), float(fit.deviance), float(fit.llf)


def _some_model(table: CaptureHistories, number: int) -> HierarchicalModel:
    lists = len(table.lists)
    models = all_models(lists, lists - 1)
    held = models[number % len(models)]
    return HierarchicalModel.from_masks(
        [term for term, inside in zip(terms(lists, lists - 1), held, strict=True) if inside],
        table.lists,
    )


@settings(max_examples=150, deadline=None)
@given(table=tables(), number=st.integers(0, 10_000))
def test_existence_agrees_with_the_other_side_of_the_programme(
    table: CaptureHistories, number: int
) -> None:
    model = _some_model(table, number)
    assert int(fit_model(table, model).existence) == Plain(table, model).code()


@settings(max_examples=120, deadline=None)
@given(table=tables(), number=st.integers(0, 10_000))
def test_fit_agrees_with_a_plain_glm(table: CaptureHistories, number: int) -> None:
    model = _some_model(table, number)
    fit, plain = fit_model(table, model), Plain(table, model)
    assume(fit.existence == 0)
    unseen, deviance, log_likelihood = plain.fit()
    assert fit.N is not None
    assert fit.bic is not None
    assert math.isclose(fit.N, table.observed + unseen, rel_tol=1e-6)
    assert fit.deviance == pytest.approx(deviance, rel=1e-6, abs=1e-6)
    assert fit.parameters == plain.parameters
    assert fit.df == len(plain.counts) - plain.design.shape[1]
    bic = plain.parameters * math.log(table.observed) - 2 * log_likelihood
    assert fit.bic == pytest.approx(bic, rel=1e-7, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(table=tables(), number=st.integers(0, 10_000))
def test_all_together_is_one_by_one(table: CaptureHistories, number: int) -> None:
    together = fit_all_models(table, len(table.lists) - 1)
    one = together.fits[number % len(together.fits)]
    alone = fit_model(table, one.model)
    assert (alone.existence, alone.df, alone.rank) == (one.existence, one.df, one.rank)
    assert (None if one.N is None else pytest.approx(one.N, rel=1e-7)) == alone.N


@settings(max_examples=25, deadline=None)
@given(table=tables(), number=st.integers(0, 10_000), poisson=st.booleans())
def test_profile_interval_ends_where_a_plain_profile_does(
    table: CaptureHistories, number: int, poisson: bool
) -> None:
    model = _some_model(table, number)
    fit, plain = fit_model(table, model), Plain(table, model)
    assume(fit.N is not None and table.observed * 1.02 < fit.N < 30 * table.observed)
    method = IntervalMethod.POISSON_PROFILE if poisson else IntervalMethod.MULTINOMIAL_PROFILE
    interval = model_interval(table, fit, method=method)
    assert interval.maximum is not None

    def profile(total: float) -> float:
        unseen = total - table.observed
        half = plain.fit(unseen)[1] / 2
        if poisson:
            return -half
        constant = math.lgamma(total + 1) - total * math.log(total)
        return constant - math.lgamma(unseen + 1) + unseen * math.log(unseen) - half

    top = profile(interval.maximum)
    assert interval.high is not None
    assert top - profile(interval.high) == pytest.approx(1.920729, abs=2e-3)
    if interval.low > table.observed:
        low = brentq(
            lambda total: profile(total) - top + 1.920729,
            table.observed + 1e-9,
            interval.maximum,
            rtol=1e-9,
        )
        assert interval.low == pytest.approx(low, rel=1e-4)


def _ranked(fits: tuple[ModelFit, ...]) -> list[tuple[float, float]]:
    return sorted((fit.bic, fit.N) for fit in fits if fit.bic is not None and fit.N is not None)


@settings(max_examples=25, deadline=None)
@given(table=tables(), order=st.permutations(range(4)))
def test_the_order_of_lists_does_not_matter(table: CaptureHistories, order: list[int]) -> None:
    turned = table.on_lists([table.lists[i] for i in order if i < len(table.lists)])
    here, there = (fit_all_models(one, len(one.lists) - 1).fits for one in (table, turned))
    assert np.allclose(_ranked(here), _ranked(there), rtol=1e-5, atol=1e-6)


@settings(max_examples=25, deadline=None)
@given(table=tables(), factor=st.sampled_from([0.01, 1 / 3, 2.0, 1000.0]))
def test_scaled_counts_scale_the_total(table: CaptureHistories, factor: float) -> None:
    larger = CaptureHistories(table.lists, table.histories, table.counts * factor)
    for one, other in zip(
        fit_all_models(table, 2).fits, fit_all_models(larger, 2).fits, strict=True
    ):
        assert one.existence == other.existence
        if one.N is not None:
            assert pytest.approx(one.N * factor, rel=1e-5) == other.N


@settings(max_examples=40, deadline=None)
@given(table=tables(least=2))
def test_no_method_gives_fewer_than_were_observed(table: CaptureHistories) -> None:
    for name in ("loglinear-bic", "loglinear-aic", "independence", "chao-mth", "chao-mh"):
        for answer in method_named(name).estimate(table):
            assert (answer.N is None) != (answer.refused is None)
            if answer.N is not None:
                assert table.observed * (1 - 1e-9) <= answer.N
                assert answer.low is not None
                assert answer.low <= answer.N * (1 + 1e-6)
                assert answer.high is None or answer.high >= answer.N * (1 - 1e-6)


def test_control_a_glm_without_the_existence_test_goes_astray() -> None:
    """Without extended maximum likelihood an empty overlap sends the plain total to the skies."""
    table = CaptureHistories(
        NAMES[:3],
        np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)]),
        np.array([40.0, 30.0, 20.0, 6.0]),
    )
    model = HierarchicalModel.of([("court", "hospital")], table.lists)
    unseen = Plain(table, model).fit()[0]
    assert unseen > 1e6
    assert fit_model(table, model).N is None
