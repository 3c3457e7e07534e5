"""Quantities, numbers and the core's sentences are said as each language says them."""

from __future__ import annotations

import pytest
from django.utils import translation

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.quantity import SHARE, Bound, Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.questions import CANNOT_BOTH_HOLD
from onrecord.web.site import words

AT_LEAST = Quantity(bound=Bound.at_least, value=230_000)


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (AT_LEAST, "at least 230,000 persons"),
        (Quantity(bound=Bound.exact, value=1), "1 person"),
        (Quantity(bound=Bound.exact, value=1 / 3, unit="records"), "0.3333333333 records"),
        (Quantity(bound=Bound.range, low=10, high=15), "10 to 15 persons"),
        (Quantity(bound=Bound.share, value=0.36, unit=SHARE), "36 %"),
        (Quantity(bound=Bound.share, value=0.9, unit=SHARE, base=AT_LEAST), None),
        (Quantity(bound=Bound.worded, wording="the majority"), "“the majority”"),
        (Quantity(bound=Bound.nearly, high=1_000_000, unit="cases"), "nearly 1,000,000 cases"),
        (Quantity(bound=Bound.exact, value=3, unit="tents"), "3 tents"),
        (Quantity(bound=Bound.exact, value=1999, unit="year"), "1999"),
    ],
)
def test_quantities_are_said_as_a_reader_says_them(quantity: Quantity, said: str | None) -> None:
    assert words.quantity_text(quantity) == (said or "90 % of at least 230,000 persons")


@pytest.mark.parametrize(
    ("language", "said", "number"),
    [
        ("en", "at least 230,000 persons", "10,356.5"),
        ("sq", "të paktën 230\xa0000 persona", "10\xa0356,5"),
        ("sr-latn", "najmanje 230.000 osoba", "10.356,5"),
        ("sr", "најмање 230.000 особа", "10.356,5"),
    ],
)
def test_each_language_has_its_words_and_separators(language: str, said: str, number: str) -> None:
    with translation.override(language):
        assert words.quantity_text(AT_LEAST) == said
        assert words.number_text(10356.5) == number


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 osoba"), (2, "2 osobe"), (5, "5 osoba"), (21, "21 osoba")]
)
def test_serbian_has_three_forms_of_a_number(count: int, said: str) -> None:
    with translation.override("sr-latn"):
        assert words.quantity_text(Quantity(bound=Bound.exact, value=count)) == said


def test_a_sentence_holds_quantities_numbers_and_sentences() -> None:
    nineteen = Quantity(bound=Bound.exact, value=19)
    remark = Remark.of(CANNOT_BOTH_HOLD, left=nineteen, right=AT_LEAST)
    with translation.override("sr-latn"):
        assert "19 osoba i najmanje 230.000 osoba" in words.said(remark)
        assert words.shown((Remark.of("the place"), 1234, 0.25, None)) == "mesto, 1.234, 0,25, –"
    assert words.shown(True) == "yes"


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    error = InputError("A share lies between 0 and 1.", remedy="Give 36 per cent as 0.36.")
    assert words.said_error(error) == f"{error.template} {error.remedy}"
    with translation.override("sq"):
        assert words.said_error(error).startswith("Pjesa gjendet mes 0 dhe 1. ")


def test_a_stored_date_is_said_in_words() -> None:
    assert words.period_text("1999-04") == "April 1999"
    assert words.period_text("spring, perhaps") == "spring, perhaps"
    assert words.period_text("") == ""


def test_a_stored_value_of_any_field_is_said_in_words() -> None:
    with translation.override("sq"):
        assert words.stored("act/beating") == "rrahje"
        assert words.stored("1999-04") == "prill 1999"
    assert [words.stored(value) for value in (3.0, None, "", True, "Besim")] == [
        "3",
        "–",
        "–",
        "yes",
        "Besim",
    ]


def test_an_error_in_a_file_says_where() -> None:
    error = InputError("The row has no weight", file="a.csv", line=1200, column="w", value="x")
    assert words.said_error_in_place(error) == (
        "a.csv, line 1200, column w: The row has no weight (value: x)"
    )
    with translation.override("sr-latn"):
        assert words.said_error_in_place(error).startswith("a.csv, red 1200, kolona w: Red nema")
