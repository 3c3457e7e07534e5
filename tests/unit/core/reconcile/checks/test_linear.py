from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.reconcile.checks.linear import (
    Constraint,
    implied_range,
    is_feasible,
    only,
    smallest_clash,
)


def at_most(name: str, limit: float, reason: str = "") -> Constraint:
    return Constraint(weights={name: 1.0}, limit=limit, reason=reason)


def at_least(name: str, limit: float, reason: str = "") -> Constraint:
    return Constraint(weights={name: -1.0}, limit=-limit, reason=reason)


def test_bounds_that_meet_in_one_point_hold() -> None:
    assert is_feasible([at_least("serbs", 100_000), at_most("serbs", 100_000)])
    assert is_feasible([])


def test_the_smallest_clash_leaves_out_what_does_not_matter() -> None:
    constraints = [
        at_most("all", 2_000_000, "census"),
        at_least("serbs", 100_000, "list"),
        at_least("roma", 30_000, "survey"),
        Constraint(weights={"serbs": 1, "roma": 1, "all": -0.05}, limit=0, reason="share"),
    ]
    assert smallest_clash(constraints) == ("census", "list", "survey", "share")
    without = [one for one in constraints if one.reason != "survey"]
    assert smallest_clash(without) == ()
    assert smallest_clash(
        [constraints[1], at_least("roma", 9, "note"), at_most("roma", 8, "slip")]
    ) == (
        "note",
        "slip",
    )


def test_what_is_implied_is_given_in_people() -> None:
    constraints = [
        at_least("serbs", 100_000, "list"),
        Constraint(weights={"serbs": 1, "all": -0.05}, limit=0, reason="share"),
    ]
    assert implied_range(constraints, "all") == (pytest.approx(2_000_000), None)
    assert implied_range(constraints, "turks") == (None, None)


REASONS = ("a", "b", "c", "d", "e")
CONSTRAINTS = st.lists(
    st.builds(
        Constraint,
        weights=st.dictionaries(
            st.sampled_from(["x", "y", "z"]), st.sampled_from([-2.0, -1.0, 1.0, 2.0]), min_size=1
        ),
        limit=st.integers(-20, 20).map(float),
        reason=st.sampled_from(REASONS),
    ),
    max_size=8,
)


@given(CONSTRAINTS)
@settings(max_examples=60, deadline=None)
def test_a_smallest_clash_clashes_and_nothing_can_be_left_out(
    constraints: list[Constraint],
) -> None:
    clash = smallest_clash(constraints)
    assert bool(clash) is not is_feasible(constraints)
    if clash:
        assert not is_feasible(only(constraints, clash))
        for fewer in itertools.combinations(clash, len(clash) - 1):
            assert is_feasible(only(constraints, fewer))
