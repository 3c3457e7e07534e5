from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories
from onrecord.core.kernel.errors import InputError


def _table(rows: list[tuple[int, ...]], counts: list[float], stratum: str | None = None):
    return CaptureHistories(("court", "press"), np.array(rows), np.array(counts), stratum)


def test_rows_that_repeat_are_added_up() -> None:
    table = _table([(1, 0), (1, 1), (1, 0)], [2, 3, 0.5])
    assert table.cell((1, 0)) == 2.5
    assert table.observed == 5.5
    assert len(table.counts) == 2


def test_thirds_add_up_to_the_same_number_in_any_order() -> None:
    weights = [1 / 3] * 30 + [0.1] * 7 + [1.0]
    rows = [(1, 0)] * len(weights)
    assert _table(rows, weights) == _table(rows, weights[::-1])


def test_records_are_counted() -> None:
    table = CaptureHistories.from_records(("court", "press"), [[1, 0], [1, 1], [1, 0]])
    assert table.cell((1, 0)) == 2
    assert table.cell((0, 1)) == 0


def test_records_carry_weights() -> None:
    table = CaptureHistories.from_records(("court", "press"), [[1, 0], [1, 1]], [1 / 3, 2])
    assert table.cell((1, 0)) == pytest.approx(1 / 3)


def test_no_records_make_an_empty_table() -> None:
    table = CaptureHistories.from_records(("court", "press"), [])
    assert table.observed == 0
    assert table.histories.shape == (0, 2)


def test_a_row_on_no_list_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="Row 2 of the table is a person on no list"):
        _table([(1, 0), (0, 0)], [4, 1])


def test_not_covered_does_not_count_as_named() -> None:
    with pytest.raises(InputError, match="Row 1 of the table is a person on no list"):
        _table([(0, NOT_COVERED)], [1])


@pytest.mark.parametrize("count", [-1.0, float("nan"), float("inf"), 1e11])
def test_a_count_that_is_no_number_of_persons_is_refused(count: float) -> None:
    with pytest.raises(InputError, match="row 2 of the table is not a number of persons"):
        _table([(1, 0), (0, 1)], [1, count])


@pytest.mark.parametrize("mark", [2, 257, -2])
def test_another_mark_is_refused(mark: int) -> None:
    with pytest.raises(InputError, match="mark other than"):
        _table([(1, mark)], [1])


def test_names_are_checked() -> None:
    with pytest.raises(InputError, match="same name"):
        CaptureHistories(("court", "court"), np.array([[1, 0]]), np.array([1.0]))
    with pytest.raises(InputError, match="no name"):
        CaptureHistories(("court", " "), np.array([[1, 0]]), np.array([1.0]))
    with pytest.raises(InputError, match="at least one list"):
        CaptureHistories((), np.zeros((0, 0)), np.array([]))


def test_shape_is_checked() -> None:
    with pytest.raises(InputError, match="one row for each count"):
        CaptureHistories(("court", "press"), np.array([[1, 0, 1]]), np.array([1.0]))
    with pytest.raises(InputError, match="2 marks"):
        _table([(1, 0)], [1]).cell((1,))


def test_canonical_form_forgets_order_and_empty_cells() -> None:
    table = _table([(1, 0), (0, 1), (1, 1)], [5, 7, 0])
    turned = CaptureHistories(("press", "court"), np.array([(1, 0), (0, 1)]), np.array([7.0, 5.0]))
    assert table.canonical() == turned.canonical()
    assert hash(table.canonical()) == hash(turned.canonical())
    assert table != turned
    assert table != "table"


def test_some_lists_alone() -> None:
    table = CaptureHistories(
        ("court", "press", "union"),
        np.array([(1, 0, 1), (0, 1, 0), (1, 1, 0)]),
        np.array([3.0, 5.0, 7.0]),
    )
    two = table.on_lists(("press", "union"))
    assert two.observed == 15
    assert two.cell((1, 0)) == 12
    with pytest.raises(InputError, match="no list of this name"):
        table.on_lists(("school",))


def test_totals_and_coverage() -> None:
    table = _table([(1, 0), (1, 1), (1, NOT_COVERED)], [1, 2, 4])
    assert table.list_totals().tolist() == [7, 2]
    assert not table.fully_covered


def test_arrays_cannot_be_changed() -> None:
    table = _table([(1, 0)], [1])
    with pytest.raises(ValueError, match="read-only"):
        table.counts[0] = 2
