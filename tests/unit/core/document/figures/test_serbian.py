"""Each kind of figure in Serbian, in both scripts and both yat variants, and what is none."""

from __future__ import annotations

import pytest

from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.kernel.quantity import Quantity
from onrecord.core.kernel.script import latin_from_serbian


def figures(text: str, language: str = "sr-Cyrl") -> list[FigureSuggestion]:
    return [one for one in find_figures(text, language=language) if one.rule != "calendar"]


def the_figure(text: str) -> FigureSuggestion:
    (figure,) = figures(text)
    return figure


def numbers(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    return quantity.value, quantity.low, quantity.high


@pytest.mark.parametrize(
    ("text", "quote", "bound", "expected", "unit"),
    [
        ("944 Срба", "944", "exact", (944, None, None), "persons"),
        ("5.800 повратника", "5.800", "exact", (5800, None, None), "persons"),
        ("осам регионалних јединица", "осам", "exact", (8, None, None), "units"),
        ("хиљаду двеста кућа", None, "exact", (1200, None, None), "houses"),
        ("хиљаду двјеста кућа", None, "exact", (1200, None, None), "houses"),
        ("двадесет три хиљаде људи", None, "exact", (23_000, None, None), "persons"),
        ("двеста тридесет хиљада лица", None, "exact", (230_000, None, None), "persons"),
        ("230 хиљада људи", None, "exact", (230_000, None, None), "persons"),
        ("две стотине жена", None, "exact", (200, None, None), "persons"),
        ("седамнаесторо деце", None, "exact", (17, None, None), "persons"),
        ("тројица мушкараца", None, "exact", (3, None, None), "persons"),
        ("пола милиона избеглица", None, "exact", (5e5, None, None), "persons"),
        ("милион и по људи", None, "exact", (1.5e6, None, None), "persons"),
        ("1,5 милиона становника", None, "exact", (1.5e6, None, None), "persons"),
        ("две године", "две године", "exact", (2, None, None), "years"),
        ("двије године", "двије године", "exact", (2, None, None), "years"),
        ("један тужилац", "један", "exact", (1, None, None), "persons"),
        ("од 10.000 до 15.000 људи", None, "range", (None, 10_000, 15_000), "persons"),
        ("између 50 и 70 кућа", None, "range", (None, 50, 70), "houses"),
        ("60-70% кућа", "60-70%", "range", (None, 0.6, 0.7), "share"),
        ("две или три породице", None, "range", (None, 2, 3), "families"),
        ("више од 230.000 Срба", None, "at_least", (230_000, 230_000, None), "persons"),
        ("преко половине жена", None, "at_least", (0.5, 0.5, None), "share"),
        ("најмање 45 цивила", None, "at_least", (45, 45, None), "persons"),
        ("300 и више војника", None, "at_least", (300, 300, None), "persons"),
        ("до 90 одсто мушкараца", None, "at_most", (0.9, None, 0.9), "share"),
        ("мање од 20 породица", None, "at_most", (20, None, 20), "families"),
        ("скоро 3.000 жртава", None, "nearly", (3000, None, 3000), "persons"),
        ("око 36 процената жена", None, "approximate", (0.36, None, None), "share"),
        ("отприлике трећина мушкараца", None, "approximate", (1 / 3, None, None), "share"),
        ("петнаестак кућа", "петнаестак", "approximate", (15, None, None), "houses"),
        ("80 посто становништва", None, "share", (0.8, None, None), "share"),
        ("0,5 одсто становништва", None, "share", (0.005, None, None), "share"),
        ("две трећине мушкараца", None, "share", (2 / 3, None, None), "share"),
        ("3/4 свих кућа", "3/4", "share", (0.75, None, None), "share"),
        ("половина деце", "половина", "share", (0.5, None, None), "share"),
        ("хиљаде Албанаца", "хиљаде", "worded", (None, None, None), "persons"),
        ("десетине хиљада људи", None, "worded", (None, None, None), "persons"),
        ("стотине жена", "стотине", "worded", (None, None, None), "persons"),
        ("неколико села", "неколико", "worded", (None, None, None), "villages"),
        ("велика већина случајева", None, "worded", (None, 0.5, 1), "share"),
        ("пораст смртности", None, "worded", (None, None, None), "trend"),
        ("Био је то трећи сукоб.", None, "exact", (3, None, None), "conflicts"),
    ],
)
def test_a_figure_is_found_in_both_scripts(
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
    (latin,) = figures(latin_from_serbian(text), "sr-Latn")
    assert numbers(latin.quantity) == numbers(figure.quantity)
    assert latin.quote == latin_from_serbian(figure.quote)


@pytest.mark.parametrize(
    "text",
    [
        "Резолуција 1244 Савета безбедности",
        "Члан 5. закона, поглавље 3, страна 12",
        "Сведок, стар 34 године, дошао је.",
        "Платили су 500 евра.",
        "10 до 15 км далеко, 700 метара",
        "у 10:30, у року од 48 сати",
        "Телефон 038/200-400",
        "Један од њих се вратио.",
        "Један по један су излазили.",
        "Командант 3. бригаде",
        "три пута",
        "Незапосленост је порасла за 20 одсто.",
        "Други светски рат",
        "Једног дана",
        "деца млађа од 14 година",
        "Просечна старост жртава била је 43 године.",
    ],
)
def test_what_counts_nothing_is_left(text: str) -> None:
    assert [figure.quote for figure in figures(text)] == []


def test_a_change_is_two_figures_and_no_range() -> None:
    found = figures("Број захтева порастао је са 120 на 340.")
    assert [one.quantity.value for one in found] == [120, 340]


def test_what_a_speaker_is_called_is_not_what_happened() -> None:
    figure = the_figure("Према оптужници, запаљено је седам кућа.")
    assert (figure.phenomenon, figure.attribution) == ("destroyed", "оптужници")


def test_company_adds_up() -> None:
    found = figures("Две сестре и њихова бака живеле су тамо.")
    assert [one.quantity.value for one in found] == [2, 3]


def test_a_share_has_its_base_and_the_community() -> None:
    share, base = figures("Трећина од 100.000 Срба и Рома живи на северу.")
    assert share.quantity.base is not None
    assert share.quantity.base.value == base.quantity.value == 100_000
    assert share.communities == base.communities == ("Serbs", "Roma")
    assert base.group == "Срба и Рома"


def test_fields_are_those_of_the_text_and_the_phenomenon_is_not() -> None:
    figure = the_figure(
        "Према измишљеној канцеларији, 12 Срба отето је у Истоку у јулу 1999. године."
    )
    assert figure.counted == "Срба"
    assert figure.communities == ("Serbs",)
    assert figure.phenomenon == "abducted"
    assert (figure.place, figure.period) == ("Истоку", "1999-07")
    assert figure.attribution == "измишљеној канцеларији"
    assert figure.language == "sr-Cyrl"


def test_things_are_counted_before_the_community_that_owns_them() -> None:
    figure = the_figure("Спаљено је 20 српских кућа.")
    assert (figure.quantity.unit, figure.communities) == ("houses", ("Serbs",))
