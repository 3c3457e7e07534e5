"""Names of places are found in running text, with their positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocab.gazetteer import Gazetteer

GAZETTEER = Gazetteer.default()
PIECES = ("Kosovo", "Polje", "Peć", ".", ",", "Hani", "i", "Elezit", "e\u0301", "-", "1999")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Killed near Gjakova and in Prizren's suburbs.", ["Gjakova", "Prizren"]),
        ("Në Gjakovës dhe Prizrenit, afër Vushtrrisë.", ["Gjakovës", "Prizrenit", "Vushtrrisë"]),
        ("U Đakovici, Peći i Orahovcu.", ["Đakovici", "Peći", "Orahovcu"]),
        ("Из Ђаковице у Пећ.", ["Ђаковице", "Пећ"]),
        ("u Kosovskoj Mitrovici i Suvoj Reci", ["Kosovskoj Mitrovici", "Suvoj Reci"]),
        ("Fushë\nKosovë, Kosovo Polje", ["Fushë\nKosovë", "Kosovo Polje"]),
        ("the Kosovo Albanians of Pec\u0301, Istok", ["Kosovo", "Pec\u0301", "Istok"]),
        ("Istok is a town. Viti 1999. In Viti, in Istok", ["Viti", "Istok"]),
        ("në viti 1999, ne istok", []),
        ("Prizrenian gjakova", []),
        ("Fushë. Kosovë", ["Kosovë"]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    spans = GAZETTEER.find_all(text)
    assert [span.text for span in spans] == found
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_a_span_names_what_it_can_mean() -> None:
    (span,) = GAZETTEER.find_all("In Gjakovë.")
    assert span.ids == ("xk-m05",)


@given(st.lists(st.sampled_from(PIECES)))
def test_spans_are_in_order_and_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for span in GAZETTEER.find_all(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        end = span.end
