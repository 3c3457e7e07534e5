"""Bounds from partial registers: by hand, combined, over time, and where they contradict."""

from __future__ import annotations

import json

import pytest

from onrecord.core.estimate.beyond import (
    Knows,
    Outside,
    RateBounds,
    Register,
    all_registers,
    contradictions,
    in_both,
    in_either,
    never_falling,
    register_bounds,
    share_of,
)
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.kernel.errors import UsageError

CAMPS = Register(name="camps", entries=300, population=1000, covered=0.6)


def _between(low: float, high: float, name: str = "r") -> RateBounds:
    return RateBounds(name=name, low=low, high=high)


def _reason(bounds: RateBounds) -> str:
    assert bounds.low is None
    assert bounds.high is None
    assert bounds.width is None
    assert bounds.refused is not None
    assert str(bounds.refused).endswith(".")
    json.dumps(bounds.to_dict(), allow_nan=False)
    return bounds.refused.template


def test_worst_case_by_hand() -> None:
    bounds = register_bounds(CAMPS)
    assert (bounds.low, bounds.high) == pytest.approx((0.3, 0.7))
    assert bounds.width == pytest.approx(0.4)
    json.dumps(bounds.to_dict(), allow_nan=False)


def test_those_outside_less_or_more_often() -> None:
    at_most = register_bounds(CAMPS, Outside.AT_MOST_AS_OFTEN)
    at_least = register_bounds(CAMPS, Outside.AT_LEAST_AS_OFTEN)
    assert (at_most.low, at_most.high) == pytest.approx((0.3, 0.5))
    assert (at_least.low, at_least.high) == pytest.approx((0.5, 0.7))


def test_ranges_widen_the_bounds() -> None:
    register = Register(
        name="camps", entries=300, population=(900, 1200), covered=(0.5, 0.7), doubled=(0.0, 0.1)
    )
    bounds = register_bounds(register)
    assert (bounds.low, bounds.high) == pytest.approx((270 / 1200, 300 / 900 + 0.5))


def test_coverage_of_cases() -> None:
    register = Register(
        name="returns", entries=200, population=1000, covered=(0.5, 0.8), knows=Knows.CASES
    )
    bounds = register_bounds(register)
    assert (bounds.low, bounds.high) == pytest.approx((0.25, 0.4))
    with pytest.raises(UsageError):
        register_bounds(register, Outside.AT_MOST_AS_OFTEN)


def test_no_coverage_at_all_says_nothing() -> None:
    bounds = register_bounds(Register(name="none", entries=0, population=10, covered=0.0))
    assert (bounds.low, bounds.high) == (0.0, 1.0)
    assert [remark.template for remark in bounds.warnings] == [beyond_sentences.BOUNDS_SAY_NOTHING]
    for outside in Outside:
        bounds = register_bounds(
            Register(name="none", entries=0, population=10, covered=(0.0, 0.1)), outside
        )
        assert bounds.high == 1.0


def test_more_records_than_people_covered() -> None:
    bounds = register_bounds(Register(name="camps", entries=700, population=1000, covered=0.6))
    assert _reason(bounds) == beyond_sentences.MORE_RECORDS_THAN_COVERED
    doubled = Register(name="camps", entries=700, population=1000, covered=0.6, doubled=(0, 0.2))
    assert register_bounds(doubled).low == pytest.approx(0.56)


def test_intersection_of_registers() -> None:
    parts = [_between(0.2, 0.7, "camps"), _between(0.3, 0.9, "schools"), _between(0.1, 0.6, "un")]
    joint = all_registers(parts, "displaced")
    assert (joint.low, joint.high) == (0.3, 0.6)
    assert joint.sources == ("schools", "un")
    assert contradictions(parts) == ()


def test_registers_that_contradict_are_named() -> None:
    parts = [_between(0.2, 0.4, "camps"), _between(0.5, 0.9, "schools"), _between(0.3, 0.6, "un")]
    joint = all_registers(parts, "displaced")
    assert _reason(joint) == beyond_sentences.BOUNDS_CONTRADICT
    assert "schools" in str(joint.refused)
    assert "camps" in str(joint.refused)
    assert "un" not in dict(joint.refused.params).values()  # type: ignore[union-attr]
    assert contradictions(parts) == (("camps", "schools"),)


def test_a_refusal_goes_through() -> None:
    broken = register_bounds(Register(name="camps", entries=700, population=1000, covered=0.6))
    whole = _between(0.2, 0.4)
    for joint in (
        all_registers([whole, broken], "x"),
        in_both(whole, broken, "x"),
        in_either(broken, whole, "x"),
        share_of(broken, whole, "x"),
    ):
        assert _reason(joint) == beyond_sentences.MORE_RECORDS_THAN_COVERED
    assert contradictions([whole, broken]) == ()


def test_two_events() -> None:
    one, other = _between(0.6, 0.7, "displaced"), _between(0.5, 0.8, "bereaved")
    both, either = in_both(one, other, "both"), in_either(one, other, "either")
    assert (both.low, both.high) == pytest.approx((0.1, 0.7))
    assert (either.low, either.high) == pytest.approx((0.6, 1.0))


def test_the_returned_among_the_displaced() -> None:
    returned, displaced = _between(0.1, 0.2, "returned"), _between(0.4, 0.5, "displaced")
    share = share_of(returned, displaced, "returned of the displaced")
    assert (share.low, share.high) == pytest.approx((0.2, 0.5))
    assert share_of(_between(0.1, 0.45), displaced, "x").high == 1.0
    nobody = share_of(_between(0.0, 0.2), _between(0.0, 0.5, "displaced"), "x")
    assert nobody.high == 1.0
    assert beyond_sentences.NOTHING_TO_DIVIDE_BY in [one.template for one in nobody.warnings]
    assert share_of(_between(0.0, 0.0), _between(0.0, 0.0), "x").low == 0.0
    too_many = share_of(_between(0.6, 0.7, "returned"), displaced, "x")
    assert _reason(too_many) == beyond_sentences.MORE_THAN_THE_WHOLE


def test_a_rate_that_only_grows() -> None:
    years = [_between(0.2, 0.9, "1999"), _between(0.1, 0.6, "2000"), _between(0.3, 0.8, "2001")]
    grown = never_falling(years)
    assert [(one.low, one.high) for one in grown] == [(0.2, 0.6), (0.2, 0.6), (0.3, 0.8)]
    assert grown[0].sources == ("1999", "2000")


def test_a_rate_that_would_have_to_fall() -> None:
    years = [_between(0.5, 0.9, "1999"), _between(0.1, 0.3, "2000"), _between(0.6, 0.8, "2001")]
    grown = never_falling(years)
    assert _reason(grown[0]) == beyond_sentences.FALLS_OVER_TIME
    assert _reason(grown[1]) == beyond_sentences.FALLS_OVER_TIME
    assert (grown[2].low, grown[2].high) == (0.6, 0.8)
    broken = register_bounds(Register(name="2002", entries=700, population=1000, covered=0.6))
    assert never_falling([broken])[0] is broken


def test_figures_that_make_no_sense_are_errors() -> None:
    for wrong in ({"covered": 1.2}, {"covered": (0.8, 0.2)}, {"doubled": -0.1}, {"entries": -1}):
        figures = {"entries": 1, "population": 10, "covered": 0.5, **wrong}
        with pytest.raises(UsageError):
            Register(name="camps", **figures)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        Register(name="camps", entries=1, population=0, covered=0.5)
    with pytest.raises(UsageError):
        all_registers([], "x")
    with pytest.raises(ValueError, match="either"):
        RateBounds(name="x", low=0.1)
