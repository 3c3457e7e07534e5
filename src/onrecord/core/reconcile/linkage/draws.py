"""Which whole linkages could be true? Partitions of the records, drawn in proportion to belief.

The belief in a partition is the product over its clusters of the power mean of the odds of all
spanning trees on the cluster, the odds of a tree being the product over its links; each second
record of a list costs its penalty. Two records that are linked are believed as much as their pair
is. A product over all pairs of a cluster would count one likeness several times, since three
copies of one name resemble each other three times; the best tree alone would let a chain of
doubtful links pass. The exponent of the mean was chosen on invented worlds that no measured table
uses: at 0.25 the sizes of the clusters drawn are nearest to those of the truth.

Units are moved one at a time by Gibbs' rule (Geman & Geman 1984) inside the components that the
scored pairs make; linkage averaging over such draws follows Sadinle 2018 (arXiv 1812.09590).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile import fast
from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.pairs import ScoredPairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

UNSCORED: Final = -10.0
"""Bits of a pair that no rule brought together or that scored too low to be kept."""

POWER: Final = 0.25
"""Exponent of the mean over spanning trees."""

MOST_BITS: Final = 40.0
"""Certainty of a pair beyond which more changes nothing."""

NEVER: Final = -1e30


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the draws move in: units, the likeness of their pairs, and what may not be.

    ``starts`` and ``other`` hold the neighbours of each unit (those of unit i lie in
    ``other[starts[i]:starts[i + 1]]``, sorted), ``bits`` the log-odds of each in bits; minus
    1e30 is a pair that decisions keep apart. ``named`` counts the records of each unit by list.
    """

    unit: Ints
    """The unit of each record."""
    starts: Ints
    other: Ints
    bits: Floats
    named: Ints
    penalty: Floats
    """Bits that each second record of a list costs, by list; infinite where it may not be."""
    unscored: float = UNSCORED
    """Bits of two units that no pair joins."""
    power: float = POWER

    @property
    def units(self) -> int:
        """Units in all."""
        return len(self.starts) - 1


def field_of(
    pairs: ScoredPairs,
    lists: Ints,
    penalty: Floats,
    constraints: Constraints | None = None,
    *,
    unscored: float = UNSCORED,
    power: float = POWER,
) -> Field:
    """Return what to draw in, with ``lists`` (records,) and ``penalty`` (lists,) in bits.

    Records that decisions call the same are one unit; the likeness of two units is the largest
    of their records' pairs. Raises UsageError for decisions that contradict each other.
    """
    held = constraints or Constraints.none()
    unit = _united(len(lists), held.same)
    left, right, bits = unit[pairs.left], unit[pairs.right], pairs.weight
    apart = unit[held.different]
    if np.any(apart[:, 0] == apart[:, 1]):
        raise UsageError("Decisions call two records the same and different.")
    inside = left == right
    left, right = left[~inside], right[~inside]
    bits = np.clip(bits[~inside], -MOST_BITS, MOST_BITS)
    low = np.concatenate([np.minimum(left, right), np.minimum(apart[:, 0], apart[:, 1])])
    high = np.concatenate([np.maximum(left, right), np.maximum(apart[:, 0], apart[:, 1])])
    # A pair kept apart is the last word, so its mark is the largest until the largest is taken.
    worth = np.concatenate([bits, np.full(len(apart), math.inf)])
    starts, other, bits = _both_ways(low, high, worth, int(unit.max(initial=-1)) + 1)
    named = np.zeros((len(starts) - 1, len(penalty)), dtype=np.int64)
    np.add.at(named, (unit, lists), 1)
    return Field(
        unit=unit,
        starts=starts,
        other=other,
        bits=bits,
        named=named,
        penalty=np.asarray(penalty, dtype=np.float64),
        unscored=unscored,
        power=power,
    )


def draw_linkages(
    field: Field,
    draws: int,
    chance: np.random.Generator,
    *,
    settle: int = 40,
    between: int = 5,
    begin: Ints | None = None,
    compiled: bool | None = None,
) -> Ints:
    """Return clusters of each record in ``draws`` linkages, shape (draws, records).

    Every sweep moves each unit with a neighbour once; ``settle`` sweeps come before the first
    draw and ``between`` before each other. ``begin`` is a linkage of the same records to start
    from (records that decisions hold together must be together in it); without it each unit is
    alone. ``compiled`` None takes the compiled twin where there is one; both use the same random
    numbers and give the same clusters. Clusters are numbered by their first record. Raises
    UsageError for less than one draw or sweep.
    """
    if draws < 1 or settle < 1 or between < 1:
        raise UsageError("A linkage is drawn at least once, after at least one sweep.")
    start = _of_units(field, begin)
    mover = _mover(field, start, fast.available() if compiled is None else compiled)
    moved = np.flatnonzero(np.diff(field.starts) > 0)
    found = np.empty((draws, len(field.unit)), dtype=np.int64)
    for draw in range(draws):
        for _sweep in range(settle if draw == 0 else between):
            mover.sweep(moved, chance.random(len(moved)))
        found[draw] = first_record(mover.cluster[field.unit])
    return found


def _of_units(field: Field, begin: Ints | None) -> Ints:
    """Return the clusters of the units, each numbered by its first unit."""
    if begin is None:
        return np.arange(field.units)
    _units, place = np.unique(field.unit, return_index=True)
    return first_record(begin[place])


def first_record(cluster: Ints) -> Ints:
    """Return the same clusters, each numbered by the first record in it."""
    _labels, first, place = np.unique(cluster, return_index=True, return_inverse=True)
    return np.asarray(first[place.reshape(-1)])


