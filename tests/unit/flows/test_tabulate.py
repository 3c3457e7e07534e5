"""Records become counts by the lists that name them, and an uncounted row is never silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import open_table
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.tabulate import Tabulation, tabulate


def tabulated(text: str, mapping: str) -> Tabulation:
    return tabulate(open_table(text.encode(), "list.csv"), Mapping.from_yaml(mapping))


def test_rows_with_list_columns_count_with_their_weight() -> None:
    text = "id,w,A,B\n1,0.25,1,0\n1,0.25,1,0\n1,0.5,1,1\n2,1,0,true\n"
    found = tabulated(text, "id: id\nweight: w\nlists: [B, A]")
    assert dict(found.cells()) == {"01": 0.5, "11": 0.5, "10": 1.0}
    assert found.histories.lists == ("B", "A")
    assert found.to_dict()["total"] == 2.0
    assert any("2 rows repeat an id" in warning for warning in found.warnings)


def test_a_list_that_did_not_cover_a_record_is_neither_yes_nor_no() -> None:
    found = tabulated("A,B\n1,\n1,0\n1,\n", "lists: [A, B]")
    assert dict(found.cells()) == {"1-": 2.0, "10": 1.0}


def test_rows_of_one_id_in_a_list_column_are_one_record() -> None:
    text = "person,src\np1,HRW\np1,ABA\np2,ABA\np1,ABA\np3,EXH\n"
    found = tabulated(text, "id: person\nlist: src")
    assert found.histories.lists == ("ABA", "EXH", "HRW")
    assert dict(found.cells()) == {"101": 1.0, "100": 1.0, "010": 1.0}


def test_a_doubtful_age_makes_nobody_uncounted_and_a_doubtful_mark_is_reported() -> None:
    text = "A,B,age\n1,0,900\n1,maybe,30\n0,0,30\n1,1\n"
    found = tabulated(text, "lists: [A, B]\nage: age")
    document = found.to_dict()
    assert document["total"] == 1.0
    assert (document["rows"], document["accepted"]) == (4, 1)
    rejected = document["rejected"]
    assert isinstance(rejected, list)
    assert [(row["line"], row["column"], row["value"]) for row in rejected] == [
        (3, "B", "maybe"),
        (4, None, None),
        (5, None, None),
    ]
    assert "3 of 4 rows are refused and not counted." in found.warnings


def test_the_written_table_is_what_the_estimators_read(tmp_path: Path) -> None:
    text = "w,A,B\n0.3333333,1,\n0.3333333,1,\n0.3333334,1,0\n1,0,1\n"
    found = tabulated(text, "weight: w\nlists: [A, B]")
    path = tmp_path / "table.csv"
    found.write_csv(path)
    header, *rows = path.read_text().splitlines()
    assert header == "A,B,count"
    assert sorted(rows) == ["0,1,1", "1,,0.6666666", "1,0,0.3333334"]
    (read,) = read_capture_table(path)
    assert read.canonical().observed == pytest.approx(2.0)
    assert read.cell((1, -1)) == pytest.approx(0.6666666)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("list_name: A", "does not say by columns"),
        ("list: src", "Without an id"),
        ("lists: [count, A]", "cannot be called count"),
    ],
)
def test_a_mapping_that_cannot_be_tabulated_is_a_usage_error(mapping: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        tabulated("src,A,count\nx,1,1\n", mapping)


def test_a_list_of_refused_rows_alone_is_an_input_error_with_the_first_reason() -> None:
    with pytest.raises(InputError, match=r"2 of 2 rows are refused.*none of the lists"):
        tabulated("A,B\n0,0\n0,\n", "lists: [A, B]")


def test_the_required_notice_travels_with_the_table() -> None:
    found = tabulated("A,B\n1,0\n", "lists: [A, B]\nnotice: A sample, not a census.")
    assert found.to_dict()["notice"] == "A sample, not a census."
