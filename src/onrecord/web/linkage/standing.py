"""What do the decisions about pairs come to: one verdict a pair, and which of them contradict?"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[uuid.UUID, uuid.UUID]
"""Stems of two mentions, the smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision that nobody took back, as far as its meaning goes.

    ``twofold`` says that two people review its pair.
    """

    id: int
    pair: Pair
    verdict: str
    part: str
    twofold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two mentions that are different, and the chain of "same" that makes them one person.

    ``chain`` names mentions from one end to the other; each step is a decision, or a person that
    both are judged to be.
    """

    different: Decided
    chain: tuple[uuid.UUID, ...]


def pair_of(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Return two stems in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)


def outcome(decided: Sequence[Decided]) -> Decided | None:
    """Return the decision that holds for one pair; None where none does yet.

    A settling decision holds. Of a pair that two people review, both must have decided alike;
    otherwise the first decision holds.
    """
    settled = [one for one in decided if one.part == "settling"]
    if settled:
        return settled[-1]
    if len(decided) < 2 and any(one.twofold for one in decided):
        return None
    alike = len({one.verdict for one in decided}) == 1
    return decided[0] if alike else None


def holding(decided: Iterable[Decided]) -> list[Decided]:
    """Return the decision that holds of each pair which has one."""
    by_pair: dict[Pair, list[Decided]] = {}
    for one in decided:
        by_pair.setdefault(one.pair, []).append(one)
    return [found for several in by_pair.values() if (found := outcome(several))]


def is_disputed(decided: Sequence[Decided]) -> bool:
    """Tell whether two people decided otherwise about one pair, and nobody settled it."""
    parts = {one.part for one in decided}
    return "settling" not in parts and len({one.verdict for one in decided}) > 1


def contradictions(
    held: Sequence[Decided], persons: Iterable[Collection[uuid.UUID]] = ()
) -> list[Contradiction]:
    """Return every "different" whose two mentions a chain of "same" makes one person.

    ``persons`` are sets of mentions that are judged to be one person already. Nothing is
    resolved here: which of the decisions is wrong, a person says.
    """
    near = _neighbours(held, persons)
    found = []
    for one in held:
        if one.verdict == "different" and (chain := _chain(near, *one.pair)):
            found.append(Contradiction(different=one, chain=chain))
    return found


def _neighbours(
    held: Iterable[Decided], persons: Iterable[Collection[uuid.UUID]]
) -> Mapping[uuid.UUID, set[uuid.UUID]]:
    near: dict[uuid.UUID, set[uuid.UUID]] = {}
    links = [one.pair for one in held if one.verdict == "same"]
    for person in persons:
        first, *others = sorted(person)
        links += [(first, other) for other in others]
    for one, other in links:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def _chain(
    near: Mapping[uuid.UUID, set[uuid.UUID]], start: uuid.UUID, end: uuid.UUID
) -> tuple[uuid.UUID, ...]:
    """Return the shortest chain from one mention to another, empty where there is none."""
    came_from: dict[uuid.UUID, uuid.UUID | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there in sorted(near.get(here, ())):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if end not in came_from:
        return ()
    chain = [end]
    while (before := came_from[chain[-1]]) is not None:
        chain.append(before)
    return tuple(reversed(chain))
