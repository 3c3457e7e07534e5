"""Spans become units by what they share."""

from __future__ import annotations

from onrecord.core.reconcile.agreement import aligned


def test_spans_that_overlap_are_one_unit_and_the_rest_stand_alone() -> None:
    assert aligned([[(0, 10), (20, 30)], [(5, 12), (40, 45)]]) == ((0, 0), (1, None), (None, 1))


def test_the_closest_span_wins_and_no_coder_has_two_in_a_unit() -> None:
    # One marked the whole list of numbers, the other each number.
    assert aligned([[(0, 20)], [(0, 5), (8, 20)]]) == ((None, 0), (0, 1))


def test_spans_that_only_touch_are_two_units() -> None:
    assert aligned([[(0, 5)], [(5, 9)]]) == ((0, None), (None, 0))


def test_three_coders_meet_in_one_unit() -> None:
    assert aligned([[(0, 10)], [(2, 10)], [(0, 8)]]) == ((0, 0, 0),)


def test_nothing_marked_is_no_unit() -> None:
    assert aligned([[], []]) == ()
