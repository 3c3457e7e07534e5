"""What is believed of the number on no list, when its density can be computed at any number?

A density may be dear (a sum over a million graphs), so it is computed at few numbers, more of them
where it bends; between them its logarithm is interpolated. No mass is cut: the numbers reach as far
as there is belief, and the belief beyond the last of them is reckoned from the slope at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

_Floats = NDArray[np.float64]
LogDensity = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Logarithm of an unnormalised density at each of M whole numbers unseen."""

_WHOLE: Final = 1 << 13
"""Up to here each number is a point of its own; beyond, a point stands for 1/8192 of its size."""
_CLOSE: Final = 1e-5
"""Error of the interpolated logarithm above which more numbers are computed."""
_MATTERS: Final = 25.0
"""An interval whose belief is below e^-25 of the largest is left as it is."""
_ROUNDS: Final = 30
_MEAN_SETTLED: Final = 1e-3
_STENCIL: Final = 4


@dataclass(frozen=True, slots=True)
class UnseenPosterior:
    """Belief over the number unseen: M points, each for so many whole numbers, with their mass."""

    unseen: NDArray[np.float64]
    width: NDArray[np.float64]
    mass: NDArray[np.float64]
    """Sums to 1."""
    nodes: NDArray[np.float64]
    """The numbers at which the density was computed."""
    node_logs: NDArray[np.float64]
    """What the density said there, as it was given."""
    node_mass: NDArray[np.float64]
    """Belief that is nearest to each node: for means over the posterior of things that change
    slowly with the number unseen."""
    beyond: float
    """Share of the belief that lies beyond the last number, by the slope of the density there."""

    def quantile(self, shares: ArrayLike) -> NDArray[np.float64]:
        """Return the whole numbers unseen below or at which these shares of the belief lie."""
        wanted = np.asarray(shares, dtype=np.float64)
        reached = np.cumsum(self.mass)
        place = np.minimum(np.searchsorted(reached, wanted), len(reached) - 1)
        before = reached[place] - self.mass[place]
        inside = (wanted - before) / np.maximum(self.mass[place], np.finfo(np.float64).tiny)
        first = self.unseen[place] - (self.width[place] - 1) / 2
        steps = np.ceil(np.clip(inside, 0.0, 1.0) * self.width[place]) - 1
        return np.asarray(first + np.maximum(steps, 0.0))

    def above(self, unseen: float) -> float:
        """Return the belief that more people are unseen than this."""
        last = self.unseen + (self.width - 1) / 2
        return float(self.mass @ np.clip((last - unseen) / self.width, 0.0, 1.0))

    @property
    def mode(self) -> float:
        """The most likely number unseen."""
        return float(self.unseen[np.argmax(self.mass / self.width)])

    @property
    def mean(self) -> float | None:
        """Mean number unseen; None where the tail is so heavy that it hangs on the last number."""
        parts = self.unseen * self.mass
        total = float(parts.sum())
        tail = float(parts[self.unseen > 0.1 * self.nodes[-1]].sum())
        return None if tail > _MEAN_SETTLED * total else total


def posterior_of(log_density: LogDensity, start: NDArray[np.float64]) -> UnseenPosterior:
    """Return the posterior over the numbers from the first to the last of ``start``.

    ``start`` holds at least four whole numbers in ascending order, dense enough that no peak hides
    between two of them; more are added until the interpolated logarithm is true to 1e-5.
    """
    nodes, values = _refined(log_density, start)
    heavy = np.flatnonzero(_belief(nodes, values) >= -_MATTERS)
    points, width = _points(nodes[heavy[0]], nodes[heavy[-1] + 1])
    logs = _interpolated(points, nodes, values)
    peak = float(logs.max())
    mass = np.exp(logs - peak) * width
    total = float(mass.sum())
    end = _beyond(nodes, values - peak - np.log(total))
    mass /= total
    return UnseenPosterior(
        points, width, mass, nodes, values, _shared_out(points, mass, nodes), end
    )


def start_nodes(observed: float, last: float, spacing: float) -> NDArray[np.float64]:
    """Return whole numbers from 0 to ``last``: each to 40, then further apart.

    ``spacing`` is the distance of neighbours as a share of their size, up to a hundred times the
    ``observed``; beyond, where no peak can be narrow, it is a quarter.
    """
    middle = max(100 * observed, 100.0)
    near = np.exp(np.arange(np.log(40), np.log(middle), spacing))
    far = np.exp(np.arange(np.log(middle), np.log(max(last, 2 * middle)), 0.25))
    return np.unique(np.round(np.concatenate([np.arange(41.0), near, far, [max(last, middle)]])))


