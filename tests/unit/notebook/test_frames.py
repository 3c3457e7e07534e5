from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.notebook.frames import tables_of

Frame = dict[str, list[object]]


def only(frame: Any, **choice: Any) -> CaptureHistories:
    chosen = {"lists": None, "count": "count", "strata": (), **choice}
    (table,) = tables_of(frame, chosen["lists"], chosen["count"], chosen["strata"])
    return table


class Polarised:
    """What a Polars frame looks like from outside."""

    def __init__(self, columns: Frame) -> None:
        self._columns = columns

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    def __getitem__(self, name: str) -> list[object]:
        return self._columns[name]


def test_every_kind_of_frame_gives_the_same_table(frame: Frame) -> None:
    pandas = pytest.importorskip("pandas")
    expected = CaptureHistories.from_records(
        ["court", "press", "union"],
        np.column_stack([frame["court"], frame["press"], frame["union"]]),
        np.array(frame["count"], dtype=float),
    )
    structured = np.array(list(zip(*frame.values(), strict=True)), dtype=[(n, "i8") for n in frame])
    whole = pandas.DataFrame(frame)
    kinds = [frame, Polarised(frame), structured, whole, whole.astype("Int64")]
    assert [only(kind) == expected for kind in kinds] == [True] * 5
    assert only({**frame, "count": [50, 40, 30, 9, 8, 7, 4]}) != expected


def test_records_are_counted_one_person_a_row() -> None:
    table = only({"A": [True, True, False, True], "B": [False, False, True, True]})
    assert table.observed == 4
    assert table.cell((1, 0)) == 2


def test_a_count_can_be_left_aside(frame: Frame) -> None:
    assert only(frame, lists=["court", "press", "union"], count=None).observed == 7
    with pytest.raises(InputError, match="column count"):
        only(frame, count=None)


def test_the_usual_count_is_found_whatever_its_letters() -> None:
    assert only({"A": [1, 0], "B": [1, 1], "Count": [5, 2.5]}).observed == 7.5


def test_a_count_of_another_name_must_be_there(frame: Frame) -> None:
    with pytest.raises(UsageError, match="Its columns are: court, press, union, count"):
        only(frame, count="persons")


@pytest.mark.parametrize("nothing", [None, float("nan"), "", np.float64("nan")])
def test_nothing_means_not_covered(nothing: object) -> None:
    table = only({"A": [1, 1, 0], "B": [nothing, 1, 1]})
    assert table.cell((1, -1)) == 1
    assert not table.fully_covered


def test_the_nothing_of_pandas_means_not_covered() -> None:
    pandas = pytest.importorskip("pandas")
    marks = {"A": pandas.array([1, 1, 0], dtype="Int64"), "B": [True, None, True]}
    assert only(pandas.DataFrame(marks)).cell((1, -1)) == 1
    marked = pandas.DataFrame({"A": pandas.array([True, pandas.NA], "boolean"), "B": [0, 1]})
    assert only(marked).cell((-1, 1)) == 1


def test_strata_are_named_by_column_and_value(frame: Frame) -> None:
    years = {**frame, "year": [1998.0, 1998.0, 1999.0, 1999.0, 1999.0, float("nan"), 1998.0]}
    tables = tables_of(years, None, "count", ["year"])
    assert [table.stratum for table in tables] == ["year unknown", "year=1998", "year=1999"]
    assert [table.observed for table in tables] == [7, 93, 47]
    assert {table.lists for table in tables} == {("court", "press", "union")}


def test_strata_of_two_columns_are_combined(frame: Frame) -> None:
    both = {**frame, "year": [1, 1, 1, 1, 2, 2, 2], "sex": ["F", "F", "M", "F", "F", "", None]}
    tables = tables_of(both, None, "count", ["year", "sex"])
    assert [table.stratum for table in tables] == [
        "year=1, sex=F",
        "year=1, sex=M",
        "year=2, sex unknown",
        "year=2, sex=F",
    ]


@pytest.mark.parametrize(
    ("change", "choice", "complaint"),
    [
        ({"court": [1, 0, 0, 2, 1, 0, 1]}, {}, r"column court: Row 3 .*value: '2'.*lists="),
        ({"court": [1, 0, 0, -1, 1, 0, 1]}, {}, r"Row 3 .*None or NaN \(not covered\)"),
        ({"press": [0, 1, 0, "yes", 0, 1, 1]}, {}, r"column press: Row 3 .*value: 'yes'"),
        ({"court": [1, 0, 0, 1, 0.5, 0, 1]}, {}, r"column court: Row 4 .*value: '0.5'"),
        ({"count": [50, 40, None, 9, 8, 7, 3]}, {}, r"column count: Row 2 .*number of persons"),
        ({"count": [50, 40, -1, 9, 8, 7, 3]}, {}, r"column count: Row 2 .*value: '-1'"),
        ({"count": [50, 40, 2e10, 9, 8, 7, 3]}, {}, r"Row 2 .*number of persons"),
        ({"count": ["?", 40, 30, 9, 8, 7, 3]}, {}, r"column count: Row 0 "),
        ({"union": [0, 0, 0, 0, 1, 1, 1]}, {}, r"Row 2 .*on none of the lists court, press, union"),
        ({"union": [0, 0]}, {}, "of different length: court 7, press 7, union 2"),
        ({"union": 1}, {}, "A column of the table is one value"),
        ({"union": "0010111"}, {}, "A column of the table is one value"),
        ({}, {"lists": ["court", "radio"]}, "no column of this name.*'radio'.*Its columns are"),
        ({}, {"strata": ["year"]}, "no column of this name.*'year'"),
        ({}, {"lists": ["court", "court"]}, "only once.*'court'"),
        ({}, {"lists": ["court", "press"], "strata": ["press"]}, "only once.*'press'"),
        ({}, {"lists": ["court", "count"]}, "only once.*'count'"),
        ({}, {"lists": []}, r"no list columns.*lists=\['A', 'B'\]"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    frame: Frame, change: Frame, choice: dict[str, Any], complaint: str
) -> None:
    only(frame)
    with pytest.raises((InputError, UsageError), match=complaint):
        only({**frame, **change}, **choice)


@pytest.mark.parametrize("wrong", [5, np.ones((2, 2)), [{"A": 1}], None])
def test_what_has_no_columns_is_no_table(wrong: object) -> None:
    with pytest.raises(UsageError, match=r"has no named columns.*Give a DataFrame"):
        only(wrong)


@pytest.mark.parametrize(("wrong", "complaint"), [({}, "no columns"), ({"A": []}, "no rows")])
def test_an_empty_table_is_refused(wrong: object, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        only(wrong)


def test_columns_of_one_name_are_refused() -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(InputError, match=r"same name.*'A'"):
        only(pandas.DataFrame([[1, 1]], columns=["A", "A"]))


def test_columns_may_have_numbers_for_names() -> None:
    pandas = pytest.importorskip("pandas")
    assert only(pandas.DataFrame([[1, 0], [1, 1]])).lists == ("0", "1")
