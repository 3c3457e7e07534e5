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


@njit(cache=True, nogil=True, error_model="numpy")
def log_sums(
    starts: NDArray[np.int64],
    groups: NDArray[np.uint8],
    times: NDArray[np.int8],
    parts: Floats,
) -> Floats:
    """Return for each of M nodes the logarithm of the sum over graphs; ``parts`` is M x 2^K."""
    nodes = parts.shape[0]
    graphs = len(starts) - 1
    sums = np.empty(nodes)
    for m in range(nodes):
        row = parts[m]
        highest = -np.inf
        total = 0.0
        for g in range(graphs):
            value = 0.0
            for at in range(starts[g], starts[g + 1]):
                value += times[at] * row[groups[at]]
            apart = value - highest
            if apart > 0.0:
                total = total * math.exp(-apart) + 1.0
                highest = value
            elif apart > _NOTHING:
                total += math.exp(apart)
        sums[m] = highest + math.log(total)
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
    for m in range(nodes):
        row = parts[m]
        for g in range(graphs):
            value = -sums[m]
            for at in range(starts[g], starts[g + 1]):
                value += times[at] * row[groups[at]]
            if value > _NOTHING:
                mass[g] += node_mass[m] * math.exp(value)
    return mass
