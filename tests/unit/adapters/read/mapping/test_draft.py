"""A list suggests its own mapping; what it cannot know is left for a person to decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.adapters.read.mapping import EVERY_SOURCE, Draft, Mapping, draft
from onrecord.adapters.read.table import open_table


def drafted(text: str, name: str = "list.csv") -> Draft:
    return draft(open_table(text.encode(), name))


@pytest.mark.parametrize(
    "header",
    [
        "id,given_name,Surname,father's name,gender,date of birth,age,Municipality,village",
        "Nr. rendor,Emri,Mbiemri,Emri i babait,Gjinia,Datëlindja,Mosha,Komuna,Fshati",
        "Redni broj,Ime,Prezime,Ime oca,Pol,Datum rođenja,Starost,Opština,Selo",
        "Редни број,Име,Презиме,Име оца,Пол,Датум рођења,Старост,Општина,Село",
    ],
)
def test_columns_are_known_by_name_in_all_languages(header: str) -> None:
    columns = header.split(",")
    mapping = drafted(f"{header}\n1,Arta,Gashi,Besim,F,1970-05-01,29,Pejë,Vitomiricë\n").mapping
    assert [
        mapping.id,
        mapping.given,
        mapping.surname,
        mapping.father,
        mapping.sex,
        mapping.birth,
        mapping.age,
        mapping.municipality,
        mapping.village,
    ] == columns
    assert mapping.dates == ()


def test_columns_of_yes_and_no_are_lists() -> None:
    mapping = drafted("uid,A,B,sent\n1,True,0.0,2\n2,False,1.0,3\n3,,,4\n").mapping
    assert [each.name for each in mapping.lists] == ["A", "B"]
    assert mapping.list_name is None


def test_a_list_without_any_sign_of_its_name_gets_that_of_the_file() -> None:
    suggestion = drafted("id,name\n1,Arta\n", "victims 2001.csv")
    assert suggestion.mapping.list_name == "victims 2001"
    assert "# Put the name of this list here." in suggestion.to_yaml()
    assert drafted("id,source\n1,A\n").mapping.list == "source"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["01Apr99", "24Mar99"], ("%d%b%y",)),
        (["24mar1999", "01apr1999"], ("%d%b%Y",)),
        (["1999-04-01", "1999-04"], ()),
        (["13/04/1999", "01/04/1999"], ("%d/%m/%Y",)),
        (["04/13/1999", "04/01/1999"], ("%m/%d/%Y",)),
        (["19990401", "19990324"], ("%Y%m%d",)),
        (["some day", "later"], ()),
    ],
)
def test_date_formats_are_found(dates: list[str], expected: tuple[str, ...]) -> None:
    text = "id,event date\n" + "".join(f"{n},{each}\n" for n, each in enumerate(dates))
    assert drafted(text).mapping.dates == expected


def test_day_or_month_first_is_asked_where_the_dates_do_not_tell() -> None:
    suggestion = drafted("id,date\n1,01/04/1999\n2,02/03/1999\n")
    assert "whether day or month comes first" in suggestion.to_yaml()


def test_impossible_ages_become_codes_of_the_list_that_uses_them() -> None:
    rows = [f"{n},0,1,0" for n in range(60)] + [f"{n},127,0,1" for n in range(60, 70)]
    rows += [f"{n},{n - 40},1,1" for n in range(70, 100)] + ["100,-1,1,0", "101,-1,0,1"]
    suggestion = drafted("id,age,aba,exh\n" + "\n".join(rows) + "\n")
    assert {source: set(codes) for source, codes in _by_source(suggestion.mapping).items()} == {
        "aba": {"0"},
        "exh": {"127"},
        EVERY_SOURCE: {"-1"},
    }
    assert "looks like a code for an unknown age" in suggestion.to_yaml()


def test_infants_among_other_children_are_no_code() -> None:
    rows = [f"{n},{n % 6}" for n in range(200)]
    assert drafted("id,age\n" + "\n".join(rows) + "\n").mapping.missing == {}


def test_a_header_below_titles_is_told() -> None:
    assert drafted("Persons,,\n\nid,name,age\n1,Arta,30\n2,Besim,31\n").mapping.header == 3


def test_the_written_draft_is_a_mapping_file_with_the_unused_columns_named() -> None:
    suggestion = drafted("id,name,age,remarks: own\n1,Arta,-9,x\n2,Besim,30,y\n")
    assert Mapping.from_yaml(suggestion.to_yaml()) == suggestion.mapping
    assert "# Columns without a meaning here: remarks: own" in suggestion.to_yaml()


@pytest.mark.data
def test_the_draft_of_the_real_list_finds_lists_weights_and_codes(
    shared_data: Callable[..., object],
) -> None:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    mapping = draft(open_table(path, "md_pub.csv")).mapping  # type: ignore[arg-type]
    assert [each.name for each in mapping.lists] == ["aba", "exh", "hrw", "osce"]
    assert (mapping.weight, mapping.death, mapping.dates) == ("weight", "dt_kill", ("%d%b%y",))
    assert {source: set(codes) for source, codes in _by_source(mapping).items()} == {
        EVERY_SOURCE: {"-1"},
        "aba": {"0"},
        "exh": {"127"},
    }


def _by_source(mapping: Mapping) -> dict[str, frozenset[str]]:
    return dict(mapping.missing["age"].by_source)
