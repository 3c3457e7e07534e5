"""How many in all, by the share of the population that the lists can be said to cover?

Sample coverage (Chao and Tsay 1998): a list is well covered by the others when few of its people
stand on it alone. Three totals follow: one for independent lists, one that trusts the dependence
seen in the overlaps in full (high coverage), and one that takes a first step of it (low coverage).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.capture_histories import CaptureHistories


@dataclass(frozen=True, slots=True)
class Coverage:
    """What B tables with the same lists say, an entry a table; all but shares in persons."""

    share: NDArray[np.float64]
    """Sample coverage C, from 0 (no list shares anybody) to 1."""
    independent: NDArray[np.float64]
    high: NDArray[np.float64]
    """Negative, or below what was observed, where coverage is too low for it."""
    low: NDArray[np.float64]
    dependence: NDArray[np.float64]
    """B x P: how much oftener than by chance the two lists of each pair meet, as the low coverage
    estimator sees it; 0 for independent lists, -1 for lists that never meet."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Which cells of a table of M rows make up each sum: rows of zeros and ones."""

    only: NDArray[np.float64]
    """K x M: on this list alone."""
    named: NDArray[np.float64]
    """K x M: on this list."""
    both: NDArray[np.float64]
    """P x M: on both lists of a pair."""
    exactly: NDArray[np.float64]
    """P x M: on both lists of a pair and no other."""
    first: NDArray[np.intp]
    second: NDArray[np.intp]
    """P: the lists of each pair."""

    @classmethod
    def of(cls, table: CaptureHistories) -> Sums:
        """Return the sums of a fully covered table."""
        marks = (table.histories == 1).T
        times = marks.sum(axis=0)
        pairs = np.array(list(combinations(range(len(table.lists)), 2)))
        both = marks[pairs[:, 0]] & marks[pairs[:, 1]]
        return cls(
            only=(marks & (times == 1)).astype(np.float64),
            named=marks.astype(np.float64),
            both=both.astype(np.float64),
            exactly=(both & (times == 2)).astype(np.float64),
            first=pairs[:, 0],
            second=pairs[:, 1],
        )


def coverage(sums: Sums, counts: NDArray[np.float64]) -> Coverage:
    """Return what each of B tables says; ``counts`` is B x M, the rows that ``sums`` counts.

    Where a table has no coverage, its numbers are not finite. A list that names nobody in a table
    is left out of it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return _coverage(sums, counts)


def _coverage(sums: Sums, counts: NDArray[np.float64]) -> Coverage:
    only, named = counts @ sums.only.T, counts @ sums.named.T
    first, second = sums.first, sums.second
    # A sample in which a list names nobody is a sample of the other lists.
    present = named > 0
    lists = present.sum(axis=1)
    share = 1 - np.where(present, only / named, 0.0).sum(axis=1) / lists
    mean = counts.sum(axis=1) - only.sum(axis=1) / lists
    near = only[:, first] + only[:, second] + 2 * (counts @ sums.exactly.T)
    near = np.where(present[:, first] & present[:, second], near, 0.0)
    chance = named[:, first] * named[:, second]
    meets = np.where(chance > 0, (counts @ sums.both.T) / chance, 0.0)
    divisor = lists * share
    independent = mean / share
    high = (lists * mean - near.sum(axis=1)) / (divisor - (near * meets).sum(axis=1))
    step = independent + (near * (independent[:, None] * meets - 1)).sum(axis=1) / divisor
    excess = step[:, None] * meets - 1
    low = independent + (near * excess).sum(axis=1) / divisor
    return Coverage(share, independent, high, low, excess)


def resampled(
    sums: Sums,
    counts: NDArray[np.float64],
    total: float,
    samples: int,
    chance: np.random.Generator,
) -> Coverage:
    """Return what ``samples`` tables drawn from a population of ``total`` persons say.

    ``counts`` are the M observed rows; whoever is not in them is on no list. All tables are one
    multinomial draw.
    """
    population = max(round(total), 1)
    shares = np.append(counts, max(total - counts.sum(), 0.0))
    drawn = chance.multinomial(population, shares / shares.sum(), size=samples)
    return coverage(sums, drawn[:, :-1].astype(np.float64))
