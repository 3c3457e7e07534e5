"""How many people are on no list, averaged over every way in which lists may depend?

Each decomposable graph says which lists depend directly; under a hyper-Dirichlet prior the
posterior weight of a graph and a number unseen has a closed form (Madigan and York 1997; the
formulas as in the package dga, Johndrow, Lum and Ball 2015). Prior on N: 1/N; all graphs alike.

The logarithm of a weight is a sum over the groups of the graph, and a group has one value for all
graphs that hold it. Only sums over graphs are kept, so that memory grows with the numbers at which
they are computed, never with graphs times numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, gammaln

from onrecord.core.estimate import fast
from onrecord.core.estimate.decomposable import decomposable_graphs
from onrecord.core.estimate.gamma_ratio import log_gamma_ratio
from onrecord.core.estimate.unseen_posterior import UnseenPosterior, posterior_of, start_nodes

_Floats = NDArray[np.float64]

FAR: Final = 1e6
"""Times the observed up to which numbers unseen are considered."""
_COMPILED_FROM: Final = 6
"""Lists from which the compiled sums are worth the time that loading them takes."""
_CELLS_AT_ONCE: Final = 2_000_000
"""Numbers in one matrix of the plain sums: 16 MB."""
_NEGLIGIBLE: Final = 1e-10
"""Belief in a number that is left out where the graphs are weighed."""


@dataclass(frozen=True, slots=True)
class GraphPosterior:
    """What is believed after the lists: of the number unseen, and of each graph.

    ``graphs`` holds the probability of each graph of ``decomposable_graphs``.
    """

    unseen: UnseenPosterior
    graphs: NDArray[np.float64]


def graph_posterior(
    counts: NDArray[np.float64], delta: float, threads: int = 1, *, compiled: bool | None = None
) -> GraphPosterior:
    """Return the posterior over numbers unseen and graphs.

    ``counts`` are the 2^K counts of ``cross_table`` (K of 3 to 7), which may be fractional;
    ``delta`` is the prior weight of a cell of the whole table. ``compiled`` asks for one of the two
    twins; None leaves it to the number of lists.
    """
    lists = len(counts).bit_length() - 1
    observed = float(counts.sum())
    sums = _Sums(lists, threads, compiled=compiled)

    def log_density(unseen: _Floats) -> _Floats:
        parts, common = log_parts(counts, unseen, delta)
        return sums.log_sums(parts) + common

    # Of a posterior of a graph the spread of log(unseen) is at least about 1/sqrt(observed).
    spacing = float(np.clip(3 / np.sqrt(observed), 0.002, 0.06))
    found = posterior_of(log_density, start_nodes(observed, FAR * observed, spacing))
    heavy = found.node_mass > _NEGLIGIBLE
    parts, common = log_parts(counts, found.nodes[heavy], delta)
    graphs = sums.graph_mass(parts, found.node_logs[heavy] - common, found.node_mass[heavy])
    return GraphPosterior(found, graphs / graphs.sum())


def log_parts(
    counts: NDArray[np.float64], unseen: NDArray[np.float64], delta: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return M x 2^K logarithms of each group's factor, and M that all graphs share.

    ``unseen`` are M numbers. Column 0, the empty group, is 0: a group's normalising constant is in
    its own factor.
    """
    size = len(counts)
    lists = size.bit_length() - 1
    observed = float(counts.sum())
    whole = size * delta
    parts = np.zeros((len(unseen), size))
    for group in range(1, size):
        margin = _margin(counts, group)
        weight = delta * 2.0 ** (lists - group.bit_count())
        fixed = gammaln(margin[1:] + weight).sum() - len(margin) * gammaln(weight)
        parts[:, group] = log_gamma_ratio(unseen, margin[0] + weight, observed + whole) + (
            fixed + gammaln(whole)
        )
    common = log_gamma_ratio(unseen, observed + 1, 1.0) - np.log(observed + unseen)
    return parts, common


def implied_expansion(
    lists: int, delta: float, shares: tuple[float, ...]
) -> tuple[float | None, ...]:
    """Return quantiles of N/n before any list is seen, for the graph that joins all lists.

    There the chance to be on some list has a beta distribution, and N/n is one over it. None stands
    for a quantile beyond what a number can hold.
    """
    cells = float(1 << lists)
    chance = betaincinv((cells - 1) * delta, delta, 1 - np.asarray(shares))
    return tuple(float(1 / value) if value > 1e-300 else None for value in chance)


def implied_above(lists: int, delta: float, expansion: float) -> float:
    """Return the prior probability that N/n is above ``expansion``, for the graph joining all."""
    cells = float(1 << lists)
    return float(betainc((cells - 1) * delta, delta, 1 / expansion))


