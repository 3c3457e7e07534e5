"""In how many separate regions do the draws of a posterior lie?"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BINS: Final = 128
_WIDTH: Final = 3.0
"""Bins over which the histogram is smoothed (standard deviation)."""
_LEAST_SHARE: Final = 0.05
"""Share of the draws below which a region is not worth a word."""
_DIP: Final = 0.5
"""How far, as a part of the lower peak, the density falls between two regions."""


def posterior_modes(draws: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Return the median and the share of the draws of every region, lowest first.

    Draws are above 0 and looked at on the logarithmic scale; one region is the rule.
    """
    logs = np.log(draws)
    low, high = np.quantile(logs, (0.001, 0.999))
    if not high > low:
        return [(float(np.median(draws)), 1.0)]
    counts, edges = np.histogram(logs, bins=_BINS, range=(low, high))
    reach = np.arange(-4 * _WIDTH, 4 * _WIDTH + 1)
    kernel = np.exp(-0.5 * (reach / _WIDTH) ** 2)
    density = np.convolve(counts, kernel / kernel.sum(), mode="same")
    cuts = _valleys(density)
    bounds = [-np.inf, *(edges[cut] + edges[1] / 2 - edges[0] / 2 for cut in cuts), np.inf]
    found = []
    for start, end in pairwise(bounds):
        inside = draws[(logs >= start) & (logs < end)]
        if len(inside) >= _LEAST_SHARE * len(draws):
            found.append((float(np.median(inside)), len(inside) / len(draws)))
    return found


def _valleys(density: NDArray[np.float64]) -> list[int]:
    """Return the bins of the dips that part two peaks, each deep enough for both."""
    cuts: list[int] = []
    peak, valley = 0, 0
    for place in range(1, len(density)):
        if density[place] < density[valley]:
            valley = place
        elif density[valley] < _DIP * min(density[peak], density[place]):
            cuts.append(valley)
            peak = valley = place
        if density[place] > density[peak]:
            peak = valley = place
    return cuts
