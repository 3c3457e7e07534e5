"""On which side of the register of the dead do answers lie, and whose table is it?"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.reference import kosovo
from onrecord.reference.census import Reading, Side, ceilings, is_of_the_reference_case, side


def published() -> CaptureHistories:
    table = kosovo().capture_histories
    return CaptureHistories(
        table.lists,
        np.array([history for history, _ in table.rows]),
        np.array([count for _, count in table.rows]),
    )


def test_the_ceilings_are_those_of_the_register() -> None:
    found = {ceiling.reading: ceiling.persons for ceiling in ceilings(kosovo())}
    assert found == {
        Reading.everybody: 13_535 - 2_046,
        Reading.albanians: 10_812,
        Reading.albanian_civilians: 8_676,
    }


def test_every_ceiling_names_figures_that_exist() -> None:
    case = kosovo()
    known = {value.id for value in (*case.figures, *case.totals)}
    assert {source for ceiling in ceilings(case) for source in ceiling.sources} <= known


@pytest.mark.parametrize(
    ("number", "low", "high", "at_least", "expected"),
    [
        (14_000, 12_000, 16_000, False, Side.above),
        (14_000, None, None, False, Side.above),
        (12_000, 9_000, 16_000, False, Side.number_above),
        (9_000, 8_000, 12_000, False, Side.number_below),
        (9_000, 8_000, None, False, Side.number_below),
        (9_000, 8_000, 9_500, False, Side.below),
        (9_000, None, None, False, Side.below),
        (12_000, 9_000, 13_000, True, Side.below),
        (12_000, 11_000, 13_000, True, Side.above),
    ],
)
def test_side(
    number: float, low: float | None, high: float | None, at_least: bool, expected: Side
) -> None:
    assert side(10_000, number=number, low=low, high=high, at_least=at_least) is expected


def test_the_published_table_is_known_in_any_order() -> None:
    table = published()
    assert is_of_the_reference_case(table, kosovo())
    turned = CaptureHistories(table.lists[::-1], table.histories[::-1, ::-1], table.counts[::-1])
    assert is_of_the_reference_case(turned, kosovo())


def test_another_table_is_not_taken_for_it() -> None:
    table = published()
    counts = table.counts + np.eye(1, len(table.counts), 3)[0]
    assert not is_of_the_reference_case(dataclasses.replace(table, counts=counts), kosovo())
    assert not is_of_the_reference_case(table.on_lists(table.lists[:3]), kosovo())
    assert not is_of_the_reference_case(
        dataclasses.replace(table, lists=("A", "B", "C", "D")), kosovo()
    )
