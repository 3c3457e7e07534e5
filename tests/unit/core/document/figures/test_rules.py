"""Each kind of figure with the sentences that show it, and numbers that are no figures."""

from __future__ import annotations

import pytest

from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.figures.rules import rules
from onrecord.core.kernel.quantity import Quantity


def the_figure(text: str) -> FigureSuggestion:
    (figure,) = find_figures(text)
    return figure


def numbers(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    return quantity.value, quantity.low, quantity.high


@pytest.mark.parametrize(
    ("text", "quote", "bound", "expected", "unit"),
    [
        ("They counted 944 Serbs.", "944", "exact", (944, None, None), "persons"),
        ("The police has eight regional units.", "eight", "exact", (8, None, None), "units"),
        ("two hundred and fifty-three men", None, "exact", (253, None, None), "persons"),
        ("one million people", None, "exact", (1e6, None, None), "persons"),
        ("half a million people", None, "exact", (5e5, None, None), "persons"),
        ("two and a half million people", None, "exact", (2.5e6, None, None), "persons"),
        ("1.45 million people", None, "exact", (1.45e6, None, None), "persons"),
        ("a dozen villages", "a dozen", "exact", (12, None, None), "villages"),
        ("She stayed in for two years.", "two years", "exact", (2, None, None), "years"),
        ("one prosecutor for the region", "one", "exact", (1, None, None), "persons"),
        ("The attack killed 45.", "45", "exact", (45, None, None), "persons"),
        ("Two of the officers were hurt.", "Two", "exact", (2, None, None), "persons"),
        ("from 10,000 to 15,000 people", None, "range", (None, 10_000, 15_000), "persons"),
        ("between 50 and 100 people", None, "range", (None, 50, 100), "persons"),
        ("1,641[37]–2,500[38] civilians", None, "range", (None, 1641, 2500), "persons"),
        ("1.5 to 2 million refugees", None, "range", (None, 1.5e6, 2e6), "persons"),
        ("two or three hundred men", None, "range", (None, 200, 300), "persons"),
        ("60-70% of the houses", "60-70%", "range", (None, 0.6, 0.7), "share"),
        ("more than 230,000 people", None, "at_least", (230_000, 230_000, None), "persons"),
        ("more then 230,000 people", None, "at_least", (230_000, 230_000, None), "persons"),
        ("over half of the women", "over half", "at_least", (0.5, 0.5, None), "share"),
        ("300+ soldiers", "300+", "at_least", (300, 300, None), "persons"),
        ("300 or more soldiers", "300 or more", "at_least", (300, 300, None), "persons"),
        ("no fewer than 4 houses", None, "at_least", (4, 4, None), "houses"),
        ("up to 90 per cent of the men", "up to 90 per cent", "at_most", (0.9, None, 0.9), "share"),
        ("fewer than 20 families", None, "at_most", (20, None, 20), "families"),
        ("as many as 500 women", "as many as 500", "at_most", (500, None, 500), "persons"),
        ("nearly one million people", None, "nearly", (1e6, None, 1e6), "persons"),
        ("almost 3,000 victims", "almost 3,000", "nearly", (3000, None, 3000), "persons"),
        ("about 36 percent of the women", None, "approximate", (0.36, None, None), "share"),
        (
            "around a third of the men",
            "around a third",
            "approximate",
            (1 / 3, None, None),
            "share",
        ),
        ("some 280 people", "some 280", "approximate", (280, None, None), "persons"),
        ("an estimated 20,000 victims", None, "approximate", (20_000, None, None), "persons"),
        ("They were 10,000.21 The next", "10,000", "exact", (10_000, None, None), ""),
        ("12 Kosovar Albanians left", "12", "exact", (12, None, None), "persons"),
        ("100 or so houses", "100 or so", "approximate", (100, None, None), "houses"),
        ("30-odd villages", "30-odd", "approximate", (30, None, None), "villages"),
        ("80 percent of the population", "80 percent", "share", (0.8, None, None), "share"),
        ("18.1% of the men", "18.1%", "share", (0.181, None, None), "share"),
        ("3/4 of the houses", "3/4", "share", (0.75, None, None), "share"),
        ("two-thirds of the men", "two-thirds", "share", (2 / 3, None, None), "share"),
        ("one in three women", "one in three", "share", (1 / 3, None, None), "share"),
        ("nine out of ten men", "nine out of ten", "share", (0.9, None, None), "share"),
        ("thousands of Albanians fled", "thousands", "worded", (None, None, None), "persons"),
        ("tens of thousands of people", None, "worded", (None, None, None), "persons"),
        ("several hundred Serbs", "several hundred", "worded", (None, None, None), "persons"),
        ("several villages burned", "several", "worded", (None, None, None), "villages"),
        ("The vast majority of crimes", None, "worded", (None, 0.5, 1), "share"),
        ("the majority were forced", "the majority", "worded", (None, 0.5, 1), "share"),
        ("It was the third conflict.", "third conflict", "exact", (3, None, None), "conflicts"),
        (
            "There is also a special coordinator.",
            "a special coordinator",
            "exact",
            (1, None, None),
            "persons",
        ),
        (
            "That led to an increase in mortality rates.",
            "increase in mortality rates",
            "worded",
            (None, None, None),
            "trend",
        ),
    ],
)
def test_a_figure_is_found_with_its_bounds(
    text: str,
    quote: str | None,
    bound: str,
    expected: tuple[float | None, float | None, float | None],
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
        "Resolution 1244 of the Security Council",
        "Article 5 and section 3 on page 12",
        "The witness, aged 34, came.",
        "a 15-year-old girl",
        "girls aged 15 to 24",
        "persons 18 years old",
        "They paid 500 euros and $2,635 and 30 million dollars.",
        "10 to 15 km away, at 700 metres",
        "at 10:30, within 48 hours, at 3 p.m.",
        "Call +383 38 200 400.",
        "3. Third point",
        "5 See the report of the office.",
        "12 Political Killings in the Valley",
        "as shown before.[12]",
        "the AH-64 and the T-72",
        "the 7th century",
        "one of the villages, one another, one particular problem",
        "three times",
        "One day he came.",
        "the two sides",
        "the Albanian majority, a majority vote",
        "The Second World War",
        "a third conflicted",
        "Unemployment rose by 20 percent.",
        "tension often weighs",
        "the two met",
        "several milestones",
        "See https://example.org/2024/12 houses",
    ],
)
def test_what_counts_nothing_is_left(text: str) -> None:
    assert [figure.quote for figure in find_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "quote", "bound", "expected"),
    [
        ("In 1998 the war began.", "1998", "exact", (1998, None, None)),
        ("The war lasted from 1998 to 1999.", "1998 to 1999", "range", (None, 1998, 1999)),
        ("By 1997 the campaign had begun.", "1997", "at_most", (1997, None, 1997)),
        ("In the 1990s they left.", "1990s", "range", (None, 1990, 1999)),
    ],
)
def test_a_year_that_dates_nothing_counted_is_a_figure(
    text: str, quote: str, bound: str, expected: tuple[float | None, ...]
) -> None:
    figure = the_figure(text)
    assert (figure.quote, figure.quantity.bound, figure.rule) == (quote, bound, "calendar")
    assert numbers(figure.quantity) == pytest.approx(expected)


