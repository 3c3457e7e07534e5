"""Place and period come from the clause of the act, or from the only ones around."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import find_acts


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    quote: str
    edtf: str = ""


def named(text: str, *words: str) -> list[Named]:
    return [Named(text.index(one), text.index(one) + len(one), one, one) for one in words]


def test_the_clause_goes_before_the_sentence(lexicon: Lexicon) -> None:
    text = "In 1999 Roma fled Lug while people were killed in Brod in 2001."
    acts = list(
        find_acts(
            text,
            lexicon,
            places=named(text, "Lug", "Brod"),
            dates=named(text, "1999", "2001"),
        )
    )
    assert [(act.place, act.period) for act in acts] == [("Lug", "1999"), ("Brod", "2001")]


def test_one_place_serves_the_whole_sentence_and_two_do_not(lexicon: Lexicon) -> None:
    text = "In Lug there was peace when Roma fled."
    (act,) = find_acts(text, lexicon, places=named(text, "Lug"))
    assert act.place == "Lug"
    text = "In Lug and Brod there was peace when Roma fled."
    (act,) = find_acts(text, lexicon, places=named(text, "Lug", "Brod"))
    assert act.place is None


def test_the_means_are_those_of_the_clause(lexicon: Lexicon) -> None:
    text = "Roma were killed with knives while hand grenades hit people who fled."
    killed, fled = find_acts(text, lexicon)
    assert (killed.how, fled.how) == ("knives", None)
