"""Which records make up one person, given scored pairs, the rules of lists, and decisions?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.pairs import ScoredPairs
from onrecord.core.reconcile.linkage.rules import ListRule


def cluster(
    pairs: ScoredPairs,
    lists: NDArray[np.int64],
    rules: Sequence[ListRule],
    constraints: Constraints | None = None,
    threshold: float = 0.5,
) -> NDArray[np.int64]:
    """Return the cluster of each record, shape (records,): the smallest index in it.

    ``lists`` holds the list of each record, an index into ``rules``. Decisions come first: what
    is the same is joined, and what is different never is. Then the pairs that reach the
    threshold, best first, join their clusters where no decision and no list rule is against it;
    a soft rule lowers the log-odds of the pair by its penalty.
    """
    joined = _Joined(lists, rules, constraints or Constraints.none())
    needed = np.log2(threshold) - np.log2(1.0 - threshold) if threshold < 1 else np.inf
    order = np.lexsort((pairs.right, pairs.left, -pairs.weight))
    for index in order[pairs.weight[order] >= needed].tolist():
        joined.try_join(
            int(pairs.left[index]), int(pairs.right[index]), float(pairs.weight[index]) - needed
        )
    return joined.labels()


class _Joined:
    """Clusters as they grow, each with its lists and what it must be kept apart from."""

    def __init__(
        self, lists: NDArray[np.int64], rules: Sequence[ListRule], constraints: Constraints
    ) -> None:
        self._root = np.arange(len(lists))
        self._bits = [rule.bits for rule in rules]
        self._lists: dict[int, set[int]] = {}
        self._list_of = lists.tolist()
        self._apart: dict[int, set[int]] = {}
        for left, right in constraints.same.tolist():
            self._join(self.find(left), self.find(right))
        for left, right in constraints.different.tolist():
            one, other = self.find(left), self.find(right)
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def find(self, record: int) -> int:
        """Return the root of a record, with the way there shortened."""
        root = self._root
        while root[record] != record:
            root[record] = root[root[record]]
            record = int(root[record])
        return record

    def try_join(self, left: int, right: int, margin: float) -> bool:
        """Join two clusters where the margin in bits outweighs the list rules."""
        one, other = self.find(left), self.find(right)
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        shared = self._of(one) & self._of(other)
        if shared and margin < sum(self._bits[each] for each in shared):
            return False
        self._join(one, other)
        return True

    def labels(self) -> NDArray[np.int64]:
        """Return the smallest index of each record's cluster."""
        return np.array([self.find(record) for record in range(len(self._root))], dtype=np.int64)

    def _of(self, root: int) -> set[int]:
        return self._lists.get(root) or {self._list_of[root]}

    def _join(self, one: int, other: int) -> None:
        if one == other:
            return
        low, high = min(one, other), max(one, other)
        self._lists[low] = self._of(low) | self._of(high)
        self._lists.pop(high, None)
        self._root[high] = low
        for far in self._apart.pop(high, set()):
            self._apart[far].discard(high)
            self._apart[far].add(low)
            self._apart.setdefault(low, set()).add(far)
