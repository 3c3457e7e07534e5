"""Which candidate pairs shall be reviewed: first, by two people, to measure quality?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

APART = 0.5
"""Weight of a pair that cannot change which lists hold a person, beside one that can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The worth of each pair in the queue, and what it follows from; all of one length.

    ``records`` counts the mentions of both clusters, ``joins`` tells whether the lists of the
    two clusters differ, ``linked`` whether both mentions are in one cluster already.
    """

    worth: NDArray[np.float64]
    records: NDArray[np.int64]
    joins: NDArray[np.bool_]
    linked: NDArray[np.bool_]


def order(
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    probability: NDArray[np.float64],
    clusters: NDArray[np.int64],
    lists: NDArray[np.int64],
) -> Order:
    """Return how much a decision about each pair can change the result.

    The worth is the variance of the link (four times p times 1 - p) times the number of mentions
    in the two clusters, halved where both clusters stand in the same lists: a link between lists
    moves a capture history, one within a list only a count. ``left`` and ``right`` are indexes
    into ``clusters`` and ``lists``, which have one value a mention.
    """
    sizes = np.bincount(clusters, minlength=1)
    within: dict[int, set[int]] = {}
    for cluster, name in zip(clusters.tolist(), lists.tolist(), strict=True):
        within.setdefault(cluster, set()).add(name)
    one, other = clusters[left], clusters[right]
    linked = one == other
    records = np.where(linked, sizes[one], sizes[one] + sizes[other])
    # Within one cluster the two mentions stand for the parts into which it would fall.
    joins = np.array(
        [
            lists[a] != lists[b] if same else within[x] != within[y]
            for a, b, x, y, same in zip(left, right, one, other, linked, strict=True)
        ],
        dtype=bool,
    )
    doubt = 4 * probability * (1 - probability)
    worth = doubt * records * np.where(joins, 1.0, APART)
    return Order(worth=worth, records=records, joins=joins, linked=linked)


def sample(
    linked: NDArray[np.bool_], of_each: int, *, generator: np.random.Generator
) -> NDArray[np.bool_]:
    """Return which pairs are drawn to measure quality: as many linked ones as not linked ones.

    Within each half every pair has the same chance, so that shares of it are plain shares.
    """
    drawn = np.zeros(len(linked), dtype=bool)
    for half in (True, False):
        places = np.flatnonzero(linked == half)
        chosen = generator.choice(places, size=min(of_each, len(places)), replace=False)
        drawn[chosen] = True
    return drawn


def second(
    undecided: NDArray[np.bool_], share: float, *, generator: np.random.Generator
) -> NDArray[np.bool_]:
    """Return which pairs two people review: a share of those that nobody decided yet."""
    places = np.flatnonzero(undecided)
    chosen = generator.choice(places, size=round(share * len(places)), replace=False)
    drawn = np.zeros(len(undecided), dtype=bool)
    drawn[chosen] = True
    return drawn
