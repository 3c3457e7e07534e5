"""A sentence is written for the rules of its language, and every place leads back."""

from __future__ import annotations

import pytest

from onrecord.core.document.prepared import opens_paragraph, prepared, sentences_in


@pytest.mark.parametrize(
    ("sentence", "language", "text"),
    [
        ("Gërvalla  left.", "en", "Gërvalla left."),
        ("Më  14 qershor", "sq", "Me 14 qershor"),
        ("između Đakovice", "sr-Latn", "izmedju Djakovice"),
        ("између Ђаковице", "sr-Cyrl", "izmedju Djakovice"),
        ("Gërvalla", "fr", "Gërvalla"),
    ],
)
def test_rules_read_a_plain_copy(sentence: str, language: str, text: str) -> None:
    made = prepared(sentence, language)
    assert made.text == text
    assert made.quote(0, len(text)) == sentence


def test_sentences_come_with_their_place_and_language() -> None:
    text = "The men were taken to the school.\n\nКући се нису вратили."
    found = list(sentences_in(text))
    assert [(start, language) for start, language, _ in found] == [(0, "en"), (35, "sr-Cyrl")]
    assert [language for _, language, _ in sentences_in(text, "sq")] == ["sq", "sq"]
    assert opens_paragraph(text, 35, 33)
    assert not opens_paragraph(text, 34, 33)
