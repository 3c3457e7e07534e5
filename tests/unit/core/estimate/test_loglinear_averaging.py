"""Is the average over log-linear models the plain one, and does it say where models disagree?"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate import Options, fast, loglinear_averaging, method_named
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear_averaging import average_models
from onrecord.core.estimate.loglinear_laplace import balanced_design, laplace, log_prior
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import dense_table, independent_table, sparse_table

FEW = CaptureHistories(
    ("court", "hospital", "press"),
    np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]),
    np.array([30.0, 25, 20, 9, 8, 7, 4]),
)


def test_it_is_the_plain_average_over_every_number() -> None:
    table = FEW.canonical()
    models = all_models(3, 2)
    design, counts = balanced_design(3, terms(3, 2)), cross_table(table)
    seen = np.ones(8, dtype=np.bool_)
    numbers = np.arange(500.0)
    variances = np.linspace(-7.5, 6, 28)
    logs = np.full((len(models), len(numbers)), -np.inf)
    for row, model in enumerate(models):
        trial = np.tile(counts, (len(numbers), 1))
        trial[:, 0] = numbers
        for one in variances:
            given, every = np.full(500, one), np.tile(model, (500, 1))
            found = laplace(design, trial, every, seen, log_variance=given)
            logs[row] = np.logaddexp(logs[row], found.log_evidence + log_prior(given))
    mass = np.exp(logs - logs.max())
    reached = np.cumsum(mass.sum(axis=0)) / mass.sum()
    average = average_models(table, 2)
    assert average is not None
    plain = np.searchsorted(reached, (0.025, 0.5, 0.975)).astype(float)
    assert average.unseen.quantile((0.025, 0.5, 0.975)) == pytest.approx(plain, rel=0.01, abs=1)
    shares = np.sort(mass.sum(axis=1) / mass.sum())[::-1]
    assert [one.probability for one in average.models] == pytest.approx(shares.tolist(), abs=0.003)
    # A control: the best model alone gives other numbers.
    best = np.cumsum(mass[logs.max(axis=1).argmax()])
    alone = float(np.searchsorted(best / best[-1], 0.975))
    assert float(average.unseen.quantile(0.975)) != pytest.approx(alone, rel=0.02)


def test_beliefs_add_up() -> None:
    found = average_models(dense_table(4).canonical(), 3)
    assert found is not None
    assert sum(one.probability for one in found.models) == pytest.approx(1)
    assert found.considered == 113
    assert 0 <= found.left_out <= 1e-4


def test_models_that_disagree_are_told() -> None:
    (answer,) = method_named("loglinear-averaging").estimate(sparse_table())
    assert any("they disagree" in str(warning) for warning in answer.warnings)
    assert any("a million times" in str(warning) for warning in answer.warnings)
    (answer,) = method_named("loglinear-averaging").estimate(independent_table(4))
    assert not any("they disagree" in str(warning) for warning in answer.warnings)


def test_the_order_can_be_chosen() -> None:
    (pairs,) = method_named("loglinear-averaging").estimate(dense_table(4), Options(order=2))
    assert pairs.diagnostics["models_considered"] == 64
    (alone,) = method_named("loglinear-averaging").estimate(dense_table(4), Options(order=1))
    assert alone.diagnostics["models_considered"] == 1


def test_models_are_named_in_the_order_of_the_table() -> None:
    turned = FEW.on_lists(("press", "hospital", "court"))
    (answer,) = method_named("loglinear-averaging").estimate(turned)
    rows = answer.diagnostics["models"]
    assert isinstance(rows, list)
    assert {row["terms"] for row in rows} >= {"[press][hospital][court]"}
    assert {row["model"] for row in rows} >= {"[1,2,3]"}


def test_models_left_out_for_their_number_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loglinear_averaging, "_MOST_MODELS", 3)
    average_models.cache_clear()
    (answer,) = method_named("loglinear-averaging").estimate(sparse_table())
    average_models.cache_clear()
    monkeypatch.undo()
    assert answer.diagnostics["models_averaged"] == 3
    assert any("too many models" in str(warning) for warning in answer.warnings)
    (answer,) = method_named("loglinear-averaging").estimate(sparse_table())
    assert not any("too many models" in str(warning) for warning in answer.warnings)


def test_without_numba_five_lists_have_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    table = independent_table(5).canonical()
    found = average_models(table, 1)
    monkeypatch.setattr(fast, "available", lambda: False)
    average_models.cache_clear()
    plain = average_models(table, 1)
    assert found is not None
    assert plain is not None
    assert plain.unseen.mean == pytest.approx(found.unseen.mean, rel=1e-8)


def test_seven_lists_are_refused() -> None:
    (answer,) = method_named("loglinear-averaging").estimate(independent_table(7))
    assert "too many log-linear models" in str(answer.refused)
