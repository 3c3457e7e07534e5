"""How good are links and probabilities, judged by pairs that somebody labelled?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_Z = 1.959963984540054
BINS = (0.0, 0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of labelled pairs with its interval at 95 per cent; all None without any pair."""

    of: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Pairs with probabilities from ``low`` to below ``high``: what was said, and what is true."""

    low: float
    high: float
    said: float
    true: Share


def wilson(right: int, of: int) -> Share:
    """Return a share with its interval after Wilson (1927)."""
    if of == 0:
        return Share(0, None, None, None)
    share, z2 = right / of, _Z**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of**2))
    return Share(of, share, max(middle - half, 0.0), min(middle + half, 1.0))


def precision(linked: NDArray[np.bool_], same: NDArray[np.bool_]) -> Share:
    """Return the share of labelled links, shape (pairs,), that are one person."""
    return wilson(int((linked & same).sum()), int(linked.sum()))


def recall(linked: NDArray[np.bool_], same: NDArray[np.bool_]) -> Share:
    """Return the share of labelled pairs of one person, shape (pairs,), that are linked."""
    return wilson(int((linked & same).sum()), int(same.sum()))


def calibration(
    probability: NDArray[np.float64], same: NDArray[np.bool_]
) -> tuple[CalibrationBin, ...]:
    """Return what labels say of probabilities, both (pairs,), in each bin that holds any."""
    found = []
    for low, high in pairwise(BINS):
        here = (probability >= low) & ((probability < high) | (high == 1.0))
        if here.any():
            share = wilson(int(same[here].sum()), int(here.sum()))
            found.append(CalibrationBin(low, high, float(probability[here].mean()), share))
    return tuple(found)
