"""What would blind linkage find if it saw the names? The slow twin that judges it.

The same match keys, levels, weights and matching, but similarities are counted on the q-grams
themselves, and no value is hashed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.compare import Candidates
from onrecord.core.reconcile.blind.levels import first_guess, levels
from onrecord.core.reconcile.blind.matching import matched
from onrecord.core.reconcile.blind.schema import FIELDS, Tokens, match_keys
from onrecord.core.reconcile.blind.values import PersonValues
from onrecord.core.reconcile.blind.weights import learn


def link_openly(lists: Sequence[Sequence[PersonValues]]) -> NDArray[np.int64]:
    """Return the cluster of each record, as blind linkage numbers them."""
    people = [one for each in lists for one in each]
    numbers = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    pairs = open_candidates(people)
    tokens = {field.name: [field.tokens(one) for one in people] for field in FIELDS}

    def alike(left: str, right: str) -> NDArray[np.float64]:
        return np.array(
            [
                dice(tokens[left][one], tokens[right][two])
                for one, two in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
            ]
        )

    across = numbers[pairs.left] != numbers[pairs.right]
    found = levels(alike)
    probability = learn(found, across, first_guess(found, across)).probability(found, across)
    return matched(pairs, probability, numbers)[0]


def open_candidates(people: Sequence[PersonValues]) -> Candidates:
    """Return the pairs that share a match key, found in a dictionary."""
    blocks: dict[str, list[int]] = {}
    for index, one in enumerate(people):
        for said in match_keys(one):
            blocks.setdefault(said, []).append(index)
    found = sorted({pair for members in blocks.values() for pair in combinations(members, 2)})
    left, right = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return Candidates(left, right, left, right, 0)


def dice(one: Tokens, two: Tokens) -> float:
    """Return the Dice similarity of two sets of tokens; NaN where one is empty."""
    if not one or not two:
        return float("nan")
    return 2 * len(one & two) / (len(one) + len(two))


def pairs_in_common(clusters: NDArray[np.int64], lists: NDArray[np.int64]) -> set[tuple[int, int]]:
    """Return the pairs of records of different lists that are in one cluster."""
    members: dict[int, list[int]] = {}
    for record, cluster in enumerate(clusters.tolist()):
        members.setdefault(cluster, []).append(record)
    return {
        (one, two)
        for several in members.values()
        for one, two in combinations(several, 2)
        if lists[one] != lists[two]
    }


def f1(found: set[tuple[int, int]], true: set[tuple[int, int]]) -> float:
    """Return the harmonic mean of precision and recall of pairs."""
    return 2 * len(found & true) / (len(found) + len(true)) if found or true else 1.0
