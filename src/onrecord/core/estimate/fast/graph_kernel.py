"""How do the weights of all graphs add up, compiled? The plain twin is ``graph_averaging.py``.

A graph is the list of its groups: ``starts`` G + 1 places into ``groups``, the bitmask of a group,
and ``times``, how often it multiplies (or divides, below 0). All functions release the interpreter
lock, so that nodes or graphs can be shared out among threads of Python.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NOTHING = -46.0
"""Logarithm of the share of a sum, 1e-20, below which a term is not worth its exponential."""
_LANES = 16
"""Nodes that are summed side by side, in the lanes of wide registers."""


@njit(cache=True, nogil=True, error_model="numpy")
def lanes_of(parts: Floats, begin: int) -> Floats:
    """Return 2^K x 16: the parts of sixteen nodes from ``begin``, the last of them repeated."""
    nodes, size = parts.shape
    lanes = np.empty((size, _LANES))
    for k in range(_LANES):
        row = min(begin + k, nodes - 1)
        for group in range(size):
            lanes[group, k] = parts[row, group]
    return lanes


@njit(cache=True, nogil=True, error_model="numpy")
def weigh(
    begin: int,
    end: int,
    groups: NDArray[np.uint8],
    times: NDArray[np.int8],
    lanes: Floats,
    values: Floats,
) -> None:
    """Write the logarithm of the weight of one graph at sixteen nodes."""
    for k in range(_LANES):
        values[k] = 0.0
    for at in range(begin, end):
        factor = float(times[at])
        row = lanes[groups[at]]
        for k in range(_LANES):
            values[k] += factor * row[k]


@njit(cache=True, nogil=True, error_model="numpy")
def log_sums(
    starts: NDArray[np.int64],
    groups: NDArray[np.uint8],
    times: NDArray[np.int8],
    parts: Floats,
) -> Floats:
    """Return for each of M nodes the logarithm of the sum over graphs; ``parts`` is M x 2^K."""
    nodes = parts.shape[0]
    sums = np.empty(nodes)
    values = np.empty(_LANES)
    for begin in range(0, nodes, _LANES):
        lanes = lanes_of(parts, begin)
        highest = np.full(_LANES, -np.inf)
        total = np.zeros(_LANES)
        for g in range(len(starts) - 1):
            weigh(starts[g], starts[g + 1], groups, times, lanes, values)
            worth = False
            for k in range(_LANES):
                worth |= values[k] > highest[k] + _NOTHING
            if not worth:
                continue
            for k in range(_LANES):
                apart = values[k] - highest[k]
                if apart > 0.0:
                    total[k] = total[k] * math.exp(-apart) + 1.0
                    highest[k] = values[k]
                elif apart > _NOTHING:
                    total[k] += math.exp(apart)
        for k in range(min(_LANES, nodes - begin)):
            sums[begin + k] = highest[k] + math.log(total[k])
    return sums


@njit(cache=True, nogil=True, error_model="numpy")
def graph_mass(
    starts: NDArray[np.int64],
    groups: NDArray[np.uint8],
    times: NDArray[np.int8],
    parts: Floats,
    sums: Floats,
    node_mass: Floats,
) -> Floats:
    """Return the mass of each graph: its share at each of M nodes times the mass of the node.

    ``parts`` is M x 2^K, ``sums`` and ``node_mass`` M.
    """
    nodes = parts.shape[0]
    graphs = len(starts) - 1
    mass = np.zeros(graphs)
    values = np.empty(_LANES)
    for begin in range(0, nodes, _LANES):
        lanes = lanes_of(parts, begin)
        used = min(_LANES, nodes - begin)
        for g in range(graphs):
            weigh(starts[g], starts[g + 1], groups, times, lanes, values)
            for k in range(used):
                share = values[k] - sums[begin + k]
                if share > _NOTHING:
                    mass[g] += node_mass[begin + k] * math.exp(share)
    return mass
