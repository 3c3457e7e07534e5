"""Bodies, roles and groups are found by lexicon, by pattern and by abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.actors import find_actors
from onrecord.core.document.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Linden Watch met witnesses.", [("Linden Watch", "organisation"), ("witnesses", "role")]),
        ("linden watch", []),
        ("Soldiers of the army came.", [("Soldiers of the army", "force")]),
        ("After the Kosovo War people returned.", []),
        ("Serbs and Roma fled.", [("Serbs", "group"), ("Roma", "group")]),
        ("The Ministry of Health said so.", [("Ministry of Health", "authority")]),
        ("The Commission met.", []),
    ],
)
def test_what_is_an_actor(text: str, found: list[tuple[str, str]], lexicon: Lexicon) -> None:
    actors = list(find_actors(text, lexicon))
    assert [(one.quote, one.kind) for one in actors] == found
    assert all(text[one.start : one.end] == one.quote for one in actors)


@given(text=st.text(alphabet="Linden Watcharmy.,-()\nKPUé", max_size=60))
def test_any_text_is_read(text: str, lexicon: Lexicon) -> None:
    before = 0
    for one in find_actors(text, lexicon):
        assert before <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.quote
        before = one.end
