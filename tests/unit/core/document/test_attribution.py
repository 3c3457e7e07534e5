"""Who says something, in every language, and how far the words reach."""

from __future__ import annotations

import pytest

from onrecord.core.document.attribution import attribution_of, attributions_in
from onrecord.core.document.prepared import prepared


@pytest.mark.parametrize(
    ("text", "language", "who", "is_sure"),
    [
        ("According to the invented office, 12 men left.", "en", "the invented office", True),
        ("In May 12 men left, according to the office.", "en", "the office", True),
        ("In May, according to the office, 12 men left.", "en", "the office", False),
        ("Arta said that 12 men left.", "en", "Arta", True),
        ("The mission reported at least 12 cases.", "en", "The mission", True),
        ("Sipas zyrës së trilluar, 12 burra ikën.", "sq", "zyrës së trilluar", True),
        ("Policia raportoi se 12 burra u vranë.", "sq", "Policia", True),
        ("Arta ka thënë se ishin 12 veta.", "sq", "Arta", True),
        ("Prema izmišljenoj kancelariji, otišlo je 12 ljudi.", "sr-Latn", None, True),
        ("Према измишљеној канцеларији, отишло је 12 људи.", "sr-Cyrl", None, True),
        ("Полиција је саопштила да је ухапшено 12 лица.", "sr-Cyrl", "Полиција", True),
        ("Драгана је рекла да је 12 људи отишло.", "sr-Cyrl", "Драгана", True),
        ("Kako navodi komisija, nestalo je 12 osoba.", "sr-Latn", "komisija", True),
    ],
)
def test_a_speaker_is_named(text: str, language: str, who: str | None, is_sure: bool) -> None:
    sentence = prepared(text, language)
    (said,) = attributions_in(sentence.text, language)
    assert who is None or sentence.quote(*said.who) == who
    assert said.is_sure is is_sure
    number = sentence.text.index("12")
    assert attribution_of((said,), number, number + 2) == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 men left.", "en"),
        ("They went to the border.", "en"),
        ("Dymbëdhjetë burra ikën.", "sq"),
        ("Krenuli su prema granici.", "sr-Latn"),
        ("Каже да.", "sr-Cyrl"),
        ("Il a dit que 12.", "fr"),
    ],
)
def test_nobody_is_named_where_the_sentence_names_nobody(text: str, language: str) -> None:
    assert attributions_in(prepared(text, language).text, language) == ()


def test_what_stands_before_the_words_is_not_said_by_them() -> None:
    text = "In 1999 five men died and later Arta said that 12 had left."
    attributions = attributions_in(text)
    assert attribution_of(attributions, 8, 12) is None
    assert attribution_of(attributions, text.index("12"), text.index("12") + 2) is not None
