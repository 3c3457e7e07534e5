"""Likeness letter by letter: the published examples, and its manners."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.names.likeness import jaro_winkler, one_letter_apart


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("martha", "marhta", 0.961), ("dixon", "dicksonx", 0.813), ("dwayne", "duane", 0.84)],
)
def test_the_examples_of_winkler(one: str, other: str, likeness: float) -> None:
    assert jaro_winkler(one, other) == pytest.approx(likeness, abs=0.001)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("arta", "rata", True),
        ("arta", "art", True),
        ("arta", "arba", True),
        ("arta", "artan", True),
        ("arta", "arta", False),
        ("arta", "atar", False),
        ("arta", "artana", False),
        ("", "a", True),
    ],
)
def test_one_letter(one: str, other: str, *, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart


@given(st.text(alphabet="abcd", max_size=9), st.text(alphabet="abcd", max_size=9))
def test_likeness_is_symmetric_and_one_only_for_the_same(one: str, other: str) -> None:
    likeness = jaro_winkler(one, other)
    assert likeness == jaro_winkler(other, one)
    assert 0 <= likeness <= 1
    assert (likeness == 1) is (one == other)
