"""The words of a text as a search knows them."""

from __future__ import annotations

import unicodedata

import pytest

from onrecord.core.document.search_terms import (
    MOST_PARTS,
    PlacedWords,
    parts_of,
    words_in,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ђаковица ĐAKOVICA Đakovica Djakovica", ["djakovica"] * 4),
        ("Gjakovë GJAKOVE gjakovë", ["gjakove"] * 3),
        ("Љубица Ljubica ЉУБИЦА", ["ljubica"] * 3),
        ("1,303 1.303 1303 ١٣٠٣", ["1303"] * 4),
        ("12.05.1999, 3,5", ["12", "05", "1999", "3", "5"]),
        ("مُحَمَّد محمد مـحـمـد", ["محمد"] * 3),
        ("ΣΟΦΌΣ σοφός", ["σοφοσ"] * 2),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("Straße STRASSE", ["strasse"] * 2),
        ("Sainte-Marie's_day", ["sainte", "marie", "s", "day"]),
        ("  \n\t—…", []),
    ],
)
def test_words_of_all_scripts_are_folded(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize("text", ["Ђурђевић é ë č Ѓорѓи й Ёлка", "أحمد ﻣﺤﻤﺪ", "Ἀθῆναι"])
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    assert len({tuple(words_in(form)) for form in forms}) == 1


def test_each_word_knows_its_place_in_the_text() -> None:
    text = "У селу Љубижда, код Призрена: 1,303 лица."
    placed = PlacedWords.of(text)
    found = [(word, text[slice(*placed.span(at))]) for at, word in enumerate(placed.words)]
    assert text[slice(*placed.span(2, 3))] == "Љубижда, код Призрена"
    assert found[2:] == [
        ("ljubizda", "Љубижда"),
        ("kod", "код"),
        ("prizrena", "Призрена"),
        ("1303", "1,303"),
        ("lica", "лица"),
    ]


def test_placed_words_are_the_words() -> None:
    text = "Đ дж ﬁ é e\u0301 ß Ǆ İ 1.234.567"
    assert list(PlacedWords.of(text).words) == words_in(text)


@pytest.mark.parametrize("length", [0, 1, 1_999, 2_000, 20_000, 1_000_003])
def test_parts_are_the_text_and_few(length: int) -> None:
    text = ("word " * (length // 5 + 1))[:length]
    parts = parts_of(text)
    assert "".join(text[start:end] for start, end in parts) == text
    assert len(parts) <= MOST_PARTS
    assert all(text[end - 1] == " " for _start, end in parts[:-1])


def test_a_text_without_spaces_has_few_parts_too() -> None:
    text = "x" * 500_000
    assert len(parts_of(text)) <= MOST_PARTS
