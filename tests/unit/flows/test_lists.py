"""A row becomes what it says of a person, or is refused with every reason and nothing lost."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError, open_table
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.flows.lists import (
    MentionValues,
    Validation,
    open_list,
    validate,
    write_failed_rows,
)

FULL = """
id: uid
list: src
weight: w
names: {given: given, surname: surname, father: father}
sex: sex
birth: dob
birth_year: byear
age: age
place: {municipality: mun, village: village}
death: event
missing: {age: {"*": [-1], aba: [0], exh: [127]}, village: {"*": [-1000]}}
dates: ["%d%b%y", "%d%b%Y"]
"""
HEADER = "uid,src,w,given,surname,father,sex,dob,byear,age,mun,village,event\n"


def validated(text: str, mapping: str) -> Validation:
    return validate(open_table(text.encode(), "list.csv"), Mapping.from_yaml(mapping))


def one(text: str, mapping: str) -> MentionValues:
    (found,) = validated(text, mapping)
    assert isinstance(found, MentionValues), found
    return found


def refusal(text: str, mapping: str) -> list[dict[str, object]]:
    (found,) = validated(text, mapping)
    assert isinstance(found, RowError), found
    return found.as_rows()


def test_every_field_of_a_row_is_read() -> None:
    row = "7,hrw,0.3333,Arta,Gashi,Besim,F,01Apr65,,34,Pejë,Vitomiricë,24mar1999\n"
    found = one(HEADER + row, FULL)
    assert found.name is not None
    assert (found.line, found.record_id, found.list_name, found.weight) == (2, "7", "hrw", 0.3333)
    assert (found.name.given, found.name.surname, found.name.father) == ("Arta", "Gashi", "Besim")
    assert (found.sex, found.age) == ("female", 34)
    assert found.birth == Period.day(date(1965, 4, 1))
    assert found.death == Period.day(date(1999, 3, 24))
    assert (found.municipality, found.village) == ("Pejë", "Vitomiricë")
    assert found.raw["event"] == "24mar1999"
    assert found.sources == ("hrw",)


def test_what_a_row_does_not_state_is_none() -> None:
    found = one(HEADER + "7,hrw,1,,,,,,,,,,\n", FULL)
    assert [
        found.name,
        found.sex,
        found.birth,
        found.age,
        found.municipality,
        found.village,
        found.death,
    ] == [None] * 7


@pytest.mark.parametrize(
    ("source", "age", "expected"),
    [
        ("aba", "0", None),
        ("aba", "0.0", None),
        ("exh", "0", 0),
        ("exh", "127", None),
        ("hrw", "-1", None),
        ("hrw", "120", 120),
        ("hrw", "34.0", 34),
    ],
)
def test_missing_codes_hold_for_their_source_and_raw_values_stay(
    source: str, age: str, expected: int | None
) -> None:
    found = one(HEADER + f"7,{source},1,,,,,,,{age},,-1000,\n", FULL)
    assert found.age == expected
    assert found.raw["age"] == age
    assert found.village is None
    assert found.raw["village"] == "-1000"


LISTS = 'lists: [aba, exh]\nage: age\nmissing: {age: {"*": [-1], aba: [0], exh: [127]}}'


@pytest.mark.parametrize(
    ("row", "age"),
    [("1,0,0", None), ("1,1,0", None), ("0,1,0", 0), ("1,0,27", 27), ("1,1,127", None)],
)
def test_a_record_of_several_lists_has_the_codes_of_them_all(row: str, age: int | None) -> None:
    found = one(f"aba,exh,age\n{row}\n", LISTS)
    assert found.age == age
    assert found.list_name is None


def test_a_code_of_another_list_is_no_age() -> None:
    (reason,) = refusal("aba,exh,age\n1,0,127\n", LISTS)
    assert (reason["line"], reason["column"], reason["value"]) == (2, "age", "127")
    assert "outside 0 to 120" in str(reason["reason"])


def test_true_false_and_empty_are_three_things() -> None:
    text = "a,b,c,d\nTRUE,False,,1.0\n"
    found = one(text, "lists: {A: a, B: b, C: c, D: d}")
    assert found.membership == {"A": True, "B": False, "C": None, "D": True}
    assert found.sources == ("A", "D")


@pytest.mark.parametrize("row", ["0,0", ",", "0,"])
def test_a_record_in_no_list_is_refused(row: str) -> None:
    (reason,) = refusal(f"id,aba,exh\n1,{row}\n", "lists: [aba, exh]")
    assert reason["reason"] == "The record is in none of the lists."


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("age", "121", "outside 0 to 120"),
        ("age", "-2", "outside 0 to 120"),
        ("age", "3.5", "no whole number"),
        ("age", "forty", "no whole number"),
        ("age", "=2+2", "no whole number"),
        ("age", "9" * 400, "no whole number"),
        ("sex", "D", "way we do not know"),
        ("w", "0", "no number above 0"),
        ("w", "nan", "no number above 0"),
        ("w", "1e999", "no number above 0"),
        ("given", "123", "digits and no letter"),
        ("dob", "yesterday morning", ""),
        ("dob", "31Feb99", ""),
        ("byear", "99999", ""),
        ("src", "", "does not say which list"),
        ("w", "", "no weight"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused_by_line_and_column(
    column: str, value: str, words: str
) -> None:
    cells = dict.fromkeys(HEADER.strip().split(","), "") | {"src": "hrw", "w": "1"}
    cells[column] = value
    (reason,) = refusal(HEADER + ",".join(cells.values()) + "\n", FULL)
    assert (reason["line"], reason["column"]) == (2, column)
    assert reason["value"] == (value or None)
    assert words in str(reason["reason"])
    assert reason["reason"]


def test_all_reasons_of_a_row_are_given() -> None:
    reasons = refusal(HEADER + "1,hrw,-1,9,9,,Q,,,300,,,\n", FULL)
    assert [reason["column"] for reason in reasons] == ["w", "given", "surname", "sex", "age"]


@pytest.mark.parametrize("sign", ["?", "-", "...", "—"])
def test_a_sign_for_an_unknown_name_is_no_name(sign: str) -> None:
    found = one(f"name,age\n{sign},30\n", "list_name: A\nnames: {full: name}\nage: age")
    assert found.name is None
    assert found.raw["name"] == sign


def test_an_unknown_name_in_words_can_be_declared() -> None:
    mapping = "list_name: A\nnames: {full: name}\nmissing: {full: [مجهول, Unknown]}"
    assert one("name,x\nUNKNOWN,1\n", mapping).name is None
    assert one("name,x\nمجهول,1\n", mapping).name is None
    found = one("name,x\nArta Gashi,1\n", mapping)
    assert str(found.name) == "Arta Gashi"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("M", "male"), ("ж", "female"), ("Femër", "female"), ("muški", "male"), ("U", None)],
)
def test_the_sex_is_understood_in_our_languages(text: str, expected: str | None) -> None:
    assert one(f"s,x\n{text},1\n", "list_name: A\nsex: s").sex == expected


def test_a_birth_year_stands_in_for_an_empty_date() -> None:
    mapping = "list_name: A\nbirth: dob\nbirth_year: by"
    assert one("dob,by\n,1961.0\n", mapping).birth == Period.year(1961)
    assert one("dob,by\n1961-04,1961\n", mapping).birth == Period.month(1961, 4)


def test_decimal_commas_are_understood_in_weights() -> None:
    assert one("id;w\n1;0,3333\n", "list_name: A\nweight: w").weight == 0.3333


def test_formulas_are_kept_as_text_and_reported() -> None:
    check = validated("name,age\n=cmd(),30\nBesim,31\n", "list_name: A\nnames: {full: name}")
    first, _second = check
    assert isinstance(first, MentionValues)
    assert first.formulas == ("name",)
    assert first.raw["name"] == "=cmd()"
    assert check.summary.formulas == 1


def test_the_counts_are_right_and_repeated_ids_are_reported() -> None:
    text = "uid,age\n1,30\n1,31\n2,999\n\n3,1,extra\n1,32\n"
    check = validated(text, "id: uid\nlist_name: A\nage: age")
    for _ in range(2):  # it can be run again
        lines = [found.line for found in check]
        assert lines == [2, 3, 4, 6, 7]
        assert (check.summary.rows, check.summary.accepted, check.summary.rejected) == (5, 3, 2)
        assert (check.summary.repeats, check.summary.first_repeat) == (2, 3)


def test_a_mapping_of_another_list_is_refused_with_the_nearest_column() -> None:
    with pytest.raises(InputError, match="no column of this name") as caught:
        validated("uid,age\n1,30\n", "id: uid\nlist_name: A\nage: agge")
    assert caught.value.file == "list.csv"
    assert caught.value.remedy == "Did you mean 'age'?"


def test_the_mapping_decides_where_sniffing_must_not() -> None:
    mapping = Mapping.from_yaml("list_name: A\nencoding: cp1251\nseparator: ';'")
    table = open_list("name;a,b\nГоран;1\n".encode("cp1251"), "list.csv", mapping)
    assert table.columns == ("name", "a,b")
    assert table.dialect.encoding == "cp1251"


def test_failed_rows_are_written_safely_and_completely(tmp_path: Path) -> None:
    text = 'uid,name,age\n1,"=HYPERLINK(""x"")",300\n2,@SUM,\n3,Arta,-5\n4,a,b,c\n'
    mapping = Mapping.from_yaml("id: uid\nlist_name: A\nnames: {full: name}\nage: age")
    table = open_table(text.encode(), "list.csv")
    errors = [found for found in validate(table, mapping) if isinstance(found, RowError)]
    path = tmp_path / "failed.csv"
    assert write_failed_rows(path, table, errors) == 3
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["line", "reason", "uid", "name", "age"]
    assert rows[1][0] == "2"
    assert rows[1][1].startswith("age: The age lies outside 0 to 120")
    assert rows[1][3] == '\'=HYPERLINK("x")'
    assert rows[2][4] == "-5"
    assert rows[3][2:] == ["4", "a", "b", "c"]
