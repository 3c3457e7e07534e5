"""Which records of encoded lists are one person?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.blind.compare import (
    LARGEST_BLOCK,
    Candidates,
    candidates,
    joined,
    similarity,
)
from onrecord.core.reconcile.blind.encoding import Encoded
from onrecord.core.reconcile.blind.levels import first_guess, levels
from onrecord.core.reconcile.blind.matching import matched
from onrecord.core.reconcile.blind.weights import Weights, learn

FEW_MATCHES = 50
"""Expected matches below which weights rest on too little."""


@dataclass(frozen=True, slots=True)
class BlindLinkage:
    """Pairs with their chances, the cluster of each record, and what to know about both.

    Records are counted over all lists, one list after the other: ``lists`` (R) says of which.
    ``sure`` (R) is the chance of the weakest accepted link of its cluster, NaN for one alone.
    ``weights`` is None where there was no pair to learn from.
    """

    lists: NDArray[np.int64]
    pairs: Candidates
    probability: NDArray[np.float64]
    clusters: NDArray[np.int64]
    sure: NDArray[np.float64]
    weights: Weights | None
    warnings: tuple[Remark, ...]

    def histories(self) -> list[tuple[tuple[int, ...], int]]:
        """Return the capture histories: one mark for each list, and how many clusters have it."""
        count = int(self.lists.max()) + 1 if len(self.lists) else 0
        marks = np.zeros((int(self.clusters.max()) + 1 if len(self.clusters) else 0, count), int)
        marks[self.clusters, self.lists] = 1
        found, counts = np.unique(marks, axis=0, return_counts=True)
        rows = zip(found.tolist(), counts.tolist(), strict=True)
        return [(tuple(history), number) for history, number in rows]


def link_blind(
    lists: Sequence[Encoded], *, threshold: float = 0.5, largest: int = LARGEST_BLOCK
) -> BlindLinkage:
    """Return who is one person by the encodings alone; no key is needed.

    Weights are learnt from the pairs themselves (EM). ``threshold`` is the least chance of an
    accepted link; ``largest`` the size of a block from which its pairs are not compared.
    """
    whole, numbers = joined(lists)
    pairs = candidates(whole, largest=largest)
    across = numbers[pairs.left] != numbers[pairs.right]
    weights, probability = None, np.empty(0)
    if len(pairs.left):
        found = levels(partial(similarity, whole, pairs))
        weights = learn(found, across, first_guess(found, across))
        probability = weights.probability(found, across)
    clusters, sure = matched(pairs, probability, numbers, threshold=threshold)
    return BlindLinkage(
        lists=numbers,
        pairs=pairs,
        probability=probability,
        clusters=clusters,
        sure=sure,
        weights=weights,
        warnings=_warnings(pairs, probability, across, largest),
    )


def _warnings(
    pairs: Candidates,
    probability: NDArray[np.float64],
    across: NDArray[np.bool_],
    largest: int,
) -> tuple[Remark, ...]:
    found = []
    expected = float(probability[across].sum())
    if expected < FEW_MATCHES:
        found.append(Remark.of(TOO_FEW, expected=round(expected), least=FEW_MATCHES))
    elif across.all():
        found.append(Remark.of(NO_STRANGERS))
    if pairs.left_out:
        found.append(Remark.of(LARGE_BLOCKS, blocks=pairs.left_out, largest=largest))
    return tuple(found)


TOO_FEW = (
    "About {expected} people are on more than one list; weights learnt from fewer than {least} are "
    "a guess. Look at every match, or link openly."
)
NO_STRANGERS = (
    "No two records of one list share a match key, so nothing shows how strangers look; the "
    "chances may be too high."
)
LARGE_BLOCKS = (
    "{blocks} match keys are shared by more than {largest} records and were not compared; people "
    "found by these alone are missing from the overlap."
)
