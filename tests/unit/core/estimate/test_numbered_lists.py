"""A table under numbers is the same whatever its lists are called, and the names come back."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from onrecord.core.estimate import Options, method_named, sentences
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

CELLS = [history for history in product((0, 1), repeat=4) if any(history)]
COUNTS = [31.0, 27, 4, 55, 6, 1, 2, 80, 9, 3, 12, 5, 0, 8, 2]


def _table(lists: tuple[str, ...], counts: list[float] | None = None) -> CaptureHistories:
    return CaptureHistories(lists, np.array(CELLS), np.array(counts or COUNTS), "region=West")


def _sorted_by_number(table: CaptureHistories) -> CaptureHistories:
    return numbered_lists(table).table.canonical()


def test_other_names_give_the_same_numbered_table() -> None:
    tables = _table(("court", "press", "union", "school")), _table(("z", "a", "m", "b"))
    one, other = map(numbered_lists, tables)
    assert one.table == other.table
    firsts = next(iter(one.names.values())), next(iter(other.names.values()))
    assert one.table.stratum is None
    places = [table.lists.index(name) for table, name in zip(tables, firsts, strict=True)]
    assert places[0] == places[1]


def test_the_numbers_do_not_depend_on_where_a_list_stands() -> None:
    table = _table(("a", "b", "c", "d"))
    for order in (("d", "c", "b", "a"), ("b", "d", "a", "c")):
        assert _sorted_by_number(table.on_lists(order)) == _sorted_by_number(table)


@pytest.mark.parametrize("lists", [3, 5])
def test_lists_that_nothing_tells_apart_still_give_one_table(lists: int) -> None:
    """A ring: each list shares people with two neighbours; every list looks like every other."""
    marks = np.eye(lists, dtype=np.int8) | np.roll(np.eye(lists, dtype=np.int8), 1, axis=1)
    names = tuple("abcde"[:lists])
    ring = CaptureHistories(names, marks, np.full(lists, 7.0))
    turned = ring.on_lists(names[2:] + names[:2])
    assert _sorted_by_number(ring) == _sorted_by_number(turned)


def test_two_tables_that_differ_stay_apart() -> None:
    counts = [*COUNTS[:-1], 3.0]
    one, other = _table(("a", "b", "c", "d")), _table(("a", "b", "c", "d"), counts)
    assert _sorted_by_number(one) != _sorted_by_number(other)


def test_many_equal_lists_take_no_time() -> None:
    marks = np.eye(14, dtype=np.int8)[:2]
    names = tuple("abcdefghijklmn")
    table = CaptureHistories(names, marks, np.array([3.0, 4.0]))
    assert len(set(numbered_lists(table).table.lists)) == 14


def test_names_come_back_into_models_sentences_and_diagnostics() -> None:
    table = _table(("Human Rights Watch", "press", "union", "school"))
    numbered = numbered_lists(table)
    direct = method_named("loglinear-bic").estimate(table)[0]
    through = numbered.named(method_named("loglinear-bic").estimate(numbered.table)[0])
    assert through == direct
    assert '"Human Rights Watch"' in str(through.model_by_lists())


def test_names_come_back_wherever_they_are_said() -> None:
    numbered = numbered_lists(_table(("Human Rights Watch", "press", "union", "school")))
    number = {name: number for number, name in numbered.names.items()}
    first, second = number["Human Rights Watch"], number["press"]
    inner = Remark.of(sentences.LISTS_LEFT_OUT, lists=f"{first}, {second}")
    answer = Estimate(
        method="m",
        lists=tuple(numbered.names),
        observed=1.0,
        N=2.0,
        model=f"[{first} {second}]",
        diagnostics={f"rate of {first}": [0.5, {"list": second}], "terms": f"[{first}][{second}]"},
        warnings=(Remark.of("{a}{b}", a=(first, 3), b=inner),),
    )
    named = numbered.named(answer)
    assert named.lists == ("Human Rights Watch", "press", "union", "school")
    assert named.stratum == "region=West"
    assert named.model == '["Human Rights Watch" press]'
    assert named.diagnostics == {
        "rate of Human Rights Watch": [0.5, {"list": "press"}],
        "terms": '["Human Rights Watch"][press]',
    }
    said = str(named.warnings[0])
    assert said.startswith("Human Rights Watch, 3Lists that name nobody here")
    assert said.endswith(": Human Rights Watch, press.")
    assert "⟦" not in repr(named)


def test_the_compact_notation_of_a_model_is_counted_by_the_lists_of_the_table() -> None:
    """A method counts by the order of the numbers, which is not ours."""
    for lists in (("d", "c", "b", "a"), ("a", "b", "c", "d")):
        table = _table(lists)
        (answer,) = method_named("loglinear-bic").estimate(table)
        inside = method_named("loglinear-bic").under_numbers(numbered_lists(table).table, Options())
        assert [model for model, _terms in _models(answer)] == [
            model.by_numbers(lists) for model in map(_read, _terms_of(answer))
        ]
        assert [model for model, _ in _models(inside[0])] != [model for model, _ in _models(answer)]


def _terms_of(answer: Estimate) -> list[str]:
    return [str(terms) for _model, terms in _models(answer)]


def _read(terms: str) -> HierarchicalModel:
    return HierarchicalModel(tuple(tuple(group.split()) for group in terms[1:-1].split("][")))


def _models(answer: Estimate) -> list[tuple[object, object]]:
    rows: Any = answer.diagnostics["near_best"]
    return [(row["model"], row["terms"]) for row in rows]


def test_model_fits_get_their_names() -> None:
    table = _table(("a", "b", "c", "d"))
    numbered = numbered_lists(table)
    fits = fit_all_models(numbered.table, 2).fits
    direct = {fit.model: fit.N for fit in fit_all_models(replace(table, stratum=None), 2).fits}
    assert {fit.model: fit.N for fit in map(numbered.named_fit, fits)} == pytest.approx(direct)


def test_a_refusal_names_the_lists_too() -> None:
    table = CaptureHistories(("a", "b"), np.array([(1, -1), (1, 1)]), np.array([3.0, 4.0]))
    numbered = numbered_lists(table)
    (refused,) = method_named("petersen").estimate(numbered.table, Options())
    assert "(b)" in str(numbered.named(refused).refused)
