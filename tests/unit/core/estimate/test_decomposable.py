"""Are the decomposable graphs all there, each with its groups?"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from onrecord.core.estimate.decomposable import decomposable_graphs, edges_of


@pytest.mark.parametrize(
    ("lists", "count"), [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154), (7, 617_675)]
)
def test_there_are_as_many_as_the_literature_counts(lists: int, count: int) -> None:
    graphs = decomposable_graphs(lists)
    assert graphs.shape == (count, 1 << lists)
    assert len({hash(graph.tobytes()) for graph in graphs}) == count
    if lists == 7:
        decomposable_graphs.cache_clear()


def _is_chordal(edges: set[frozenset[int]], lists: int) -> bool:
    """Say by the plain definition whether every circle of four or more has a shortcut."""
    left = set(range(lists))
    while left:
        for one in left:
            near = {other for other in left if frozenset((one, other)) in edges}
            if all(frozenset(pair) in edges for pair in combinations(near, 2)):
                left.remove(one)
                break
        else:
            return False
    return True


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_they_are_the_chordal_graphs(lists: int) -> None:
    pairs = [frozenset(pair) for pair in combinations(range(lists), 2)]
    expected = set()
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            if _is_chordal(set(chosen), lists):
                expected.add(frozenset(chosen))
    found = {
        frozenset(frozenset(edge) for edge in edges_of(graph, lists))
        for graph in decomposable_graphs(lists)
    }
    assert found == expected


def test_a_chain_is_divided_by_its_middle() -> None:
    for graph in decomposable_graphs(3):
        if edges_of(graph, 3) == ((0, 1), (1, 2)):
            assert {mask: int(graph[mask]) for mask in range(1, 8) if graph[mask]} == {
                0b011: 1,
                0b110: 1,
                0b010: -1,
            }
            assert graph[0] == 1
            return
    raise AssertionError("the chain of three lists is not there")


def test_lists_that_know_nobody_stand_alone() -> None:
    (empty,) = (graph for graph in decomposable_graphs(4) if not edges_of(graph, 4))
    assert np.flatnonzero(empty[1:]).tolist() == [0, 1, 3, 7]
    assert empty[0] == 4
