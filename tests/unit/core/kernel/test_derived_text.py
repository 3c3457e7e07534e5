"""A derived text always knows from where it came."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.derived_text import (
    DerivedText,
    derived,
    flattened,
    folded,
    latinised,
    lowered,
    unmarked,
)

LETTERS = st.text(alphabet="ab1 \n\t\rљЊџђеëÇčđĐ\u0301İﬁ", max_size=60)
STEPS = st.lists(
    st.sampled_from([flattened, latinised, unmarked, lowered, folded]), min_size=1, max_size=4
)


def test_white_space_is_evened_out_and_the_way_back_is_known() -> None:
    flat = flattened("more  than\n \t12\tmen")
    assert flat.text == "more than\n12 men"
    assert flat.quote(0, 12) == "more  than\n \t12"
    assert flattened("more than\n12 men").places is None


def test_serbian_grows_in_length_and_the_span_stays_in_the_original() -> None:
    latin = latinised("Љубица и Њ. Џ.")
    assert latin.text == "Ljubica i Nj. Dž."
    assert latin.quote(0, 7) == "Љубица"
    assert latin.quote(1, 3) == "Љу"
    assert latin.quote(10, 12) == "Њ"


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("Gërvalla dhe Çollaku", "Gervalla dhe Collaku"),
        ("Đakovica i Peć", "Djakovica i Pec"),
        ("Ge\u0308rvalla", "Gervalla"),
        ("Ђаковица", "Ђаковица"),
    ],
)
def test_marks_go_and_case_stays(original: str, text: str) -> None:
    assert unmarked(original).text == text
    assert unmarked(original).quote(0, len(text)) == original


def test_one_text_in_two_scripts_folds_alike() -> None:
    assert folded("Ђаковица, Пећ").text == folded("Đakovica, Peć").text == "djakovica, pec"


def test_a_combining_mark_belongs_to_its_letter() -> None:
    plain = unmarked("ke\u0308ta")
    assert plain.quote(0, 2) == "ke\u0308"


def test_an_empty_part_stands_somewhere() -> None:
    assert latinised("Љ").span(2, 2) == (1, 1)
    assert DerivedText("", "").span(0, 0) == (0, 0)


def test_a_part_of_the_original_is_found_in_the_text() -> None:
    latin = latinised("Љубица и Њ")
    assert latin.derived_span(0, 6) == (0, 7)
    assert latin.derived_span(9, 10) == (10, 12)
    assert flattened("a b").derived_span(2, 3) == (2, 3)


@given(LETTERS, STEPS, st.data())
def test_every_part_is_found_in_the_original(
    original: str, steps: list[Callable[[str], DerivedText]], data: st.DataObject
) -> None:
    made = derived(original, *steps)
    assert made.original == original
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    begin, stop = made.span(start, end)
    assert 0 <= begin <= stop <= len(original)
    assert (
        derived(made.quote(start, end), *steps).text.split() != []
        or not made.text[start:end].split()
    )


@given(st.text(max_size=80))
def test_any_text_folds_and_normal_forms_agree(text: str) -> None:
    made = folded(text)
    assert made.places is None or len(made.places) == len(made.text)
    letters = "čćžšëçđ"
    assert folded(unicodedata.normalize("NFD", letters)).text == folded(letters).text
