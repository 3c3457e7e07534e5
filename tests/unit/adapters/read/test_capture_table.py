from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.kernel.errors import InputError, UsageError


@pytest.fixture
def write(tmp_path: Path):
    def make(text: str | bytes) -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def _fault(path: Path, *strata: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_capture_table(path, strata)
    return caught.value


def test_lists_and_fractional_counts(write) -> None:
    (table,) = read_capture_table(write("court,press,count\n1,0,2\n1,1,0.333\n0,1,1e1\n"))
    assert table.lists == ("court", "press")
    assert table.cell((1, 1)) == 0.333
    assert table.cell((0, 1)) == 10
    assert table.stratum is None


def test_without_count_each_row_is_one_person(write) -> None:
    (table,) = read_capture_table(write("court,press\n1,0\n1,0\n1,1\n"))
    assert table.cell((1, 0)) == 2


def test_nothing_in_a_cell_means_not_covered(write) -> None:
    (table,) = read_capture_table(write("court,press\n1,\n1,0\n"))
    assert table.cell((1, -1)) == 1
    assert not table.fully_covered


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_byte_order_mark_and_blank_lines(write, separator: str) -> None:
    lines = ["court,press,Count", "1,0,2", "", " 0 , 1 , 3 ", ""]
    text = "\r\n".join(line.replace(",", separator) for line in lines)
    (table,) = read_capture_table(write(b"\xef\xbb\xbf" + text.encode()))
    assert table.lists == ("court", "press")
    assert (table.cell((1, 0)), table.cell((0, 1))) == (2, 3)


def test_strata_in_alphabetical_order(write) -> None:
    text = "court,press,region,sex,count\n1,0,West,F,2\n1,1,East,M,3\n0,1,West,F,4\n1,1,West,,5\n"
    tables = read_capture_table(write(text), ["region", "sex"])
    assert [table.stratum for table in tables] == [
        "region=East, sex=M",
        "region=West, sex unknown",
        "region=West, sex=F",
    ]
    assert [table.observed for table in tables] == [3, 5, 6]


def test_a_row_on_no_list_is_named(write) -> None:
    fault = _fault(write("court,press,count\n1,0,2\n0,0,4\n"))
    assert fault.line == 3
    assert fault.value == "0,0,4"
    assert "on no list" in str(fault)
    assert "table.csv, line 3" in str(fault)


def test_another_mark_is_named_with_its_column(write) -> None:
    fault = _fault(write("court,press,region\n1,0,West\n"))
    assert (fault.line, fault.column, fault.value) == (2, "region", "West")
    assert "--strata" in str(fault)


@pytest.mark.parametrize(
    "count", ["", "-1", "nan", "inf", "1e999", "1e11", "1_000", "1.5.2", "many"]
)
def test_a_count_that_is_no_number_is_named(write, count: str) -> None:
    fault = _fault(write(f"court,press,count\n1,0,2\n1,1,{count}\n"))
    assert (fault.line, fault.column, fault.value) == (3, "count", count)


@pytest.mark.parametrize("row", ["1", "1,0,1,1"])
def test_a_row_of_another_length_is_named(write, row: str) -> None:
    fault = _fault(write(f"court,press,count\n{row}\n"))
    assert fault.line == 2
    assert "the header 3" in str(fault)


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("court,court", "same name"),
        ("court,", "no name"),
        ("count", "no list columns"),
        (",".join(f"l{number}" for number in range(300)), "the limit is 256"),
    ],
)
def test_headers_are_checked(write, header: str, complaint: str) -> None:
    assert complaint in str(_fault(write(f"{header}\n1,0\n")))


def test_files_that_are_no_table(write, tmp_path: Path) -> None:
    assert "empty" in str(_fault(write("")))
    assert "no rows" in str(_fault(write("court,press\n")))
    assert "UTF-8" in str(_fault(write(b"court,press\n\xff\xfe,1\n")))
    assert "not CSV" in str(_fault(write('court,press\n"1,0\n')))
    assert "not CSV" in str(_fault(write("court,press\n" + "1" * 200_000 + ",0\n")))
    assert "cannot be opened" in str(_fault(tmp_path / "absent.csv"))
    assert "cannot be opened" in str(_fault(tmp_path))


def test_a_stratum_column_that_is_not_there(write) -> None:
    with pytest.raises(UsageError, match="Its columns are: court, press"):
        read_capture_table(write("court,press\n1,0\n"), ["region"])
