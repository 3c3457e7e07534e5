"""Persons are named by title, role, given name, speech, or again by surname."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.people import find_people
from onrecord.core.document.spans import Spanned, Spans
from onrecord.core.document.stretch import stretches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The director Goran Ilić came.", [("Goran Ilić", "director", "title")]),
        ("Goran Ilić, deputy director of Linden Watch, came.",
         [("Goran Ilić", "deputy director of Linden Watch", "role_behind")]),
        ("We met Arta Krasniqi there.", [("Arta Krasniqi", None, "given_name")]),
        ("We met Dragana there.", [("Dragana", None, "given_name_alone")]),
        ("Enver Hoxhaj said so.", [("Enver Hoxhaj", None, "speaks")]),
        ("The director D. G. came.", [("D. G.", "director", "title")]),
        ("The Army came to Green Valley.", []),
        ("Then Krasniqi came.", []),
    ],
)  # fmt: skip
def test_how_a_person_is_told(
    text: str, found: list[tuple[str, str | None, str]], lexicon: Lexicon
) -> None:
    people = list(find_people(text, lexicon))
    assert [(one.quote, one.role, one.rule) for one in people] == found


def test_a_surname_alone_is_the_person_named_before(lexicon: Lexicon) -> None:
    text = "We met Arta Krasniqi. Later Krasniqi left."
    first, second = find_people(text, lexicon)
    assert second.name == first.name == "Arta Krasniqi"
    assert (second.quote, second.rule) == ("Krasniqi", "named_before")


def test_a_place_is_no_person(lexicon: Lexicon) -> None:
    text = "The president Green Valley said so."
    sentence = next(iter(stretches(text, lexicon)))
    barred: Spans[Spanned] = Spans(
        one for one in find_people(text, lexicon) if one.quote in sentence.text
    )
    assert list(find_people(text, lexicon, never=barred)) == []


@given(text=st.text(alphabet="Arta KrsniqiD. G,director\n-", max_size=60))
def test_any_text_is_read(text: str, lexicon: Lexicon) -> None:
    for one in find_people(text, lexicon):
        assert text[one.start : one.end] == one.quote
