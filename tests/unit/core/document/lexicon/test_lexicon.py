"""Terms lie on the shelf of the finder that asks for them."""

from __future__ import annotations

from onrecord.core.document.lexicon import LanguageLexicon, Lexicon


def test_terms_are_sorted_by_kind(language: LanguageLexicon) -> None:
    assert {term.kind for term in language.acts.terms} == {"act"}
    assert {term.kind for term in language.status.terms} == {"denied", "hypothetical"}
    assert {term.kind for term in language.speech.terms} == {"says", "according"}
    assert "event" in {term.kind for term in language.actors.terms}


def test_an_unknown_language_is_read_as_english(
    lexicon: Lexicon, language: LanguageLexicon
) -> None:
    assert lexicon.of(None) is lexicon.of("xx") is language
    assert Lexicon.single(language).of("sq") is language