def test_a_year_that_dates_something_counted_is_a_field_of_it() -> None:
    figure = the_figure("In 1999, 230,000 people fled.")
    assert (figure.quantity.value, figure.period) == (230_000, "1999")


def test_a_change_is_two_figures_and_no_range() -> None:
    found = list(find_figures("Their number rose from 1,000 men to 2,000 men."))
    assert [figure.quantity.value for figure in found] == [1000, 2000]


def test_company_adds_up_and_keeps_the_first_number() -> None:
    found = list(find_figures("The two sisters and their grandmother stayed."))
    assert [(figure.quantity.value, figure.rule) for figure in found] == [
        (2, "exact"),
        (3, "company"),
    ]


def test_a_share_has_its_base() -> None:
    share, base = find_figures("Around a third of the 100,000 Serbs and Roma live there.")
    assert share.quantity.base == Quantity(bound=base.quantity.bound, value=100_000)
    assert share.quantity.base_text == "100,000 Serbs and Roma"
    assert base.group == "Serbs and Roma"


def test_fields_are_read_or_left_unknown() -> None:
    figure = the_figure(
        "According to the invented office, 12 ethnic Serbs were abducted in Istog in July 1999."
    )
    assert figure.as_row() == {
        "value": 12,
        "low": None,
        "high": None,
        "bound": "exact",
        "unit": "persons",
        "counted": "ethnic Serbs",
        "group": "ethnic Serbs",
        "phenomenon": "abducted",
        "place": "Istog",
        "period": "1999-07",
        "as_of": None,
        "attribution": "the invented office",
        "start": 34,
        "end": 36,
        "quote": "12",
        "rule": "exact",
        "language": "en",
        "communities": ["Serbs"],
        "attribution_is_sure": True,
        "wording": None,
        "base": None,
        "base_value": None,
    }


def test_what_a_sentence_does_not_state_stays_unknown() -> None:
    figure = the_figure("In all 12 came back.")
    stated = (figure.counted, figure.group, figure.place, figure.period, figure.attribution)
    assert stated == (None, None, None, None, None)
    assert figure.quantity.unit == ""


def test_a_rule_takes_part_by_lying_in_the_folder() -> None:
    names = {rule.NAME for rule in rules()}
    assert {"exact", "range", "at_least", "at_most", "nearly", "approximate", "share"} <= names
    assert {"worded", "ordinal", "company", "single_post", "trend"} <= names


def test_figures_and_dates_are_read_over_uneven_white_space() -> None:
    text = "By  January \n 1,  1998 more \r\n than\t 1,303  people  were missing."
    (date,) = find_dates(text)
    figure = the_figure(text)
    assert (date.edtf, date.role) == ("1998-01-01", "as_of")
    assert text[date.start : date.end] == date.quote == "January \n 1,  1998"
    assert figure.quantity.low == 1303
    assert figure.as_of == "1998-01-01"
    assert figure.counted == "people"
    assert text[figure.start : figure.end] == figure.quote == "more \r\n than\t 1,303"