def _mover(field: Field, begin: Ints, compiled: bool) -> Mover:  # noqa: FBT001
    if compiled:
        from onrecord.core.reconcile.fast.partition_kernel import (  # noqa: PLC0415
            CompiledMover,
            Given,
        )

        given = Given(
            *(field.starts, field.other, field.bits, field.named, field.penalty),
            *(float(field.unscored), float(field.power)),
        )
        return CompiledMover(given, begin)
    return PlainMover(field, begin)


class Mover(Protocol):
    """What moves units between clusters."""

    cluster: Ints
    """Cluster of each unit."""

    def sweep(self, moved: Ints, uniform: Floats) -> None:
        """Move each unit once, by one uniform number each."""


class PlainMover:
    """Moves units one at a time by Gibbs' rule, and judges the compiled twin."""

    def __init__(self, field: Field, begin: Ints | None = None) -> None:
        self._field = field
        starts, other, bits = field.starts, field.other.tolist(), field.bits.tolist()
        self._near = [
            dict(zip(other[a:b], bits[a:b], strict=True)) for a, b in pairwise(starts.tolist())
        ]
        self.cluster = np.arange(field.units) if begin is None else begin.copy()
        self._members: dict[int, list[int]] = {}
        self._held: dict[int, Ints] = {}
        for i, at in enumerate(self.cluster.tolist()):
            self._members[at] = [i, *self._members.get(at, [])]
            self._held[at] = self._held.get(at, 0) + field.named[i]
        self._worth = {at: self.belief(each) for at, each in self._members.items()}

    def sweep(self, moved: Ints, uniform: Floats) -> None:
        """Move each unit once, by one uniform number each."""
        for i, u in zip(moved.tolist(), uniform.tolist(), strict=True):
            self._leave(i)
            near = self._near[i]
            places = list(dict.fromkeys(int(self.cluster[j]) for j in near))
            after = [self.belief([i, *self._members[place]]) for place in places]
            gains = [0.0]
            for place, worth in zip(places, after, strict=True):
                cost = _doubles(self._held[place], self._field.named[i], self._field.penalty)
                gains.append(worth - self._worth[place] - cost)
            taken = _chosen(gains, u)
            to = places[taken - 1] if taken else self._free(i)
            self._members[to] = [i, *self._members.get(to, [])]
            self._worth[to] = after[taken - 1] if taken else 0.0
            held = self._held[to] if taken else 0
            self._held[to] = held + self._field.named[i]
            self.cluster[i] = to

    def belief(self, members: list[int]) -> float:
        """Return the power mean of the odds of all spanning trees of a cluster, in bits.

        Each unit but the last is taken out and its links are handed on (the star-mesh rule);
        the product of what the links come to is the sum over the trees (Kirchhoff 1847), without
        a subtraction that could lose the small ones.
        """
        n, power = len(members), self._field.power
        if n == 1:
            return 0.0
        odds = [[0.0] * n for _ in members]
        for a in range(n):
            near = self._near[members[a]]
            for b in range(a + 1, n):
                bits = near.get(members[b], self._field.unscored)
                if bits <= NEVER:
                    return NEVER
                odds[a][b] = odds[b][a] = 2.0 ** (power * bits)
        log = 0.0
        for k in range(n - 1, 0, -1):
            whole = 0.0
            for a in range(k):
                whole += odds[k][a]
            log += math.log2(whole)
            for a in range(k):
                for b in range(a + 1, k):
                    odds[a][b] += odds[k][a] * odds[k][b] / whole
                    odds[b][a] = odds[a][b]
        return (log - (n - 2) * math.log2(n)) / power

    def _leave(self, i: int) -> None:
        at = int(self.cluster[i])
        rest = [one for one in self._members[at] if one != i]
        if rest:
            self._members[at] = rest
            self._worth[at] = self.belief(rest)
            self._held[at] = self._held[at] - self._field.named[i]
        else:
            del self._members[at], self._worth[at], self._held[at]
        self.cluster[i] = -1

    def _free(self, i: int) -> int:
        """Return the next number from ``i`` on that no cluster uses."""
        while i in self._members:
            i = i + 1 if i + 1 < self._field.units else 0
        return i


def _doubles(held: Ints, named: Ints, penalty: Floats) -> float:
    """Return what the further records of a list cost, were the unit to join the cluster."""
    cost = 0.0
    for have, more, price in zip(held.tolist(), named.tolist(), penalty.tolist(), strict=True):
        if have > 0 and more > 0:
            cost += price * more
    return cost


def _chosen(worth: list[float], u: float) -> int:
    """Return the place of one of the log2-weights, drawn by a uniform number."""
    best = max(worth)
    parts = [2.0 ** (one - best) for one in worth]
    left = u * sum(parts)
    for place, part in enumerate(parts):
        left -= part
        if left < 0:
            return place
    return 0


def _united(records: int, same: Ints) -> Ints:
    """Return the unit of each record, numbered from 0."""
    root = np.arange(records)
    for one, other in same.tolist():
        first, second = int(root[one]), int(root[other])
        if first != second:
            root[root == max(first, second)] = min(first, second)
    return np.asarray(np.unique(root, return_inverse=True)[1].reshape(-1))


def _both_ways(low: Ints, high: Ints, worth: Floats, units: int) -> tuple[Ints, Ints, Floats]:
    """Return every pair of units once from either side, with the largest of its bits."""
    key, place = np.unique(low * max(units, 1) + high, return_inverse=True)
    most = np.full(len(key), -math.inf)
    np.maximum.at(most, place.reshape(-1), worth)
    most[np.isposinf(most)] = NEVER
    one, two = np.divmod(key, max(units, 1))
    begin, end = np.concatenate([one, two]), np.concatenate([two, one])
    order = np.lexsort((end, begin))
    starts = np.searchsorted(begin[order], np.arange(units + 1))
    return starts.astype(np.int64), end[order], np.concatenate([most, most])[order]
