"""Which clusters hold records that cannot be one person, and where do they part?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.pairs import ScoredPairs
from onrecord.core.reconcile.linkage.record import LinkRecord

YEARS_OF_BIRTH = "The years of birth lie {years} years apart."
SEXES = "The sexes differ."
DATES_OF_DEATH = "The dates of death lie {days} days apart."

_YEARS = 10
_DAYS = 62
_SURE = 12.0
"""Bits from which on a pair's own agreement outweighs one value that contradicts."""


@dataclass(frozen=True, slots=True)
class Split:
    """Two records that contradict one another, and the link that was cut to part them."""

    one: int
    other: int
    cut: tuple[int, int]
    reason: Remark


def split_contradictions(
    labels: NDArray[np.int64],
    pairs: ScoredPairs,
    records: Sequence[LinkRecord],
    constraints: Constraints,
) -> tuple[NDArray[np.int64], tuple[Split, ...]]:
    """Part each cluster that holds a contradiction at the weakest link between the two records.

    ``labels`` (records,) are the clusters so far. Looked at are clusters of three and more, where
    a chain can bring together two records that nothing links; what somebody decided stays
    together. Two records that a strong link of their own joins are no contradiction: one of the
    sources errs. Returns the new labels and each cut with its reason.
    """
    found = labels.copy()
    splits: list[Split] = []
    decided = {tuple(sorted(pair)) for pair in constraints.same.tolist()}
    links = _links(found, pairs, decided)
    for members in _large(found):
        for part in _parted(members, links, records, splits):
            found[part] = min(part)
    return found, tuple(splits)


Links = dict[int, dict[int, float]]


def _large(labels: NDArray[np.int64]) -> Iterator[list[int]]:
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    for members in np.split(order, starts[1:]):
        if len(members) > 2:
            yield members.tolist()


def _links(labels: NDArray[np.int64], pairs: ScoredPairs, decided: set[tuple[int, ...]]) -> Links:
    """Return the links inside clusters of three and more, both ways; decisions never break."""
    sizes = np.bincount(labels, minlength=len(labels))[labels]
    left, right = pairs.left, pairs.right
    inside = (labels[left] == labels[right]) & (sizes[left] > 2) & (pairs.weight > 0)
    links: Links = {}
    rows = zip(
        left[inside].tolist(), right[inside].tolist(), pairs.weight[inside].tolist(), strict=True
    )
    for one, other, weight in rows:
        links.setdefault(one, {})[other] = weight
        links.setdefault(other, {})[one] = weight
    for one, other in decided:
        links.setdefault(one, {})[other] = np.inf
        links.setdefault(other, {})[one] = np.inf
    return links


def _parted(
    members: list[int], links: Links, records: Sequence[LinkRecord], splits: list[Split]
) -> Iterator[list[int]]:
    """Yield the parts of a cluster in which nothing contradicts any more."""
    waiting = [members]
    while waiting:
        part = waiting.pop()
        found = _contradiction(part, links, records)
        cut = _weakest(found[0], found[1], links) if found else None
        if found is None or cut is None:
            yield part
            continue
        one, other = cut
        splits.append(Split(found[0], found[1], cut, found[2]))
        del links[one][other], links[other][one]
        waiting += _components(part, links)


def _contradiction(
    part: list[int], links: Links, records: Sequence[LinkRecord]
) -> tuple[int, int, Remark] | None:
    for one, other in combinations(part, 2):
        if links.get(one, {}).get(other, 0.0) < _SURE:
            for contradicts in _CONTRADICTIONS:
                reason = contradicts(records[one], records[other])
                if reason is not None:
                    return one, other, reason
    return None


def _weakest(start: int, end: int, links: Links) -> tuple[int, int] | None:
    """Return the weakest link on the strongest way between two records, if it may be cut."""
    best: dict[int, tuple[float, tuple[int, int] | None]] = {start: (np.inf, None)}
    done: set[int] = set()
    while True:
        open_ones = [(value[0], -node) for node, value in best.items() if node not in done]
        if not open_ones:
            return None
        node = -max(open_ones)[1]
        if node == end:
            return best[node][1]
        done.add(node)
        width, at = best[node]
        for other, weight in links.get(node, {}).items():
            through = min(width, weight)
            if through > best.get(other, (-np.inf, None))[0]:
                best[other] = (through, (node, other) if weight < width else at)


def _components(part: list[int], links: Links) -> list[list[int]]:
    left = set(part)
    found = []
    while left:
        waiting = [left.pop()]
        here = set(waiting)
        while waiting:
            for other in links.get(waiting.pop(), {}):
                if other in left:
                    left.discard(other)
                    here.add(other)
                    waiting.append(other)
        found.append(sorted(here))
    return found


def _years(one: LinkRecord, other: LinkRecord) -> Remark | None:
    if one.birth_year is None or other.birth_year is None:
        return None
    years = abs(one.birth_year - other.birth_year)
    return Remark.of(YEARS_OF_BIRTH, years=years) if years > _YEARS else None


def _sexes(one: LinkRecord, other: LinkRecord) -> Remark | None:
    differ = one.sex is not None and other.sex is not None and one.sex != other.sex
    return Remark.of(SEXES) if differ else None


def _deaths(one: LinkRecord, other: LinkRecord) -> Remark | None:
    if one.death_day is None or other.death_day is None:
        return None
    days = abs(one.death_day - other.death_day)
    return Remark.of(DATES_OF_DEATH, days=days) if days > _DAYS else None


_CONTRADICTIONS: tuple[Callable[[LinkRecord, LinkRecord], Remark | None], ...] = (
    _years,
    _sexes,
    _deaths,
)
