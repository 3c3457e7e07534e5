from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.read.paged.cleaning import REPLACEMENT, cleaned, cleaned_with_places

RAW = st.text(alphabet="ab1 \t\r\n\x02\ufffe\u00ad-\ue000\x01ćë.", max_size=60)


@given(RAW)
def test_places_lead_from_the_stored_text_to_what_the_file_gave(raw: str) -> None:
    text, places = cleaned_with_places(raw)
    assert text == cleaned(raw)
    assert len(places) == len(text)
    assert places == sorted(places)
    for letter, place in zip(text, places, strict=True):
        if letter.isalnum():
            assert raw[place] == letter


def test_words_are_rejoined_and_signs_without_a_letter_marked() -> None:
    assert cleaned("cam\x02\r\npaign \r\ntwenty non\x02\nviolent \ue001 end \n") == (
        f"campaign\ntwenty non-violent {REPLACEMENT} end"
    )
