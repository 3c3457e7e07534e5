"""Which pairs of records were compared, and how much speaks for each being one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of records as indexes into the records of a run, ``left < right``, each once.

    ``probability`` is that of being one person; ``weight`` is its log-odds in bits, prior
    included, so that 0 bits is a probability of one half. All arrays have the shape (pairs,).

    Raises ``UsageError`` for arrays of different length or a pair in the wrong order.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    probability: NDArray[np.float64]
    weight: NDArray[np.float64]

    def __post_init__(self) -> None:
        if len({len(self.left), len(self.right), len(self.probability), len(self.weight)}) > 1:
            raise UsageError("The arrays of scored pairs are of different length.")
        if np.any(self.left >= self.right):
            raise UsageError("A pair of records names the smaller index first.")

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def of_weights(
        cls, left: NDArray[np.int64], right: NDArray[np.int64], weight: NDArray[np.float64]
    ) -> ScoredPairs:
        """Return pairs in the order of their indexes, from log-odds in bits."""
        low, high = np.minimum(left, right), np.maximum(left, right)
        order = np.lexsort((high, low))
        kept = np.asarray(weight, dtype=np.float64)[order]
        return cls(low[order], high[order], probability_of(kept), kept)

    def kept(self, chosen: NDArray[np.bool_]) -> ScoredPairs:
        """Return the pairs that a mask of shape (pairs,) chooses."""
        return ScoredPairs(
            self.left[chosen], self.right[chosen], self.probability[chosen], self.weight[chosen]
        )


def probability_of(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of log-odds in bits."""
    bounded = np.clip(weight, -1000.0, 1000.0)
    return np.asarray(1.0 / (1.0 + np.exp2(-bounded)))


def weight_of(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds in bits of probabilities above 0 and below 1."""
    return np.asarray(np.log2(probability) - np.log2(1.0 - probability))
