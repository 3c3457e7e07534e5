"""How many people are on no list, averaged over every way in which lists may depend?

Each decomposable graph says which lists depend directly; under a hyper-Dirichlet prior the
posterior weight of a graph and a number unseen has a closed form (Madigan and York 1997; the
formulas as in the package dga, Johndrow, Lum and Ball 2015). Prior on N: 1/N.

Graphs are met in blocks and only two sums are kept, one over graphs and one over numbers, so that
memory grows with the grid of numbers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import beta

from onrecord.core.estimate.decomposable import decomposable_graphs

_FAR: Final = 100.0
"""Times the observed up to which numbers unseen are considered."""
_WHOLE: Final = 1_000
"""Up to here every number unseen is a point of the grid; beyond, points stand further apart."""
_RATIO: Final = {3: 1.0005, 4: 1.0005, 5: 1.001, 6: 1.002, 7: 1.02}
_CELLS_AT_ONCE: Final = 4_000_000
"""Graphs times points of one block: 32 MB."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is believed after the lists: ``unseen`` M points, ``mass`` their probabilities.

    ``graphs`` holds the probability of each graph of ``decomposable_graphs``; ``width`` is how many
    whole numbers each point stands for. ``beyond`` is the mass at the last hundredth of the grid.
    """

    unseen: NDArray[np.float64]
    width: NDArray[np.float64]
    mass: NDArray[np.float64]
    graphs: NDArray[np.float64]

    @property
    def beyond(self) -> float:
        """Mass at the upper end of the grid: where it is not small, the grid cuts the answer."""
        return float(self.mass[self.unseen > 0.95 * self.unseen[-1]].sum())

    def quantile(self, share: float) -> float:
        """Return the number unseen below which this share of the belief lies."""
        reached = np.cumsum(self.mass)
        place = int(np.searchsorted(reached, share))
        if place >= len(self.unseen):
            return float(self.unseen[-1])
        before = reached[place - 1] if place else 0.0
        inside = (share - before) / max(self.mass[place], np.finfo(float).tiny)
        low = self.unseen[place] - (self.width[place] - 1) / 2
        # Among whole numbers the quantile is one of them; where a point stands for many, between.
        return float(low + np.floor(inside * self.width[place]) if self.width[place] > 1 else low)

    @property
    def mean(self) -> float:
        """Mean number unseen."""
        return float(self.unseen @ self.mass)

    @property
    def mode(self) -> float:
        """The most likely number unseen."""
        return float(self.unseen[np.argmax(self.mass / self.width)])


def graph_posterior(counts: NDArray[np.float64], delta: float) -> Posterior:
    """Return the posterior over numbers unseen and graphs.

    ``counts`` are the 2^K counts of ``cross_table`` (K of 3 to 7), which may be fractional;
    ``delta`` is the prior weight of a cell of the whole table.
    """
    lists = len(counts).bit_length() - 1
    graphs = decomposable_graphs(lists)
    unseen, width = _grid(float(counts.sum()), lists)
    parts, common = _parts(counts, unseen, delta)
    block = max(1, _CELLS_AT_ONCE // len(unseen))
    highest, over_graphs = -np.inf, np.zeros(len(unseen))
    weights: list[NDArray[np.float64]] = []
    for begin in range(0, len(graphs), block):
        logs = graphs[begin : begin + block].astype(np.float64) @ parts + common
        peak = max(highest, float(logs.max()))
        shrink = np.exp(highest - peak) if np.isfinite(highest) else 0.0
        over_graphs *= shrink
        weights = [weight * shrink for weight in weights]
        values = np.exp(logs - peak) * width
        over_graphs += values.sum(axis=0)
        weights.append(values.sum(axis=1))
        highest = peak
    total = over_graphs.sum()
    return Posterior(unseen, width, over_graphs / total, np.concatenate(weights) / total)


def implied_expansion(lists: int, delta: float, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return quantiles of N/n before any list is seen, for the graph that joins all lists.

    There the chance to be on no list has a beta distribution, and N/n is one over its complement.
    """
    cells = float(1 << lists)
    chance = beta.ppf(shares, delta, (cells - 1) * delta)
    return tuple(float(1 / max(1 - value, np.finfo(float).tiny)) for value in chance)


def implied_above(lists: int, delta: float, expansion: float) -> float:
    """Return the prior probability that N/n is above ``expansion``, for the graph joining all."""
    cells = float(1 << lists)
    return float(beta.sf(1 - 1 / expansion, delta, (cells - 1) * delta))


def _grid(observed: float, lists: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    last = max(_FAR * observed, 2.0 * _WHOLE)
    steps = int(np.ceil(np.log(last / _WHOLE) / np.log(_RATIO[lists])))
    ends = np.unique(np.round(_WHOLE * _RATIO[lists] ** np.arange(1, steps + 1)))
    # A point stands for the whole numbers after the end before it, up to its own end.
    bounds = np.concatenate([np.arange(-1.0, _WHOLE), ends[ends >= _WHOLE]])
    bounds = np.unique(bounds)
    width = np.diff(bounds)
    return bounds[1:] - (width - 1) / 2, width


def _parts(
    counts: NDArray[np.float64], unseen: NDArray[np.float64], delta: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return 2^K x M: the logarithm of each group's factor, and what all graphs share.

    Row 0 holds the normalising constant, which counts once for each group.
    """
    size = len(counts)
    lists = size.bit_length() - 1
    observed = float(counts.sum())
    whole = size * delta
    parts = np.empty((size, len(unseen)))
    parts[0] = gammaln(whole) - gammaln(observed + unseen + whole)
    for group in range(1, size):
        margin = _margin(counts, group)
        weight = delta * 2.0 ** (lists - group.bit_count())
        fixed = gammaln(margin[1:] + weight).sum() - len(margin) * gammaln(weight)
        parts[group] = gammaln(margin[0] + unseen + weight) + fixed
    total = observed + unseen
    common = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
    return parts, common


def _margin(counts: NDArray[np.float64], group: int) -> NDArray[np.float64]:
    """Return the 2^|group| counts of the lists of a group; entry 0 is on none of them."""
    masks = np.arange(len(counts)) & group
    _kept, place = np.unique(masks, return_inverse=True)
    return np.bincount(place.reshape(-1), weights=counts).astype(np.float64)
