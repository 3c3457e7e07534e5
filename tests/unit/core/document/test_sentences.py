from __future__ import annotations

import pytest

from onrecord.core.document.sentences import LONGEST, sentence_spans

WRAPPED = "A line that was wrapped by the page because it is so long, with about\n1,000 men."


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Arta came. Besim left.", ["Arta came.", "Besim left."]),
        ("Mr. Goran came. He saw Dr. Fatime.", ["Mr. Goran came.", "He saw Dr. Fatime."]),
        ("In all 1.5 million left. 12 came.", ["In all 1.5 million left.", "12 came."]),
        ("A heading\n\nA paragraph", ["A heading", "A paragraph"]),
        ("A heading\r\n\r\nA paragraph", ["A heading", "A paragraph"]),
        ("A short heading\nThe text goes on.", ["A short heading", "The text goes on."]),
        (WRAPPED, [WRAPPED]),
        ("12 dead.[3] Another 5.", ["12 dead.[3]", "Another 5."]),
        ("- one\n- two", ["- one", "- two"]),
        ("   \n \n", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_an_endless_sentence_is_cut_at_a_space() -> None:
    text = "word " * 2_000
    spans = list(sentence_spans(text))
    assert max(end - start for start, end in spans) <= LONGEST
    assert "".join(text[start:end] for start, end in spans).count("word") == 2_000


@pytest.mark.parametrize(
    "text",
    [
        "Napad se dogodio 14. 6. 2012. godine u selu.",
        "Од 17. до 20. марта 2004. трајали су немири.",
        "Prema čl. 5. zakona i odluci br. 12 postupak je okončan.",
        "Sipas nr. 12 të listës ai u lirua.",
    ],
)
def test_a_number_or_abbreviation_before_a_full_stop_ends_nothing(text: str) -> None:
    assert list(sentence_spans(text)) == [(0, len(text))]


def test_a_sentence_in_cyrillic_ends_before_the_next() -> None:
    text = "Отишли су 1999. Дошли су 2001. године. „Нема никог.“ Куће су празне."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Отишли су 1999.",
        "Дошли су 2001. године.",
        "„Нема никог.“",
        "Куће су празне.",
    ]
