"""Neighbours make one party, which grows over quantities and adjectives."""

from __future__ import annotations

import pytest

from onrecord.core.document.actors.finder import mentions
from onrecord.core.document.actors.parties import Anchor, hangs_on_preposition, parties_of
from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.stretch import stretches


def parties(text: str, lexicon: Lexicon) -> list[tuple[str, bool]]:
    (sentence,) = stretches(text, lexicon)
    anchors = [
        Anchor(start=one.start, end=one.end, kind=one.kind, name=one.name)
        for one in mentions([sentence])
    ]
    found = parties_of(sentence, anchors)
    assert all(text[one.start : one.end].split() == one.text.split() for one in found)
    return [(one.text, hangs_on_preposition(sentence, one)) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thousands of old villagers were seen", [("thousands of old villagers", False)]),
        ("half of the people left", [("half of the people", False)]),
        ("Serbs, Roma and other people were seen", [("Serbs, Roma and other people", False)]),
        ("230,000 Serbs left", [("230,000 Serbs", False)]),
        ("in the army, villagers trust", [("army", True), ("villagers", False)]),
        ("from 20 people", [("20 people", False)]),
        ("the army's villagers", [("army", False), ("villagers", False)]),
        ("Serbs; Roma", [("Serbs", False), ("Roma", False)]),
    ],
)
def test_phrases(text: str, found: list[tuple[str, bool]], lexicon: Lexicon) -> None:
    assert parties(text, lexicon) == found
