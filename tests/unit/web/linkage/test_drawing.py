"""Bars of the waterfall join on, and points of the calibration stand where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.linkage.drawing import WIDTH, calibration, waterfall

BITS = st.lists(st.floats(-20, 20), min_size=1, max_size=12)


@given(BITS)
def test_each_bar_begins_where_the_last_ended_inside_the_box(bits: list[float]) -> None:
    drawn = waterfall([("Name", each) for each in bits])
    at = drawn.zero
    for bar, each in zip(drawn.bars, bits, strict=True):
        ends = (bar.x, bar.x + bar.width)
        assert min(abs(at - end) for end in ends) < 1.01
        at = bar.end
        assert bar.is_against == (each < 0)
        assert 0 <= bar.x <= WIDTH
        assert bar.x + bar.width <= WIDTH + 1


def test_a_sign_tells_for_and_against_without_colour() -> None:
    drawn = waterfall([("Name", 4.0), ("Born", -2.5)])
    assert [bar.text for bar in drawn.bars] == ["+4.0", "−2.5"]


def test_a_calibrated_bin_stands_on_the_diagonal() -> None:
    drawn = calibration([(0.5, 0.5, 0.3, 0.7, 10), (1.0, 1.0, 0.8, 1.0, 20)])
    for point in drawn.points:
        assert point.x - drawn.left == pytest.approx(drawn.base - point.y)
        assert point.high <= point.y <= point.low
    assert drawn.points[0].radius < drawn.points[1].radius
