"""What must hold of the reading rules on any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import find_figures
from onrecord.core.document.figures.grammars.en import TENS, UNITS
from onrecord.core.document.figures.grammars.en import WORDS as ENGLISH
from onrecord.core.document.language import guess_language
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.document.totals import find_totals

WORDS = st.sampled_from(
    [
        *(
            "1,303",
            "12",
            "0",
            "1999",
            "2000",
            "36",
            "7.5",
            "90",
            "%",
            "per cent",
            "percent",
            "[12]",
        ),
        *("one", "two", "three", "hundred", "thousand", "million", "dozen", "a", "half", "third"),
        *("more than", "up to", "about", "nearly", "between", "and", "to", "-", "or", "of", "the"),
        *("Serbs", "Albanians", "men", "women", "years", "euros", "killed", "fled", "were", "in"),
        *("including", "of whom", "majority", "thousands", "March", "as of", ".", ",", "\n", ":"),
        *("sisters and their grandmother", "increase in mortality rates", "there is a judge"),
        *("out of", "every", "in", "-odd", "+", "(", ")", "Kosovo", "aged", "\u00a0", "Ђаковица"),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_quote_stands_where_it_says(text: str) -> None:
    figures = list(find_figures(text))
    for figure in figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.quote.strip() == figure.quote != ""
    assert [one.start for one in figures] == sorted(one.start for one in figures)
    for total in find_totals(text, figures):
        for passage in total.finding().passages:
            assert text[passage.start : passage.end] == passage.quote
    for date in find_dates(text):
        assert text[date.start : date.end] == date.quote


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert list(find_figures(text)) == list(find_figures(text))
    assert guess_language(text) in {"en", "sq", "sr-Latn", "sr-Cyrl", None}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_sentences_are_in_order_and_lose_only_white_space(text: str) -> None:
    before = 0
    for start, end in sentence_spans(text):
        assert before <= start < end
        assert text[before:start].strip() == ""
        before = end
    assert text[before:].strip() == ""


@given(st.integers(min_value=1, max_value=999_999))
def test_number_words_mean_their_number(number: int) -> None:
    assert ENGLISH.number_of(in_words(number)) == number
    assert ENGLISH.number_of(f"{number:,}") == number


def in_words(number: int) -> str:
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{in_words(number // 100)} hundred{rest}"
    names = {value: word for word, value in (UNITS | TENS).items()}
    return names.get(number) or f"{names[number // 10 * 10]}-{names[number % 10]}"
