"""What must hold of the reading rules on any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.figures.grammars.en import TENS, UNITS
from onrecord.core.document.figures.grammars.en import WORDS as ENGLISH
from onrecord.core.document.figures.grammars.sq import WORDS as ALBANIAN_WORDS
from onrecord.core.document.figures.grammars.sr import WORDS as SERBIAN_WORDS
from onrecord.core.document.figures.number_words import NumberWords
from onrecord.core.document.language import guess_language
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.document.totals import find_totals
from onrecord.core.kernel.script import latin_from_serbian

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
ALBANIAN_TEXT = """
    1.303 12 230.000 0,5 90 % për qind përqind një dy tre njëzet e dyqind mijë milion gjysma treta
    më shumë se deri në rreth pothuajse midis dhe ose nga prej të serbë shqiptarë burra gra vjet
    euro vranë u ishin shumica mijëra mars 1999 më vonë vjet . , : ( ) Pejë disa rritje vdekshmërisë
    neni Sipas tha që Ђ e\u0308 -
"""
SERBIAN_TEXT = """
    1.303 12. 230.000 0,5 90 % одсто посто један две двије три двадесет двеста хиљада хиљаду милион
    по пола трећина више од до око скоро између и или са Срба Албанаца људи жена година евра убијено
    су је било већина хиљаде марта 1999. године касније следеће . , : ( ) Пећ неколико пораст
    смртности члан Према је рекао да њихова бака Љ њ џ -
"""
ALBANIAN = st.sampled_from(ALBANIAN_TEXT.split())
SERBIAN = st.sampled_from(SERBIAN_TEXT.split())
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(ALBANIAN, max_size=60).map(" ".join),
    st.lists(SERBIAN, max_size=60).map(" ".join),
    st.lists(st.one_of(WORDS, ALBANIAN, SERBIAN), max_size=60).map(" ".join),
)
LANGUAGES = st.sampled_from([None, "en", "sq", "sr-Latn", "sr-Cyrl"])


@given(TEXTS, LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_every_quote_stands_where_it_says(text: str, language: str | None) -> None:
    figures = list(find_figures(text, language=language))
    for figure in figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.quote.strip() == figure.quote != ""
    assert [one.start for one in figures] == sorted(one.start for one in figures)
    for total in find_totals(text, figures):
        assert {one.start for one in (total.total, *total.parts)} <= {one.start for one in figures}
    for date in find_dates(text, language=language):
        assert text[date.start : date.end] == date.quote
        assert date.anchor is None or date.anchor[1] <= date.start


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


@given(st.lists(SERBIAN, max_size=40).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_a_serbian_text_says_the_same_in_both_scripts(text: str) -> None:
    latin = latin_from_serbian(text)
    assert [values_of(one) for one in find_figures(text, language="sr-Cyrl")] == [
        values_of(one) for one in find_figures(latin, language="sr-Latn")
    ]
    assert [(one.edtf, one.role) for one in find_dates(text, language="sr-Cyrl")] == [
        (one.edtf, one.role) for one in find_dates(latin, language="sr-Latn")
    ]


def values_of(figure: FigureSuggestion) -> tuple[object, ...]:
    quantity = figure.quantity
    numbers = (quantity.value, quantity.low, quantity.high)
    return (
        *numbers,
        quantity.bound,
        figure.phenomenon,
        figure.communities,
        latin_from_serbian(figure.quote),
    )


@given(st.integers(min_value=2, max_value=999_999))
def test_albanian_number_words_mean_their_number(number: int) -> None:
    assert ALBANIAN_WORDS.number_of(in_albanian(number)) == number
    (figure,) = find_figures(f"{in_albanian(number)} gra dhe burra", language="sq")
    assert figure.quantity.value == number


@given(st.integers(min_value=2, max_value=999_999))
def test_serbian_number_words_mean_their_number(number: int) -> None:
    words = in_serbian(number)
    assert SERBIAN_WORDS.number_of(words) == number
    (figure,) = find_figures(f"{words} lica", language="sr-Latn")
    assert figure.quantity.value == number


def in_albanian(number: int) -> str:
    if number >= 1000:
        rest = f" e {in_albanian(number % 1000)}" if number % 1000 else ""
        return f"{in_albanian(number // 1000)} mije{rest}"
    if number >= 100:
        rest = f" e {in_albanian(number % 100)}" if number % 100 else ""
        return f"{ALBANIAN_NAMES[number // 100 * 100]}{rest}"
    if number in ALBANIAN_NAMES:
        return ALBANIAN_NAMES[number]
    return f"{ALBANIAN_NAMES[number // 10 * 10]} e {ALBANIAN_NAMES[number % 10]}"


def in_serbian(number: int) -> str:
    if number >= 1000:
        rest = f" {in_serbian(number % 1000)}" if number % 1000 else ""
        thousands = number // 1000
        opening = "hiljadu" if thousands == 1 else f"{in_serbian(thousands)} hiljada"
        return f"{opening}{rest}"
    if number >= 100:
        rest = f" {in_serbian(number % 100)}" if number % 100 else ""
        return f"{SERBIAN_NAMES[number // 100 * 100]}{rest}"
    if number in SERBIAN_NAMES:
        return SERBIAN_NAMES[number]
    return f"{SERBIAN_NAMES[number // 10 * 10]} {SERBIAN_NAMES[number % 10]}"


def first_names(words: NumberWords) -> dict[int, str]:
    names: dict[int, str] = {}
    for word, value in words.adding.items():
        names.setdefault(int(value), word)
    return names


ALBANIAN_NAMES = first_names(ALBANIAN_WORDS)
SERBIAN_NAMES = first_names(SERBIAN_WORDS)


def in_words(number: int) -> str:
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{in_words(number // 100)} hundred{rest}"
    names = {value: word for word, value in (UNITS | TENS).items()}
    return names.get(number) or f"{names[number // 10 * 10]}-{names[number % 10]}"
