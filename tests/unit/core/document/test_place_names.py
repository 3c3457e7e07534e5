"""A place within another name is no place."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import who_did_what


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    quote: str


@pytest.mark.parametrize(
    ("text", "place", "kept"),
    [
        ("In Kosovo people fled.", "Kosovo", True),
        ("The Kosovo Police came.", "Kosovo", False),
        ("After the Kosovo War people fled.", "Kosovo", False),
        ("Besim Gjakova came.", "Gjakova", False),
        ("Besiana Gashi came.", "Besiana", False),
        ("In Besiana people fled.", "Besiana", True),
    ],
)
def test_which_places_are_kept(text: str, place: str, kept: bool, lexicon: Lexicon) -> None:
    start = text.index(place)
    found = who_did_what(text, lexicon, places=[Named(start, start + len(place), place)])
    assert bool(found.places) is kept
