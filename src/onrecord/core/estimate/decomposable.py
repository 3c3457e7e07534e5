"""Which graphs over a few lists are decomposable, and of which tables is each one made?

A graph is decomposable when its lists can be taken away one after the other, each of whose
neighbours that are left all know one another. The probability of a table under it is a product over
the groups {list and those neighbours}, divided by one over the groups {those neighbours}
(Lauritzen 1996, section 4.4). Groups are bitmasks: list i (from 0) is bit i.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_LISTS: Final = 7
"""There are 8, 61, 822, 18,154 and 617,675 graphs of 3 to 7 lists."""
_AT_ONCE: Final = 1 << 17


@lru_cache(maxsize=8)
def decomposable_graphs(lists: int) -> NDArray[np.int8]:
    """Return every decomposable graph: G x 2^K, how often each group multiplies or divides.

    Column 0, the empty group, holds how many groups multiply less how many divide. Read-only.
    """
    pairs = list(combinations(range(lists), 2))
    found = []
    for begin in range(0, 1 << len(pairs), _AT_ONCE):
        codes = np.arange(begin, min(begin + _AT_ONCE, 1 << len(pairs)), dtype=np.int64)
        found.append(_exponents(_neighbours(codes, pairs, lists), lists))
    graphs = np.concatenate(found)
    graphs.setflags(write=False)
    return graphs


def edges_of(graph: NDArray[np.int8], lists: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs of lists that a graph of ``decomposable_graphs`` joins."""
    groups = [mask for mask in range(1, 1 << lists) if graph[mask] > 0]
    return tuple(
        (first, second)
        for first, second in combinations(range(lists), 2)
        if any(group >> first & 1 and group >> second & 1 for group in groups)
    )


def _neighbours(
    codes: NDArray[np.int64], pairs: list[tuple[int, int]], lists: int
) -> NDArray[np.int16]:
    """Return G x K bitmasks: whom each list is joined to in the graph of each code."""
    known = np.zeros((len(codes), lists), dtype=np.int16)
    for place, (first, second) in enumerate(pairs):
        joined = (codes >> place & 1).astype(np.int16)
        known[:, first] |= joined << second
        known[:, second] |= joined << first
    return known


def _exponents(known: NDArray[np.int16], lists: int) -> NDArray[np.int8]:
    """Return the exponents of those graphs that are decomposable."""
    count = len(known)
    rows = np.arange(count)
    exponents = np.zeros((count, 1 << lists), dtype=np.int8)
    left = np.full(count, (1 << lists) - 1, dtype=np.int16)
    is_decomposable = np.ones(count, dtype=np.bool_)
    for _step in range(lists):
        simple = _simplicial(known, left, lists)
        is_decomposable &= simple.any(axis=1)
        taken = simple.argmax(axis=1)
        others = known[rows, taken] & left
        group = others | (1 << taken).astype(np.int16)
        exponents[rows, group] += 1
        exponents[rows, others] -= 1
        left = left & ~(1 << taken).astype(np.int16)
    # What stands at the empty group by now are the divisions that divide by nothing.
    empty = exponents[:, 0].copy()
    exponents[:, 0] = exponents[:, 1:].sum(axis=1)
    # One of each component is divided by the empty group: K groups less K divisions in all.
    if np.any(exponents[is_decomposable, 0] != -empty[is_decomposable]):
        raise AssertionError("the groups of a graph multiply as often as they divide")
    return exponents[is_decomposable]


def _simplicial(known: NDArray[np.int16], left: NDArray[np.int16], lists: int) -> NDArray[np.bool_]:
    """Return G x K: whether a list is still there and its neighbours that are left know all."""
    found = np.empty(known.shape, dtype=np.bool_)
    for one in range(lists):
        others = known[:, one] & left
        fits = (left >> one & 1).astype(np.bool_)
        for other in range(lists):
            asked = (others >> other & 1).astype(np.bool_)
            knows_all = (known[:, other] | (1 << other)) & others == others
            fits &= ~asked | knows_all
        found[:, one] = fits
    return found
