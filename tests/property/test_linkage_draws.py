"""Draws of linkages: against every partition written out, and compiled against plain."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from onrecord.core.reconcile import fast
from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.draws import (
    Field,
    PlainMover,
    draw_linkages,
    field_of,
    first_record,
)
from onrecord.core.reconcile.linkage.pairs import ScoredPairs

_RECORDS = 5
_LISTS = np.array([0, 1, 2, 0, 1])


def _pairs(bits: dict[tuple[int, int], float]) -> ScoredPairs:
    left, right = (np.array([pair[k] for pair in bits], dtype=np.int64) for k in (0, 1))
    return ScoredPairs.of_weights(left, right, np.array(list(bits.values())))


def _partitions(records: list[int]) -> list[list[list[int]]]:
    if not records:
        return [[]]
    first, *rest = records
    found = []
    for one in _partitions(rest):
        found.append([[first], *one])
        found += [[*one[:k], [first, *one[k]], *one[k + 1 :]] for k in range(len(one))]
    return found


def _trees(members: list[int]) -> list[list[tuple[int, int]]]:
    """Return every spanning tree, by trying every set of so many links."""
    links = list(combinations(members, 2))
    return [
        list(chosen)
        for chosen in combinations(links, len(members) - 1)
        if len(_reached(members[0], chosen)) == len(members)
    ]


def _reached(start: int, links: tuple[tuple[int, int], ...]) -> set[int]:
    found = {start}
    for _step in links:
        found |= {b for a, b in links if a in found} | {a for a, b in links if b in found}
    return found


def _belief(members: list[int], bits: dict[tuple[int, int], float], field: Field) -> float:
    """Return the log2 belief in one cluster, tree by tree."""
    trees = _trees(sorted(members))
    odds = [2 ** (field.power * sum(bits.get(k, field.unscored) for k in tree)) for tree in trees]
    doubles = np.bincount(_LISTS[members], minlength=3)
    cost = float(np.maximum(doubles - 1, 0) @ field.penalty)
    return float(np.log2(np.mean(odds))) / field.power - cost


_BITS = st.dictionaries(
    st.sampled_from(list(combinations(range(_RECORDS), 2))),
    st.floats(-6, 6),
    min_size=1,
)


@given(_BITS)
@settings(max_examples=30, deadline=None)
def test_a_cluster_is_believed_as_the_mean_of_its_spanning_trees(
    bits: dict[tuple[int, int], float],
) -> None:
    field = field_of(_pairs(bits), _LISTS, np.zeros(3))
    mover = PlainMover(field)
    for size in range(1, _RECORDS + 1):
        members = list(range(size))
        assert mover.belief(members) == pytest.approx(_belief(members, bits, field), abs=1e-9)


def test_linkages_are_drawn_as_often_as_they_are_believed() -> None:
    bits = {(0, 1): 1.0, (1, 2): 2.0, (0, 2): -1.0, (2, 3): 0.5, (3, 4): 1.5, (0, 3): 3.0}
    field = field_of(_pairs(bits), _LISTS, np.full(3, 2.0), unscored=-2.0)
    partitions = _partitions(list(range(_RECORDS)))
    beliefs = np.array(
        [2 ** sum(_belief(sorted(part), bits, field) for part in one) for one in partitions]
    )
    wanted = {_name(one): belief for one, belief in zip(partitions, beliefs, strict=True)}
    drawn = draw_linkages(field, 6000, np.random.default_rng(5), between=2)
    seen = Counter(tuple(one) for one in drawn.tolist())
    for name, belief in wanted.items():
        share = belief / beliefs.sum()
        assert seen[name] / 6000 == pytest.approx(share, abs=0.03)


def test_another_penalty_draws_other_linkages() -> None:
    """The control: the frequencies do tell one belief from another."""
    pairs = _pairs({(0, 3): 3.0})
    shares = [
        np.mean(
            [
                one[0] == one[3]
                for one in draw_linkages(
                    field_of(pairs, _LISTS, np.full(3, penalty)), 2000, np.random.default_rng(5)
                )
            ]
        )
        for penalty in (0.0, 5.0)
    ]
    assert shares[0] == pytest.approx(8 / 9, abs=0.03)
    assert shares[1] == pytest.approx(0.2, abs=0.03)


def _name(parts: list[list[int]]) -> tuple[int, ...]:
    cluster = np.zeros(_RECORDS, dtype=np.int64)
    for part in parts:
        cluster[part] = min(part)
    return tuple(cluster.tolist())


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_both_twins_draw_the_same(seed: int) -> None:
    if not fast.available():
        pytest.skip("numba is not installed")
    chance = np.random.default_rng(seed)
    field = field_of(_random_pairs(chance), chance.integers(0, 3, 40), np.array([4.9, np.inf, 0]))
    one, other = (
        draw_linkages(field, 3, np.random.default_rng(seed), settle=4, compiled=compiled)
        for compiled in (True, False)
    )
    assert np.array_equal(one, other)


def _random_pairs(chance: np.random.Generator) -> ScoredPairs:
    pairs = {tuple(sorted(pair)) for pair in chance.integers(0, 40, (90, 2)).tolist()}
    kept = sorted((a, b) for a, b in pairs if a != b)
    return _pairs({pair: float(chance.normal(1, 6)) for pair in kept})


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_decisions_and_unique_lists_hold_in_every_draw(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lists = chance.integers(0, 3, 40)
    held = Constraints(np.array([[0, 1], [1, 2]]), np.array([[2, 3], [4, 5]]))
    field = field_of(_random_pairs(chance), lists, np.array([np.inf, 0.0, 0.0]), held)
    for one in draw_linkages(field, 4, chance, settle=4, compiled=False):
        assert one[0] == one[1] == one[2] != one[3]
        assert one[4] != one[5]
        for cluster in np.unique(one):
            members = np.flatnonzero(one == cluster)
            strangers = members[(lists[members] == 0) & ~np.isin(members, (0, 1, 2))]
            together = (lists[members] == 0).sum() if len(strangers) else 0
            assert together <= 1 or np.isin(members, (0, 1, 2)).any()


def test_clusters_are_numbered_by_their_first_record() -> None:
    assert first_record(np.array([7, 3, 7, 9])).tolist() == [0, 1, 0, 3]