def interpolated_rows(at: _Floats, places: _Floats, values: _Floats) -> _Floats:
    """Return B x M: B curves, each known at P ascending places, at the same M places.

    ``places`` and ``values`` are B x P. Between four places a curve is their cubic; outside the
    outermost it goes on as a straight line.
    """
    count = places.shape[1]
    rows = np.arange(len(places))[:, None]
    place = np.zeros((len(places), len(at)), dtype=np.intp)
    for step in range(2, count - 2):
        place += at >= places[:, step, None]
    table = _differences(places, values)
    inside = np.clip(at, places[:, :1], places[:, -1:])
    value = table[-1][rows, place]
    for step in (2, 1, 0):
        value = value * (inside - places[rows, place + step]) + table[step][rows, place]
    rise = np.diff(values, axis=1) / np.diff(places, axis=1)
    slope = np.where(at < places[:, :1], rise[:, :1], rise[:, -1:])
    return np.asarray(value + slope * (at - inside))


def _refined(log_density: LogDensity, start: _Floats) -> tuple[_Floats, _Floats]:
    nodes, values = start, log_density(start)
    unsure = np.ones(len(nodes) - 1, dtype=np.bool_)
    for _ in range(_ROUNDS):
        asked = unsure & (_belief(nodes, values) >= -_MATTERS) & (np.diff(nodes) > 1)
        place = np.flatnonzero(asked)
        if not len(place):
            break
        # The middle of the logarithms, at which the error of the interpolation is largest.
        middle = np.sqrt((nodes[place] + 1) * (nodes[place + 1] + 1)) - 1
        middle = np.clip(np.round(middle), nodes[place] + 1, nodes[place + 1] - 1)
        found = log_density(middle)
        unsure[place] = np.abs(found - _interpolated(middle, nodes, values)) > _CLOSE
        unsure = np.insert(unsure, place, unsure[place])
        nodes = np.insert(nodes, place + 1, middle)
        values = np.insert(values, place + 1, found)
    return nodes, values


def _belief(nodes: _Floats, values: _Floats) -> _Floats:
    """Return the logarithm of the most that each interval can hold, the largest being 0."""
    held = np.maximum(values[1:], values[:-1]) + np.log(np.diff(nodes))
    return np.asarray(held - held.max())


def _points(first: float, last: float) -> tuple[_Floats, _Floats]:
    """Return points for the whole numbers from first to last, and for how many each stands."""
    steps = int(np.ceil(_WHOLE * np.log(max(last, _WHOLE) / _WHOLE))) + 1
    wide = np.round(_WHOLE * np.exp(np.arange(1, steps + 1) / _WHOLE))
    ends = np.concatenate([np.arange(_WHOLE + 1.0), wide])
    ends = np.concatenate([[first - 1], ends[(ends >= first) & (ends < last)], [last]])
    width = np.diff(ends)
    kept = width > 0
    return (ends[1:] - (width - 1) / 2)[kept], width[kept]


def _interpolated(at: _Floats, nodes: _Floats, values: _Floats) -> _Floats:
    """Return the cubic through the four nodes around each number, on the scale log(1 + x)."""
    x = np.log1p(nodes)
    table = _differences(x[None], values[None])
    place = np.clip(np.searchsorted(nodes, at) - 2, 0, len(nodes) - _STENCIL)
    scaled = np.log1p(at)
    value = table[3][0, place]
    for step in (2, 1, 0):
        value = value * (scaled - x[place + step]) + table[step][0, place]
    return np.asarray(value)


def _differences(places: _Floats, values: _Floats) -> list[_Floats]:
    """Return Newton's divided differences of each four neighbours of B rows, by their order."""
    starts = places.shape[1] - _STENCIL + 1
    near = [places[:, step : step + starts] for step in range(_STENCIL)]
    table = [values[:, step : step + starts] for step in range(_STENCIL)]
    for order in range(1, _STENCIL):
        for step in range(_STENCIL - 1, order - 1, -1):
            table[step] = (table[step] - table[step - 1]) / (near[step] - near[step - order])
    return table


def _shared_out(points: _Floats, mass: _Floats, nodes: _Floats) -> _Floats:
    """Return the mass of the points given to the nodes around them, more to the nearer."""
    right = np.clip(np.searchsorted(nodes, points), 1, len(nodes) - 1)
    share = np.clip((points - nodes[right - 1]) / (nodes[right] - nodes[right - 1]), 0.0, 1.0)
    size = len(nodes)
    return np.asarray(
        np.bincount(right, weights=mass * share, minlength=size)
        + np.bincount(right - 1, weights=mass * (1 - share), minlength=size)
    )


def _beyond(nodes: _Floats, values: _Floats) -> float:
    """Return the share beyond the last node, where the density goes on as a power of the number."""
    slope = float((values[-1] - values[-2]) / (np.log(nodes[-1]) - np.log(nodes[-2])))
    at_end = float(np.exp(min(values[-1] + np.log(nodes[-1]), 100.0)))
    share = at_end / max(-slope - 1, 1e-9)
    return share / (1 + share)
