from __future__ import annotations

import pytest

from onrecord.core.document.figures import find_figures
from onrecord.core.document.totals import Listing, TotalWithParts, find_totals
from onrecord.core.kernel.finding import Severity


def totals(text: str) -> list[TotalWithParts]:
    return list(find_totals(text, list(find_figures(text))))


@pytest.mark.parametrize(
    ("text", "parts", "severity", "words"),
    [
        (
            "There were 1,303 missing, which include 944 Serbs, 210 Roma, and 149 Albanians.",
            [944, 210, 149],
            Severity.info,
            "the parts sum to the total",
        ),
        (
            "They listed 13,472 dead, of whom 9,260 were Albanians, 2,488 Serbs and 470 others.",
            [9260, 2488, 470],
            Severity.medium,
            "fall short of the total by 1,254",
        ),
        (
            "The list has 100 houses, including 60 houses in Istog and 30 houses in Klina.",
            [60, 30],
            Severity.low,
            "leaves room for other parts",
        ),
        (
            "Of the 47 people, 21 were men, 17 were women and 8 were children.",
            [21, 17, 8],
            Severity.medium,
            "fall short of the total by 1.",
        ),
        (
            "In all 12 men, of whom 10 were farmers and 5 teachers, came home.",
            [10, 5],
            Severity.high,
            "exceed the total by 3",
        ),
        (
            "They filled 80 per cent, of which 50 per cent by men and 30 per cent by women.",
            [0.5, 0.3],
            Severity.info,
            "the parts sum to the total",
        ),
        (
            "Lista ka 13.472 emra, prej të cilëve 9.260 shqiptarë, 2.488 serbë dhe 1.724 të tjerë.",
            [9260, 2488, 1724],
            Severity.info,
            "the parts sum to the total",
        ),
        (
            "Ubijeno je 17 ljudi, od kojih pet žena i troje dece.",
            [5, 3],
            Severity.medium,
            "fall short of the total by 9",
        ),
        (
            "Рањено је 12 лица, међу њима седам жена и троје деце.",
            [7, 3],
            Severity.low,
            "leaves room for other parts",
        ),
    ],
)
def test_a_total_is_compared_with_its_parts(
    text: str, parts: list[float], severity: Severity, words: str
) -> None:
    (total,) = totals(text)
    assert [part.quantity.value for part in total.parts] == parts
    finding = total.finding()
    assert finding.check == "parts_and_total"
    assert finding.severity is severity
    assert words in str(finding.explanation)
    assert all(text[one.start : one.end] == one.quote for one in finding.passages)


@pytest.mark.parametrize(
    "text",
    [
        "12 men came. They include 5 teachers and 7 farmers.",
        "12 men came, including 5 teachers.",
        "12 men, then 5 women and 7 children came.",
        "12 men include 50 teachers and 7 farmers.",
        "More than 12 men came, including 5 teachers and 7 farmers.",
        "12 houses, including 5 teachers and 7 farmers.",
        "",
    ],
)
def test_numbers_that_are_no_parts_are_left(text: str) -> None:
    assert totals(text) == []


def test_a_total_prints_with_its_parts() -> None:
    (total,) = totals("In all 3 men, of whom 1 man was old and 2 men were young.")
    row = total.as_row()
    assert row["sum_of_parts"] == 3
    assert row["difference"] == 0
    assert row["listing"] == Listing.all_parts
