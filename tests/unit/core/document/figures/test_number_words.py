"""Digits and number words mean one number, by the habits of their language."""

from __future__ import annotations

import pytest

from onrecord.core.document.figures.grammars.en import WORDS as ENGLISH
from onrecord.core.document.figures.grammars.sq import WORDS as ALBANIAN
from onrecord.core.document.figures.grammars.sr import WORDS as SERBIAN
from onrecord.core.document.figures.number_words import (
    NumberWords,
    continental_digits,
    english_digits,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("230.000", 230_000),
        ("5.800", 5_800),
        ("1.956.196", 1_956_196),
        ("0,5", 0.5),
        ("81,6", 81.6),
        ("36.5", 36.5),
        ("230,000", 230_000),
        ("0,125", 0.125),
        ("230\u00a0000", 230_000),
        ("1.234,5", 1_234.5),
        ("7", 7),
    ],
)
def test_a_full_stop_marks_thousands_and_a_comma_decimals(text: str, number: float) -> None:
    assert continental_digits(text) == number


def test_english_marks_are_the_other_way_round() -> None:
    assert english_digits("230,000.5") == 230_000.5


@pytest.mark.parametrize(
    ("words", "text", "number"),
    [
        (ENGLISH, "two hundred and fifty-three thousand", 253_000),
        (ENGLISH, "half a dozen", 6),
        (ALBANIAN, "dhjetemije", 10_000),
        (ALBANIAN, "nje milion e gjysme", 1_500_000),
        (ALBANIAN, "3,5 milione", 3_500_000),
        (SERBIAN, "dve stotine pedeset", 250),
        (SERBIAN, "hiljadu i po", 1_500),
        (SERBIAN, "tri i po miliona", 3_500_000),
        (SERBIAN, "petnaestak", 15),
    ],
)
def test_words_add_up_multiply_and_scale(words: NumberWords, text: str, number: float) -> None:
    assert words.number_of(text) == number


def test_fractions_and_scales() -> None:
    assert ENGLISH.fraction_of("two-thirds") == pytest.approx(2 / 3)
    assert ALBANIAN.fraction_of("tre te katertat") == 0.75
    assert SERBIAN.fraction_of("dve trecine") == pytest.approx(2 / 3)
    assert ENGLISH.fraction_of("five halves") is None
    assert ENGLISH.fraction_of("nothing") is None
    assert ENGLISH.scale_of("15 million") == 1_000_000
    assert ENGLISH.scale_of("") == 1
