"""A mapping file says which column is what, and a slip in it is found with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import ListColumn, Mapping, MissingCodes
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.person_name import NameOrder

EVERY_KEY = """\
id: uid
lists: [aba, exh, hrw, osce]
weight: weight
names: {given: given, surname: surname, father: father}
sex: sex
birth: dob
birth_year: byear
age: age
place: {municipality: mun, village: village}
death: event
missing: {age: {"*": [-1], aba: [0], exh: [127]}, sex: [U, NO]}
dates: ["%d%b%y", "%d/%m/%Y"]
language: sr-Latn
encoding: cp1250
separator: "\\t"
sheet: List 1
header: 3
notice: Convenience sample data.
"""


def test_every_key_of_the_contract_is_read() -> None:
    mapping = Mapping.from_yaml(EVERY_KEY)
    assert mapping.id == "uid"
    assert [each.name for each in mapping.lists] == ["aba", "exh", "hrw", "osce"]
    assert (mapping.given, mapping.surname, mapping.father) == ("given", "surname", "father")
    assert (mapping.municipality, mapping.village, mapping.death) == ("mun", "village", "event")
    assert (mapping.birth, mapping.birth_year, mapping.age) == ("dob", "byear", "age")
    assert mapping.dates == ("%d%b%y", "%d/%m/%Y")
    assert (mapping.encoding, mapping.separator, mapping.sheet) == ("cp1250", "\t", "List 1")
    assert mapping.header == 3
    assert mapping.notice == "Convenience sample data."
    assert mapping.columns()["lists.exh"] == "exh"
    assert "notice" not in mapping.columns()


def test_the_contract_with_one_list_a_row_and_with_one_list_a_file() -> None:
    assert Mapping.from_yaml("list: src\nnames: {full: name}").list == "src"
    named = Mapping.from_yaml("list_name: ABA\nmissing: {age: {ABA: [0]}}")
    assert named.missing["age"].holds("0", ["ABA"])


def test_list_columns_may_have_names_of_their_own() -> None:
    mapping = Mapping.from_yaml("lists: {ABA: in_aba, EXH: in_exh}")
    assert mapping.lists == (ListColumn("ABA", "in_aba"), ListColumn("EXH", "in_exh"))
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping


@pytest.mark.parametrize(
    "text",
    [EVERY_KEY, "list: src\n", "names: {full: n, order: surname_given}\nlist_name: 'no'\n"],
)
def test_a_mapping_survives_writing_and_reading(text: str) -> None:
    mapping = Mapping.from_yaml(text)
    assert Mapping.from_yaml(mapping.to_yaml({"id": "two\nlines"})) == mapping
    assert Mapping.from_dict(mapping.to_dict()) == mapping


def test_numbers_and_words_stay_what_the_file_writes() -> None:
    mapping = Mapping.from_yaml("id: 1\nmissing: {sex: {'*': [NO, 1.0, on]}}\nlists: [a, b]")
    assert mapping.id == "1"
    assert mapping.missing["sex"] == MissingCodes({"*": frozenset({"no", "1", "on"})})
    assert Mapping.from_dict({"missing": {"age": {"*": [-1, 0]}}}).missing["age"].holds("-1.0", [])


def test_a_code_of_one_source_is_missing_in_every_record_of_that_source() -> None:
    codes = Mapping.from_yaml(EVERY_KEY).missing["age"]
    assert codes.holds("-1", [])
    assert codes.holds(" 0.0 ", ["hrw", "aba"])
    assert not codes.holds("0", ["hrw", "exh"])
    assert codes.holds("127", ["exh"])
    assert not codes.holds("27", ["aba", "exh", "hrw", "osce"])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: a\nwieght: w\n", 2, "no such key. (value: 'wieght') Did you mean 'weight'?"),
        ("names:\n  given: a\n  surnam: b\n", 3, "Did you mean 'surname'?"),
        ("place: {region: r}\n", 1, "Known are: municipality, village."),
        ("lists: [aba, exh]\nmissing:\n  age:\n    abs: [0]\n", 4, "Did you mean 'aba'?"),
        ("list: a\nlist_name: b\n", 2, "says already by list"),
        ("lists: [a, a]\n", 1, "every list is named once"),
        ("lists: []\n", 1, "at least one"),
        ("names: {full: a, given: b}\n", 1, "either full or given and surname"),
        ("names: {full: a, order: backwards}\n", 1, "Known are"),
        ("dates: ['%Q']\n", 1, "unknown part %Q"),
        ("language: sr\n", 1, "no such word"),
        ("header: first\n", 1, "a line number is wanted"),
        ("id:\n", 1, "one value is wanted"),
        ("id: {a: b}\n", 1, "one value is wanted"),
        ("names: name\n", 1, "for example {a: b}"),
        ("dates: {a: b}\n", 1, "for example [a, b]"),
        ("id: a\nid: b\n", 2, "stands here twice"),
        ("id: a\n  b: c\n", 2, "no YAML"),
        ("id: &x a\nage: *x\n", 2, "aliases"),
        ("a: " + "[" * 5000, 1, "nested deeper"),
        ("? [a]\n: b\n", 1, "one word"),
        ("- id\n", 1, "keys with values"),
        ("id: \x00\n", None, "no YAML"),
        ("", None, "empty"),
        ("#" * 300_000, None, "larger than any mapping"),
    ],
)
def test_a_slip_is_found_with_its_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(InputError) as caught:
        Mapping.from_yaml(text, file="m.yaml")
    assert caught.value.line == line
    assert caught.value.file == "m.yaml"
    assert words in caught.value.sentence()


def test_files_that_cannot_be_read_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        Mapping.load(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes("id: numër\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        Mapping.load(tmp_path / "latin.yaml")
    (tmp_path / "marked.yaml").write_bytes("\ufeffid: numër\n".encode())
    assert Mapping.load(tmp_path / "marked.yaml").id == "numër"


def test_the_order_of_full_names_is_kept() -> None:
    mapping = Mapping.from_yaml("names: {full: n, order: surname_given}")
    assert mapping.name_order is NameOrder.SURNAME_GIVEN
