"""The search downhill goes where each step is better, and says that it may end too early."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate import Options, method_named, sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.downhill import go_downhill, neighbours
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import dense_table, independent_table, sparse_table

INDEPENDENT = (0, 0b001, 0b010, 0b100)


def test_neighbours_of_independence_are_the_pairs() -> None:
    added = [set(model) - set(INDEPENDENT) for model in neighbours(INDEPENDENT, 3, 2)]
    assert added == [{0b011}, {0b101}, {0b110}]


def test_a_triple_may_come_when_all_its_pairs_are_there() -> None:
    pairs = (*INDEPENDENT, 0b011, 0b101, 0b110)
    found = neighbours(pairs, 3, 3)
    assert found[0] == (*INDEPENDENT[:3], 0b011, 0b100, 0b101, 0b110, 0b111)
    assert len(found) == 4
    assert all(0b111 not in model for model in neighbours(pairs, 3, 2))
    assert all(0b111 not in model for model in neighbours(pairs[:-1], 3, 3))


def test_only_largest_terms_go() -> None:
    whole = (*INDEPENDENT, 0b011, 0b101, 0b110, 0b111)
    assert neighbours(whole, 3, 3) == [whole[:-1]]


def test_each_step_is_better_and_the_end_is_better_than_its_neighbours() -> None:
    table = dense_table(4).canonical()
    descent = go_downhill(cross_table(table), 3)
    assert descent is not None
    values = [step.bic for step in descent.path]
    assert values == sorted(values, reverse=True)
    assert min(tried.bic for tried in descent.tried) == values[-1]
    by_terms = {fit.model.masks(table.lists): fit for fit in fit_all_models(table, 3).fits}
    for tried in descent.tried:
        fit = by_terms[frozenset(tried.model)]
        assert fit.bic == pytest.approx(tried.bic, abs=1e-6)
        assert fit.N == pytest.approx(table.observed + tried.unseen, rel=1e-9)


def test_the_answer_warns_that_not_every_model_was_fitted() -> None:
    (answer,) = method_named("downhill-bic").estimate(dense_table(4))
    assert answer.warnings[0].template == sentences.NOT_EVERY_MODEL
    (every,) = method_named("loglinear-bic").estimate(dense_table(4), Options(order=2))
    assert not any(said.template == sentences.NOT_EVERY_MODEL for said in every.warnings)


def test_without_interactions_it_is_independence() -> None:
    (answer,) = method_named("downhill-bic").estimate(dense_table(4), Options(order=1))
    (alone,) = method_named("independence").estimate(dense_table(4))
    assert pytest.approx(alone.N) == answer.N
    assert answer.diagnostics["models_fitted"] == 1


def test_eight_lists() -> None:
    marks = np.random.default_rng(4).random((3000, 8)) < 0.2
    table = CaptureHistories.from_records(tuple("ABCDEFGH"), marks[marks.any(axis=1)])
    (answer,) = method_named("downhill-bic").estimate(table)
    assert answer.N is not None
    assert answer.bic is not None
    path = answer.diagnostics["path"]
    assert isinstance(path, list)
    assert path[-1]["model"] == answer.model_by_numbers()


def test_a_known_truth_of_seven_lists() -> None:
    (answer,) = method_named("downhill-bic").estimate(independent_table(7))
    assert pytest.approx(10_000, rel=0.001) == answer.N


def test_thirteen_lists_are_refused() -> None:
    marks = np.eye(13, dtype=np.int8)
    marks[:, 0] = 1
    table = CaptureHistories(tuple("ABCDEFGHIJKLM"), marks, np.full(13, 9.0))
    (answer,) = method_named("downhill-bic").estimate(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.TOO_MANY_LISTS


def test_lists_of_which_no_model_can_be_estimated() -> None:
    """One list names everybody, so that nothing tells how many it misses."""
    histories = np.array([(1, 0, 0), (1, 1, 0), (1, 0, 1), (1, 1, 1)])
    table = CaptureHistories(("A", "B", "C"), histories, np.array([7.0, 9.0, 5.0, 2.0]))
    (answer,) = method_named("downhill-bic").estimate(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.NOT_ESTIMABLE


def test_control_a_model_without_an_estimate_is_not_taken() -> None:
    (answer,) = method_named("downhill-bic").estimate(sparse_table())
    by_terms = {fit.model.by_lists(): fit for fit in fit_all_models(sparse_table(), 2).estimable()}
    assert answer.model_by_lists() in by_terms
