"""Charts and maps place acts truly, and say what they leave out."""

from __future__ import annotations

import math
from datetime import date

import pytest

from onrecord.core.kernel.period import Period
from onrecord.web.coding.drawing.municipal_map import municipal_map
from onrecord.web.coding.drawing.timeline import MOST_ROWS, timeline


def word(period: Period) -> str:
    return period.text("en")


def edtf(*pairs: tuple[str, int]) -> list[tuple[Period, int]]:
    return [(Period.from_edtf(text), number) for text, number in pairs]


def test_nothing_dated_is_no_chart() -> None:
    assert timeline([], word=word) is None


def test_days_and_months_are_bars_and_wider_dates_are_spans() -> None:
    chart = timeline(
        edtf(("1999-03-28", 2), ("1999-03", 1), ("1999-04-02/1999-05-10", 4), ("1999-06", 6)),
        word=word,
    )
    assert chart is not None
    assert [bar.text for bar in chart.bars] == ["March 1999: 3", "June 1999: 6"]
    assert [round(bar.height / chart.bars[-1].height, 2) for bar in chart.bars] == [0.5, 1.0]
    (span,) = chart.spans
    first, last = chart.bars
    assert first.x + first.width < span.x < span.x + span.width < last.x
    assert [(row.label, row.dated, row.possible) for row in chart.rows] == [
        ("March 1999", 3, 0),
        ("April 1999", 0, 4),
        ("May 1999", 0, 4),
        ("June 1999", 6, 0),
    ]


def test_open_ends_reach_the_edge_and_are_said_to_be_open() -> None:
    chart = timeline(edtf(("../1999-03-19", 1), ("1998-02-01", 1), ("1999-07-01", 1)), word=word)
    assert chart is not None
    (span,) = chart.spans
    assert (span.open_left, span.open_right) == (True, False)
    assert span.x == pytest.approx(chart.left + 1)


def test_a_long_time_is_counted_by_year() -> None:
    chart = timeline(edtf(("1989-03", 1), ("1999-04-14", 3), ("2004", 2)), word=word)
    assert chart is not None
    assert [bar.text for bar in chart.bars] == ["1989: 1", "1999: 3", "2004: 2"]


def test_spans_never_cover_one_another_and_the_rest_is_counted() -> None:
    wide = [(Period.between(date(1999, 1, 1 + n), date(1999, 12, 1 + n)), 1) for n in range(30)]
    chart = timeline(wide, word=word)
    assert chart is not None
    assert len({span.y for span in chart.spans}) == len(chart.spans) == MOST_ROWS
    assert chart.hidden == 30 - MOST_ROWS
    assert chart.rows[5].possible == 30


SQUARES = {
    "a": [[(20.0, 42.0), (21.0, 42.0), (21.0, 43.0), (20.0, 43.0), (20.0, 42.0)]],
    "b": [[(21.0, 42.0), (22.0, 42.0), (22.0, 43.0), (21.0, 43.0), (21.0, 42.0)]],
}


def test_circles_are_sized_by_area_and_stand_in_the_middle() -> None:
    drawn = municipal_map(SQUARES, {"a": "Arta", "b": "Besa"}, {"a": 16, "b": 4, "": 3})
    first, second = drawn.areas
    assert (first.name, first.count, second.count) == ("Arta", 16, 4)
    assert first.radius == pytest.approx(2 * second.radius)
    assert first.x < drawn.width / 2 < second.x
    assert first.y == pytest.approx(second.y)
    assert drawn.unplaced == 3
    assert first.path.startswith("M")
    assert first.path.endswith("Z")


def test_a_municipality_without_acts_has_no_circle_but_a_name() -> None:
    (only,) = municipal_map({"a": SQUARES["a"]}, {"a": "Gjakovë/Đakovica"}, {}).areas
    assert only.radius == 0
    assert [line.text for line in only.lines] == ["Gjakovë", "Đakovica"]


def test_names_that_would_cover_one_another_give_way_to_the_place_with_more_acts() -> None:
    close = {**SQUARES, "c": [[(x + 0.01, y) for x, y in SQUARES["a"][0]]]}
    names = {"a": "Arta", "b": "Besa", "c": "Close"}
    drawn = municipal_map(close, names, {"a": 2, "c": 9})
    shown = {area.id: bool(area.lines) for area in drawn.areas}
    assert shown == {"c": True, "a": False, "b": True}
    assert not math.isnan(drawn.height)
