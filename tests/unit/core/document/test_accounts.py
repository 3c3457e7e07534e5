"""An account joins an act with its number and people, where the sentence says more."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import who_did_what


@dataclass(frozen=True)
class Number:
    start: int
    end: int
    quote: str


def test_a_number_counts_the_victims_of_its_phrase(lexicon: Lexicon) -> None:
    text = "The army killed 12 villagers. Dragana fled. There were no killings. Killings came."
    start = text.index("12")
    found = who_did_what(text, lexicon, figures=[Number(start, start + 2, "12")])
    killed, fled = found.accounts
    assert killed.figure is not None
    assert killed.figure.quote == "12"
    assert killed.quote == "The army killed 12 villagers."
    assert killed.rule == "one_sentence+lexicon+active"
    assert [one.name for one in fled.people] == ["Dragana"]
    assert killed.people == ()
    assert killed.as_row()["figure"] == "12"
