"""One statement in four writings is one figure: values, unit, phenomenon, communities, dates."""

from __future__ import annotations

import pytest

from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.script import latin_from_serbian

STATEMENTS = [
    (
        "More than 230,000 Serbs, Roma and Ashkali fled in 1999.",
        "Më shumë se 230.000 serbë, romë dhe ashkali ikën në vitin 1999.",
        "Више од 230.000 Срба, Рома и Ашкалија побегло је 1999. године.",
    ),
    (
        "By January 1, 2010 there were 1,303 missing persons.",
        "Deri më 1 janar 2010 ishin 1.303 persona të zhdukur.",
        "До 1. јануара 2010. године било је 1.303 нестала лица.",
    ),
    (
        "From 10,000 to 15,000 Albanians were killed.",
        "Nga 10.000 deri në 15.000 shqiptarë u vranë.",
        "Од 10.000 до 15.000 Албанаца је убијено.",
    ),
    (
        "Nearly one million people were expelled.",
        "Gati një milion njerëz u dëbuan.",
        "Скоро милион људи је протерано.",
    ),
    (
        "About a third of the 100,000 Serbs live in the north.",
        "Rreth një e treta e 100.000 serbëve jetojnë në veri.",
        "Око трећине од 100.000 Срба живи на северу.",
    ),
    (
        "At least 45 houses were destroyed in April 1999.",
        "Të paktën 45 shtëpi u shkatërruan në prill të vitit 1999.",
        "Најмање 45 кућа уништено је у априлу 1999.",
    ),
    (
        "Up to 90 per cent of the Roma are unemployed; thousands of Turks returned.",
        "Deri në 90 për qind e romëve janë pa punë; mijëra turq u kthyen.",
        "До 90 одсто Рома је без посла; хиљаде Турака се вратило.",
    ),
]


def said(figure: FigureSuggestion) -> tuple[object, ...]:
    quantity = figure.quantity
    base = None if quantity.base is None else quantity.base.value
    return (
        quantity.bound,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.unit,
        base,
        figure.communities,
        figure.phenomenon,
        figure.period,
        figure.as_of,
    )


@pytest.mark.parametrize(("english", "albanian", "serbian"), STATEMENTS)
def test_one_statement_is_one_figure(english: str, albanian: str, serbian: str) -> None:
    expected = list(find_figures(english))
    assert expected
    for text in (albanian, serbian, latin_from_serbian(serbian)):
        found = list(find_figures(text))
        assert [said(one) for one in found] == [said(one) for one in expected]


def test_a_text_may_hold_several_languages() -> None:
    found = list(find_figures(" ".join(STATEMENTS[2])))
    assert [one.language for one in found] == ["en", "sq", "sr-Cyrl"]
    assert {said(one) for one in found} == {said(found[0])}


def test_a_language_without_grammar_is_refused() -> None:
    with pytest.raises(UsageError, match="sr-Cyrl"):
        list(find_figures("12 hommes", language="fr"))
