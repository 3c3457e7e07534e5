from __future__ import annotations

import pytest

from onrecord.core.document.figures import find_figures
from onrecord.core.document.totals import Listing, TotalWithParts, find_totals


def totals(text: str) -> list[TotalWithParts]:
    return list(find_totals(text, list(find_figures(text))))


@pytest.mark.parametrize(
    ("text", "parts", "difference", "listing"),
    [
        (
            "There were 1,303 missing, which include 944 Serbs, 210 Roma, and 149 Albanians.",
            [944, 210, 149],
            0,
            Listing.some_parts,
        ),
        (
            "They listed 13,472 dead, of whom 9,260 were Albanians, 2,488 Serbs and 470 others.",
            [9260, 2488, 470],
            -1254,
            Listing.all_parts,
        ),
        (
            "The list has 100 houses, including 60 houses in Istog and 30 houses in Klina.",
            [60, 30],
            -10,
            Listing.some_parts,
        ),
        (
            "Of the 47 people, 21 were men, 17 were women and 8 were children.",
            [21, 17, 8],
            -1,
            Listing.all_parts,
        ),
        (
            "In all 12 men, of whom 10 were farmers and 5 teachers, came home.",
            [10, 5],
            3,
            Listing.all_parts,
        ),
        (
            "They filled 80 per cent, of which 50 per cent by men and 30 per cent by women.",
            [0.5, 0.3],
            0,
            Listing.all_parts,
        ),
        (
            "Lista ka 13.472 emra, prej të cilëve 9.260 shqiptarë, 2.488 serbë dhe 1.724 të tjerë.",
            [9260, 2488, 1724],
            0,
            Listing.all_parts,
        ),
        (
            "Ubijeno je 17 ljudi, od kojih pet žena i troje dece.",
            [5, 3],
            -9,
            Listing.all_parts,
        ),
        (
            "Рањено је 12 лица, међу њима седам жена и троје деце.",
            [7, 3],
            -2,
            Listing.some_parts,
        ),
    ],
)
def test_a_total_is_offered_with_its_parts(
    text: str, parts: list[float], difference: float, listing: Listing
) -> None:
    (total,) = totals(text)
    assert [part.quantity.value for part in total.parts] == parts
    assert total.difference == pytest.approx(difference)
    assert total.listing is listing


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
