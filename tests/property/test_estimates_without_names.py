"""What a method says depends on the counts of a table and not on what its lists are called."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Method, Options, all_methods
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.flows.estimate import Work, estimate
from onrecord.testing.estimators import dense_table, sparse_table

OPTIONS = Options(samples=20, chains=2)


def _answers(table: CaptureHistories, method: Method) -> tuple[Estimate, ...]:
    return estimate(table, [method.name], options=OPTIONS, work=Work(models=False)).estimates


def _renamed(table: CaptureHistories) -> CaptureHistories:
    names = tuple(f"{99 - place} of\xa0them" for place, _ in enumerate(table.lists))
    return CaptureHistories(names, table.histories, table.counts)


def _fitting(method: Method) -> list[CaptureHistories]:
    lists = max(method.minimum_lists, min(method.maximum_lists or 4, 4))
    dense = dense_table(lists)
    return [dense] if method.draws else [dense, sparse_table()]


@pytest.mark.parametrize("method", all_methods(), ids=lambda method: method.name)
def test_other_names_give_the_same_answer_to_the_last_digit(method: Method) -> None:
    for table in _fitting(method):
        other = _renamed(table)
        named, renamed = _answers(table, method), _answers(other, method)
        for one, two in zip(named, renamed, strict=True):
            assert (one.N, one.interval, one.bic) == (two.N, two.interval, two.bic)
            assert (one.draws is None) == (two.draws is None)
            if one.draws is not None and two.draws is not None:
                assert np.array_equal(one.draws, two.draws)
            assert one.model_by_numbers() == two.model_by_numbers()
            document = json.dumps(two.to_dict(), ensure_ascii=False)
            assert "⟦" not in document
            assert not any(name in document for name in table.lists)


@pytest.mark.parametrize("method", all_methods(), ids=lambda method: method.name)
def test_the_flow_says_what_the_method_says(method: Method) -> None:
    """To rounding; with random numbers, which follow the order of the lists, roughly."""
    for table in _fitting(method):
        direct = method.estimate(table, OPTIONS)
        for one, two in zip(direct, _answers(table, method), strict=True):
            assert (one.N is None) == (two.N is None)
            assert one.refused == two.refused
            if one.N is not None:
                near = 0.2 if method.draws else 1e-6
                assert two.N == pytest.approx(one.N, rel=near)
            if not method.draws:
                assert _groups(one) == _groups(two)
                assert list(map(str, one.warnings)) == list(map(str, two.warnings))


def _groups(answer: Estimate) -> set[frozenset[str]] | str | None:
    if isinstance(answer.model, HierarchicalModel):
        return {frozenset(group) for group in answer.model.generators}
    return answer.model


def test_a_name_that_is_left_behind_would_be_noticed() -> None:
    (answer,) = _answers(_renamed(dense_table(4)), all_methods()[0])
    spoiled = replace(answer, diagnostics={"list": "⟦001⟧"})
    assert "⟦" in json.dumps(spoiled.to_dict(), ensure_ascii=False)
