"""Which verdict holds of a pair that one person decided about, or two, or a third as well?

Which decisions about several pairs contradict one another is said by ``core.reconcile.linkage``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
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
