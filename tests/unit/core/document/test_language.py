from __future__ import annotations

import pytest

from onrecord.core.document.language import guess_language, languages_of
from onrecord.core.document.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two houses in the village were burned by the men who came from the north.", "en"),
        ("Dy shtëpi në fshat janë djegur nga burrat që kanë ardhur nga veriu.", "sq"),
        ("Dve kuće u selu su zapalili ljudi koji su došli sa severa.", "sr-Latn"),
        ("Две куће у селу су запалили људи који су дошли са севера.", "sr-Cyrl"),
        ("Два дома в деревне были сожжены людьми, которые пришли с севера ыэ.", None),
        ("1999", None),
        ("Arta", None),
        ("", None),
    ],
)
def test_a_language_is_named_only_where_the_text_tells(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def languages(text: str) -> list[str]:
    return list(languages_of(text, list(sentence_spans(text))))


def test_each_sentence_has_its_own_language() -> None:
    text = (
        "The report quotes a witness of the attack. „Më morën nga shtëpia dhe nuk u ktheva.“ "
        "There was no answer from the court.\n\n"
        "Сведок је рекао да га нису питали. Arta said that it was so."
    )
    assert languages(text) == ["en", "sq", "en", "sr-Cyrl", "en"]


def test_a_short_sentence_has_the_language_of_its_paragraph_or_text() -> None:
    text = (
        "Ata u larguan nga shtëpia dhe nuk janë kthyer. Tre të vrarë.\n\nLista\n\nI zhdukur: Besim."
    )
    assert languages(text) == ["sq", "sq", "sq", "sq"]
    assert languages("Arta.") == ["en"]
    assert languages("Троје рањених.") == ["sr-Cyrl"]
    assert languages("") == []


def test_names_in_another_spelling_do_not_change_the_language() -> None:
    text = "Gërvalla, Çollaku and Hoxhaj of Deçan were in the house with Šćekić."
    assert languages(text) == ["en"]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("dy burra u vranë", "sq"),
        ("ubijeno 12", "sr-Latn"),
        ("12 убијених", "sr-Cyrl"),
        ("12 killed", "en"),
        ("u", "en"),
    ],
)
def test_a_few_selected_words_are_read_by_what_little_they_tell(words: str, language: str) -> None:
    assert languages(words) == [language]
