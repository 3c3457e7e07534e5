"""What a method says depends on the counts of a table and not on what its lists are called."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Method, Options, all_methods
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
def test_the_flow_says_what_the_method_says_to_the_last_digit(method: Method) -> None:
    for table in _fitting(method):
        direct = method.estimate(table, OPTIONS)
        for one, two in zip(direct, _answers(table, method), strict=True):
            made = {"seconds": None, "seed": None, "version": None}
            assert one.to_dict() | made == two.to_dict() | made
            assert one.model == two.model
            if one.draws is not None and two.draws is not None:
                assert np.array_equal(one.draws, two.draws)


def test_a_name_that_is_left_behind_would_be_noticed() -> None:
    (answer,) = _answers(_renamed(dense_table(4)), all_methods()[0])
    spoiled = replace(answer, diagnostics={"list": "⟦001⟧"})
    assert "⟦" in json.dumps(spoiled.to_dict(), ensure_ascii=False)
