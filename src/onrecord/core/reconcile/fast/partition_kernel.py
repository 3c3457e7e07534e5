"""Moving the units of a linkage, compiled: the twin of ``linkage.draws.PlainMover``."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Given(NamedTuple):
    """What stays the same in all sweeps: the arrays of a ``Field`` of ``linkage.draws``."""

    starts: Ints
    other: Ints
    bits: Floats
    named: Ints
    penalty: Floats
    unscored: float
    power: float


class State(NamedTuple):
    """The clusters, changed in place: members are chained from ``first`` by ``after``."""

    cluster: Ints
    first: Ints
    after: Ints
    worth: Floats
    held: Ints


class CompiledMover:
    """Moves units one at a time by Gibbs' rule."""

    def __init__(self, given: Given, begin: Ints) -> None:
        units = len(given.starts) - 1
        self._given = given
        self.cluster = begin.copy()
        self._state = State(
            self.cluster,
            np.full(units, -1),
            np.full(units, -1),
            np.zeros(units),
            np.zeros_like(given.named),
        )
        _settled(self._given, self._state)
        self._most = int(np.diff(given.starts).max(initial=0)) + 1

    def sweep(self, moved: Ints, uniform: Floats) -> None:
        """Move each unit once, by one uniform number each."""
        _sweep(moved, uniform, self._given, self._state, self._most)


@njit(cache=True)
def _settled(given: Given, state: State) -> None:
    """Chain the members of the clusters to begin with, and say what these are worth."""
    for i in range(len(state.cluster)):
        at = state.cluster[i]
        state.after[i] = state.first[at]
        state.first[at] = i
        state.held[at] += given.named[i]
    members = np.empty(len(state.cluster), dtype=np.int64)
    for at in range(len(state.cluster)):
        n = _listed(state.first[at], -1, state.after, members, 0)
        if n > 1:
            state.worth[at] = _belief(members, n, given)


@njit(cache=True)
def _sweep(moved: Ints, uniform: Floats, given: Given, state: State, most: int) -> None:
    places = np.empty(most, dtype=np.int64)
    after = np.empty(most)
    gains = np.empty(most + 1)
    members = np.empty(len(state.first) + 1, dtype=np.int64)
    for step in range(len(moved)):
        i = moved[step]
        _leave(i, given, state, members)
        found = 0
        gains[0] = 0.0
        for j in range(given.starts[i], given.starts[i + 1]):
            place = state.cluster[given.other[j]]
            if _among(place, places, found):
                continue
            members[0] = i
            n = _listed(state.first[place], -1, state.after, members, 1)
            places[found] = place
            after[found] = _belief(members, n, given)
            cost = _doubles(state.held[place], given.named[i], given.penalty)
            found += 1
            gains[found] = after[found - 1] - state.worth[place] - cost
        taken = _chosen(gains, found + 1, uniform[step])
        to = places[taken - 1] if taken else _free(state.first, i)
        state.worth[to] = after[taken - 1] if taken else 0.0
        if not taken:
            state.held[to] = 0
        state.held[to] += given.named[i]
        state.after[i] = state.first[to]
        state.first[to] = i
        state.cluster[i] = to


@njit(cache=True)
def _leave(i: int, given: Given, state: State, members: Ints) -> None:
    at = state.cluster[i]
    n = _listed(state.first[at], i, state.after, members, 0)
    if state.first[at] == i:
        state.first[at] = state.after[i]
    else:
        k = state.first[at]
        while state.after[k] != i:
            k = state.after[k]
        state.after[k] = state.after[i]
    if n > 0:
        state.worth[at] = _belief(members, n, given)
        state.held[at] -= given.named[i]
    state.cluster[i] = -1


@njit(cache=True)
def _listed(start: int, without: int, after: Ints, members: Ints, n: int) -> int:
    """Write the members chained from ``start`` from place ``n`` on; return where they end."""
    while start >= 0:
        if start != without:
            members[n] = start
            n += 1
        start = after[start]
    return n


@njit(cache=True)
def _belief(members: Ints, n: int, given: Given) -> float:
    """Return the power mean of the odds of all spanning trees of a cluster, in bits."""
    if n == 1:
        return 0.0
    odds = np.zeros((n, n))
    for a in range(n):
        for b in range(a + 1, n):
            bits = _bits(members[a], members[b], given)
            if bits <= -1e30:
                return -1e30
            odds[a, b] = 2.0 ** (given.power * bits)
            odds[b, a] = odds[a, b]
    log = 0.0
    for k in range(n - 1, 0, -1):
        whole = 0.0
        for a in range(k):
            whole += odds[k, a]
        log += math.log2(whole)
        for a in range(k):
            for b in range(a + 1, k):
                odds[a, b] += odds[k, a] * odds[k, b] / whole
                odds[b, a] = odds[a, b]
    return (log - (n - 2) * math.log2(n)) / given.power


@njit(cache=True)
def _bits(i: int, j: int, given: Given) -> float:
    low, high = given.starts[i], given.starts[i + 1]
    while low < high:
        middle = (low + high) // 2
        if given.other[middle] < j:
            low = middle + 1
        else:
            high = middle
    if low < given.starts[i + 1] and given.other[low] == j:
        return float(given.bits[low])
    return given.unscored


@njit(cache=True)
def _among(place: int, places: Ints, found: int) -> bool:
    k = 0
    while k < found and places[k] != place:
        k += 1
    return k < found


@njit(cache=True)
def _doubles(held: Ints, named: Ints, penalty: Floats) -> float:
    cost = 0.0
    for k in range(len(penalty)):
        if held[k] > 0 and named[k] > 0:
            cost += penalty[k] * named[k]
    return cost


@njit(cache=True)
def _chosen(gains: Floats, places: int, u: float) -> int:
    best = gains[:places].max()
    left = 0.0
    for k in range(places):
        gains[k] = 2.0 ** (gains[k] - best)
        left += gains[k]
    left *= u
    for k in range(places):
        left -= gains[k]
        if left < 0:
            return k
    return 0


@njit(cache=True)
def _free(first: Ints, i: int) -> int:
    while first[i] >= 0:
        i = i + 1 if i + 1 < len(first) else 0
    return i
