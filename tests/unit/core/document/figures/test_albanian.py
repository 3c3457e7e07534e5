"""Each kind of figure in Albanian, and numbers that are no figures."""

from __future__ import annotations

import pytest

from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.kernel.quantity import Quantity


def figures(text: str) -> list[FigureSuggestion]:
    return [one for one in find_figures(text, language="sq") if one.rule != "calendar"]


def the_figure(text: str) -> FigureSuggestion:
    (figure,) = figures(text)
    return figure


def numbers(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    return quantity.value, quantity.low, quantity.high


@pytest.mark.parametrize(
    ("text", "quote", "bound", "expected", "unit"),
    [
        ("944 serbë", "944", "exact", (944, None, None), "persons"),
        ("5.800 të kthyer", "5.800", "exact", (5800, None, None), "persons"),
        ("tetë njësi rajonale", "tetë", "exact", (8, None, None), "units"),
        ("një mijë e dyqind shtëpi", None, "exact", (1200, None, None), "houses"),
        ("dyqind e tridhjetë mijë veta", None, "exact", (230_000, None, None), "persons"),
        ("njëzet e tre fshatarë", None, "exact", (23, None, None), "persons"),
        ("njeqind e pese familje", None, "exact", (105, None, None), "families"),
        ("gjysmë milioni njerëz", None, "exact", (5e5, None, None), "persons"),
        ("një milion e gjysmë refugjatë", None, "exact", (1.5e6, None, None), "persons"),
        ("1,5 milion banorë", None, "exact", (1.5e6, None, None), "persons"),
        ("dy vjet", "dy vjet", "exact", (2, None, None), "years"),
        ("vetëm një prokuror", "një", "exact", (1, None, None), "persons"),
        ("nga 10.000 deri në 15.000 njerëz", None, "range", (None, 10_000, 15_000), "persons"),
        ("midis 50 dhe 70 shtëpive", None, "range", (None, 50, 70), "houses"),
        ("60-70% e shtëpive", "60-70%", "range", (None, 0.6, 0.7), "share"),
        ("dy ose tri familje", None, "range", (None, 2, 3), "families"),
        ("më shumë se 230.000 serbë", None, "at_least", (230_000, 230_000, None), "persons"),
        ("mbi gjysma e grave", "mbi gjysma", "at_least", (0.5, 0.5, None), "share"),
        ("të paktën 45 civilë", None, "at_least", (45, 45, None), "persons"),
        ("300 e më shumë ushtarë", None, "at_least", (300, 300, None), "persons"),
        ("deri në 90 për qind e burrave", None, "at_most", (0.9, None, 0.9), "share"),
        ("më pak se 20 familje", None, "at_most", (20, None, 20), "families"),
        ("pothuajse 3.000 viktima", None, "nearly", (3000, None, 3000), "persons"),
        ("rreth 36 përqind e grave", None, "approximate", (0.36, None, None), "share"),
        ("afërsisht një e treta e burrave", None, "approximate", (1 / 3, None, None), "share"),
        ("80% e popullsisë", "80%", "share", (0.8, None, None), "share"),
        ("0,5 përqind e popullsisë", None, "share", (0.005, None, None), "share"),
        ("dy të tretat e burrave", None, "share", (2 / 3, None, None), "share"),
        ("3/4 e të zhdukurve", "3/4", "share", (0.75, None, None), "share"),
        ("gjysma e fëmijëve", "gjysma", "share", (0.5, None, None), "share"),
        ("katër nga pesë gra", None, "share", (0.8, None, None), "share"),
        ("mijëra shqiptarë", "mijëra", "worded", (None, None, None), "persons"),
        ("dhjetëra mijëra njerëz", None, "worded", (None, None, None), "persons"),
        ("qindra gra", "qindra", "worded", (None, None, None), "persons"),
        ("disa fshatra", "disa", "worded", (None, None, None), "villages"),
        ("shumica dërrmuese e rasteve", None, "worded", (None, 0.5, 1), "share"),
        ("rritje e vdekshmërisë", None, "worded", (None, None, None), "trend"),
        ("Ishte konflikti i tretë.", None, "exact", (3, None, None), "conflicts"),
        ("Ka edhe një koordinator.", "një koordinator", "exact", (1, None, None), "persons"),
    ],
)
def test_a_figure_is_found_with_its_bounds(
    text: str,
    quote: str | None,
    bound: str,
    expected: tuple[float | None, ...],
    unit: str,
) -> None:
    figure = the_figure(text)
    assert figure.quantity.bound == bound
    assert numbers(figure.quantity) == pytest.approx(expected)
    assert figure.quantity.unit == unit
    assert text[figure.start : figure.end] == figure.quote
    assert quote is None or figure.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "Rezoluta 1244 e Këshillit të Sigurimit",
        "Neni 5, kapitulli 3, faqe 12",
        "Dëshmitari, 34 vjeç, erdhi.",
        "Ata paguan 500 euro.",
        "10 deri 15 km larg, 700 metra",
        "në orën 10:30, brenda 48 orëve",
        "Telefoni: 038 200 400",
        "një grua hyri",
        "Njëri prej tyre u kthye.",
        "Të dy palët",
        "tri herë",
        "Një ditë",
        "një javë më parë",
        "Mosha mesatare ishte 43.",
        "Papunësia u rrit për 20 përqind.",
    ],
)
def test_what_counts_nothing_is_left(text: str) -> None:
    assert [figure.quote for figure in figures(text)] == []


def test_company_adds_up() -> None:
    found = figures("Dy motrat dhe gjyshja e tyre jetonin atje.")
    assert [one.quantity.value for one in found] == [2, 3]


def test_one_in_a_list_counts() -> None:
    assert [one.quantity.value for one in figures("U vranë dy burra dhe një grua.")] == [2, 1]


def test_a_share_has_its_base_and_the_community() -> None:
    share, base = figures("Një e treta e 100.000 serbëve dhe romëve jetojnë në veri.")
    assert share.quantity.base is not None
    assert share.quantity.base.value == base.quantity.value == 100_000
    assert share.communities == base.communities == ("Serbs", "Roma")
    assert base.group == "serbëve dhe romëve"


def test_fields_are_those_of_the_text_and_the_phenomenon_is_not() -> None:
    figure = the_figure(
        "Sipas zyrës së trilluar, 12 serbë u rrëmbyen në Istog në korrik të vitit 1999."
    )
    assert figure.counted == "serbë"
    assert figure.communities == ("Serbs",)
    assert figure.phenomenon == "abducted"
    assert (figure.place, figure.period) == ("Istog", "1999-07")
    assert figure.attribution == "zyrës së trilluar"
    assert figure.language == "sq"
