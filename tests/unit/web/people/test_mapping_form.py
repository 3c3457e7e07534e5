"""A form says what a mapping file says, and back."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.adapters.read.mapping import Mapping, MissingCodes
from onrecord.adapters.read.table import Table, open_table
from onrecord.web.people.mapping_form import MappingForm, read_codes, written_codes

LIST = b"uid,src,who,aba,exh,age,town\n1,A,Arta Gashi,1,0,30,Klina\n2,A,,0,1,-1,\n"


@pytest.fixture
def table() -> Table:
    return open_table(LIST, "list.csv")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("-1", {"*": ["-1"]}),
        ("-1, 99", {"*": ["-1", "99"]}),
        ("-1; aba: 0; exh: 127", {"*": ["-1"], "aba": ["0"], "exh": ["127"]}),
        ("aba: 0, 1; ; ", {"aba": ["0", "1"]}),
        ("", {}),
    ],
)
def test_codes_are_read(text: str, codes: dict[str, list[str]]) -> None:
    assert read_codes(text) == codes


def test_codes_written_are_read_as_they_were() -> None:
    codes = MissingCodes({"*": frozenset({"-1", "99"}), "aba": frozenset({"0"})})
    assert read_codes(written_codes(codes)) == {"*": ["-1", "99"], "aba": ["0"]}


@pytest.mark.parametrize(
    "document",
    [
        {"id": "uid", "list": "src", "names": {"full": "who"}, "age": "age"},
        {"lists": ["aba", "exh"], "age": "age", "missing": {"age": {"*": [-1], "aba": [0]}}},
        {
            "list_name": "North",
            "names": {"full": "who", "order": "surname_given"},
            "place": {"municipality": "town"},
            "dates": ["%d%b%y", "%Y"],
            "language": "sq",
        },
    ],
)
def test_what_the_form_shows_it_says_again(table: Table, document: dict[str, Any]) -> None:
    mapping = Mapping.from_dict(document)
    shown = MappingForm(table=table, mapping=mapping)
    sent = MappingForm(
        {name: value for name, value in shown.initial.items() if value},
        table=table,
        mapping=mapping,
    )
    assert sent.is_valid(), sent.errors
    assert sent.cleaned_data["mapping"] == mapping


def test_how_the_file_is_written_stays_as_told(table: Table) -> None:
    told = Mapping(encoding="utf-8", separator=",")
    form = MappingForm(
        {"meaning-0": "id", "list_name": "N", "language": "en", "order": "given_surname"},
        table=table,
        mapping=told,
    )
    assert form.is_valid(), form.errors
    mapping = form.cleaned_data["mapping"]
    assert (mapping.encoding, mapping.separator, mapping.list_name) == ("utf-8", ",", "N")


def test_what_does_not_go_together_is_said(table: Table) -> None:
    values = {"meaning-2": "full", "meaning-6": "given", "language": "en"}
    form = MappingForm({**values, "order": "given_surname"}, table=table, mapping=Mapping())
    assert not form.is_valid()
    assert "either full or given and surname" in str(form.non_field_errors())


def test_samples_leave_out_blanks_and_repeats(table: Table) -> None:
    columns = {row.name: row for row in MappingForm(table=table, mapping=Mapping()).columns()}
    assert columns["src"].values == ("A",)
    assert columns["who"].values == ("Arta Gashi",)
    assert columns["age"].meaning.label == "Meaning of age"
