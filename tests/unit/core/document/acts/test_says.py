"""A speaker is read in the sentence, or carried on by a colon and by quotation marks."""

from __future__ import annotations

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import find_acts


def speakers(text: str, lexicon: Lexicon) -> list[str | None]:
    return [act.attribution for act in find_acts(text, lexicon)]


def test_a_speaker_in_the_sentence(lexicon: Lexicon) -> None:
    assert speakers("According to Linden Watch, Roma fled.", lexicon) == ["Linden Watch"]
    assert speakers("According to village records, Roma fled.", lexicon) == ["village records"]
    assert speakers("Witnesses said that Roma fled.", lexicon) == ["Witnesses"]
    assert speakers("Roma fled.", lexicon) == [None]


def test_a_colon_carries_the_speaker_to_the_end_of_the_next_paragraph(lexicon: Lexicon) -> None:
    text = "Arta Krasniqi said:\n\n“Roma fled.\n\n“Serbs fled.”\n\nPeople fled."
    assert speakers(text, lexicon) == ["Arta Krasniqi", "Arta Krasniqi", None]


def test_a_comma_parts_the_speaker_from_a_verb_of_others(lexicon: Lexicon) -> None:
    assert speakers("In front of the army, it was reported that Roma fled.", lexicon) == [None]
