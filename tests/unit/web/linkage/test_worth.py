"""The pair that changes most comes first, and samples are drawn by chance alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.linkage.worth import APART, order, sample, second


def _order(probability: list[float]) -> object:
    """Four mentions: 0 and 1 in one cluster of two lists, 2 of the first list, 3 of a third."""
    return order(
        np.array([0, 0, 2]),
        np.array([1, 2, 3]),
        np.array(probability),
        np.array([0, 0, 2, 3]),
        np.array([0, 1, 0, 2]),
    )


def test_doubt_size_and_lists_make_the_worth() -> None:
    found = _order([0.5, 0.5, 0.5])
    assert found.records.tolist() == [2, 3, 2]
    assert found.linked.tolist() == [True, False, False]
    assert found.joins.tolist() == [True, True, True]
    assert found.worth.tolist() == [2.0, 3.0, 2.0]


def test_a_pair_within_the_same_lists_counts_half() -> None:
    found = order(np.array([0]), np.array([1]), np.array([0.5]), np.array([0, 1]), np.array([4, 4]))
    assert found.joins.tolist() == [False]
    assert found.worth.tolist() == [2 * APART]


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_more_doubt_is_worth_more(one: float, other: float) -> None:
    found = _order([one, other, 0.5])
    per_record = found.worth[:2] / found.records[:2]
    closer = abs(one - 0.5) < abs(other - 0.5)
    assert (per_record[0] >= per_record[1]) == closer or np.isclose(*per_record)


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 40), st.integers(0, 2**32))
def test_a_sample_has_as_many_of_each_half_as_there_are(
    halves: list[bool], wanted: int, seed: int
) -> None:
    linked = np.array(halves, dtype=bool)
    drawn = sample(linked, wanted, generator=np.random.default_rng(seed))
    for half in (True, False):
        assert drawn[linked == half].sum() == min(wanted, int((linked == half).sum()))


def test_every_pair_can_be_drawn_and_none_more_often_than_another() -> None:
    chance = np.random.default_rng(20)
    linked = np.array([True] * 5 + [False] * 20)
    times = sum(sample(linked, 4, generator=chance).astype(int) for _draw in range(4000))
    assert np.allclose(times[:5] / 4000, 4 / 5, atol=0.03)
    assert np.allclose(times[5:] / 4000, 4 / 20, atol=0.03)


def test_two_people_review_undecided_pairs_alone() -> None:
    undecided = np.array([True, False] * 10)
    drawn = second(undecided, 0.5, generator=np.random.default_rng(3))
    assert drawn.sum() == 5
    assert not drawn[~undecided].any()
