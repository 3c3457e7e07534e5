"""What a query asks for, and which records answer it."""

from __future__ import annotations

import pytest

from onrecord.core.document.search_query import Query
from onrecord.core.document.search_terms import words_in
from onrecord.core.kernel.errors import InputError

_NAMES = {
    "gjakova": ("Gjakovë", "Gjakova", "Đakovica", "Ђаковица"),
    "kosovo polje": ("Fushë Kosova", "Kosovo Polje"),
    "kosovo": ("Kosovo", "Kosovo i Metohija", "Kosova"),
}


def holds(query: str, *fields: str) -> bool:
    return Query.parse(query).holds([words_in(field) for field in fields])


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("armed men", "Men were armed.", "Men were there."),
        ('"armed men"', "Then ARMED MEN came.", "Men were armed when men came."),
        ("„armed men“", "armed men", "men armed"),
        ("Ђаковица", "u Đakovica", "u Đakovici"),
        ("djakovic*", "u Đakovici", "Djako"),
        ('"u djakovic*"', "bio je u Đakovici", "Đakovici u"),
        ("prizren -police", "Prizren at night", "Prizren, police"),
        ('prizren -"the police"', "Prizren police", "in Prizren the police came"),
        ("Sainte-Marie", "Sainte Marie", "Marie Sainte"),
        ("1,303", "1303 missing", "1 and 303"),
    ],
)
def test_words_phrases_beginnings_and_what_must_not_occur(
    query: str, found: str, not_found: str
) -> None:
    assert holds(query, found)
    assert not holds(query, not_found)


def test_words_may_stand_in_several_fields_but_a_phrase_stands_in_one() -> None:
    assert holds("besim prizren", "Besim", "Prizren")
    assert not holds('"besim prizren"', "Besim", "Prizren")


def test_a_query_of_signs_is_empty() -> None:
    assert Query.parse('  "" — * - ').required == ()


@pytest.mark.parametrize("text", ["kr*", "-police", "x " * 101, "a " * 13])
def test_what_cannot_be_looked_up_is_said(text: str) -> None:
    with pytest.raises(InputError):
        Query.parse(text)


def widened(text: str) -> Query:
    return Query.parse(text).widened(lambda words: _NAMES.get(words, ()))


def test_other_names_of_a_place_are_searched_for_too() -> None:
    query = widened("gjakova burned")
    assert query.also == ("Gjakovë", "Đakovica")
    assert query.holds([["djakovica", "burned"]])
    assert not query.holds([["djakovica"]])


def test_neighbouring_words_can_be_one_name() -> None:
    query = widened("kosovo polje burned")
    assert query.holds([words_in("Fushë Kosova burned")])
    assert query.holds([words_in("a polje burned in Kosovo")])
    assert not query.holds([words_in("Fushë burned")])


def test_a_longer_name_that_holds_a_shorter_one_is_left_out() -> None:
    query = widened("kosovo")
    assert query.also == ("Kosova",)
    assert not query.needs_reading


def test_a_quoted_name_stays_together() -> None:
    query = widened('"kosovo polje"')
    assert not query.holds([words_in("a polje in Kosovo")])
    assert query.holds([words_in("Fushë Kosova")])


def test_a_beginning_is_no_name() -> None:
    assert widened("gjakova*").also == ()