class _Sums:
    """Sums over all graphs of so many lists, plain or compiled."""

    def __init__(self, lists: int, threads: int, *, compiled: bool | None) -> None:
        wanted = lists >= _COMPILED_FROM if compiled is None else compiled
        self.compiled = wanted and fast.available()
        self.lists = lists
        self.threads = threads

    def log_sums(self, parts: _Floats) -> _Floats:
        """Return for each row of M x 2^K parts the logarithm of the sum over graphs."""
        if not self.compiled:
            return plain_log_sums(decomposable_graphs(self.lists), parts)
        # Imported here because numba is optional and takes long to load.
        from onrecord.core.estimate.fast.graph_kernel import log_sums  # noqa: PLC0415

        starts, groups, times = grouped(self.lists)
        blocks = _split(len(parts), self.threads)
        return _in_threads(lambda block: log_sums(starts, groups, times, parts[block]), blocks)

    def graph_mass(self, parts: _Floats, sums: _Floats, node_mass: _Floats) -> _Floats:
        """Return the mass of each graph, when M nodes with these ``log_sums`` hold so much."""
        if not self.compiled:
            return plain_graph_mass(decomposable_graphs(self.lists), parts, sums, node_mass)
        from onrecord.core.estimate.fast.graph_kernel import graph_mass  # noqa: PLC0415

        starts, groups, times = grouped(self.lists)
        # Blocks of graphs, not of nodes: a sum in another order would hang on the threads.
        blocks = _split(len(starts) - 1, self.threads)
        return _in_threads(
            lambda block: graph_mass(
                starts[block.start : block.stop + 1], groups, times, parts, sums, node_mass
            ),
            blocks,
        )


def plain_log_sums(graphs: NDArray[np.int8], parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each of M nodes the logarithm of the sum over graphs; ``parts`` is M x 2^K."""
    highest = np.full(len(parts), -np.inf)
    total = np.zeros(len(parts))
    for block in _blocks(len(graphs), *parts.shape):
        logs = graphs[block].astype(np.float64) @ parts.T
        peak = np.maximum(highest, logs.max(axis=0))
        total = total * np.exp(highest - peak) + np.exp(logs - peak).sum(axis=0)
        highest = peak
    return np.asarray(highest + np.log(total))


def plain_graph_mass(
    graphs: NDArray[np.int8],
    parts: NDArray[np.float64],
    sums: NDArray[np.float64],
    node_mass: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the mass of each graph: its share at each of M nodes times the mass of the node."""
    mass = np.empty(len(graphs))
    for block in _blocks(len(graphs), *parts.shape):
        mass[block] = np.exp(graphs[block].astype(np.float64) @ parts.T - sums) @ node_mass
    return mass


@lru_cache(maxsize=2)
def grouped(
    lists: int,
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int8]]:
    """Return the graphs as lists of groups, as the compiled sums take them.

    ``starts`` (G + 1) are the places where each graph begins in the other two: the bitmask of a
    group and how often it multiplies.
    """
    graphs = decomposable_graphs(lists)
    held = graphs != 0
    held[:, 0] = False
    starts = np.zeros(len(graphs) + 1, dtype=np.int64)
    np.cumsum(held.sum(axis=1), out=starts[1:])
    groups = np.tile(np.arange(graphs.shape[1], dtype=np.uint8), (len(graphs), 1))[held]
    return starts, groups, graphs[held]


def _blocks(graphs: int, nodes: int, groups: int) -> list[slice]:
    size = max(1, _CELLS_AT_ONCE // max(nodes, groups))
    return [slice(begin, begin + size) for begin in range(0, graphs, size)]


def _split(size: int, pieces: int) -> list[slice]:
    ends = np.linspace(0, size, min(pieces, size) + 1).astype(int).tolist()
    return [slice(begin, end) for begin, end in pairwise(ends)]


def _in_threads(work: Callable[[slice], _Floats], blocks: list[slice]) -> _Floats:
    """Return the blocks one after the other, each worked on by a thread of its own."""
    if len(blocks) == 1:
        return work(blocks[0])
    with ThreadPoolExecutor(len(blocks)) as pool:
        return np.concatenate(list(pool.map(work, blocks)))


def _margin(counts: _Floats, group: int) -> _Floats:
    """Return the 2^|group| counts of the lists of a group; entry 0 is on none of them."""
    masks = np.arange(len(counts)) & group
    _kept, place = np.unique(masks, return_inverse=True)
    return np.bincount(place.reshape(-1), weights=counts).astype(np.float64)
