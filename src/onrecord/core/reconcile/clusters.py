"""Which mentions are one person, as the decisions stand? Clusters are a pure function of them.

Decisions are rows that nobody edits: a merge says that mentions are one person, a split says
that some of them are not, an undo takes one decision back. Reading them again in the order in
which they were made always gives the same persons (nomenklatura keeps its judgements likewise).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.errors import UsageError


class DecisionKind(StrEnum):
    """What a decision says."""

    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision about mentions.

    A merge lets ``mentions`` join ``person``; a split lets them leave ``person``; an undo names
    in ``undoes`` the id of the decision that it takes back, which may itself be an undo.
    """

    id: int
    kind: DecisionKind
    mentions: frozenset[str] = frozenset()
    person: str | None = None
    undoes: int | None = None

    def __post_init__(self) -> None:
        if self.kind is DecisionKind.UNDO:
            if self.undoes is None:
                raise UsageError("An undo names the decision that it takes back.")
        elif not self.mentions or self.person is None:
            raise UsageError("A merge or a split names mentions and a person.")


def memberships(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the person of every mention that has one: ``{mention: person}``.

    ``decisions`` come in the order in which they were made. A mention is of at most one person:
    the last merge in force that names it wins. A split frees only mentions that are of its
    person at that point.
    """
    person_of: dict[str, str] = {}
    for decision in in_force(decisions):
        for mention in decision.mentions:
            if decision.kind is DecisionKind.SPLIT:
                if person_of.get(mention) == decision.person:
                    del person_of[mention]
            elif decision.person is not None:
                person_of[mention] = decision.person
    return person_of


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the merges and splits that no undo in force takes back, in their order."""
    undone: set[int] = set()
    kept: list[Decision] = []
    for decision in reversed(list(decisions)):
        if decision.id in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def resting_on(decisions: Sequence[Decision], decision: Decision) -> tuple[Decision, ...]:
    """Return the later decisions in force about the same mentions or person.

    While there are any, taking ``decision`` back would leave them without their ground.
    """
    standing = in_force(decisions)
    if decision not in standing:
        return ()
    later = standing[standing.index(decision) + 1 :]
    return tuple(
        one
        for one in later
        if one.person == decision.person or not one.mentions.isdisjoint(decision.mentions)
    )
