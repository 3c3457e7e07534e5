"""Sentences come with their words and the lexicon of their language."""

from __future__ import annotations

from types import MappingProxyType

from onrecord.core.document.lexicon import LanguageLexicon, Lexicon
from onrecord.core.document.stretch import stretches


def test_each_part_is_read_in_its_language(language: LanguageLexicon) -> None:
    other = LanguageLexicon.of([])
    both = Lexicon(languages=MappingProxyType({"en": language, "sq": other}))
    text = "One is here. Two are there."
    parts = [(0, 12, "sq"), (12, len(text), "en")]
    first, second = stretches(text, both, parts)
    assert (first.language, second.language) == (other, language)
    assert [first.quote(first.first, first.stop - 1), second.keys(second.first, second.stop)] == [
        "One is here",
        ["two", "are", "there"],
    ]
    assert second.at(second.start) == second.first
