"""Which decisions contradict one another, as far as this person may see them?"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.core.reconcile.linkage import Conflict, standing
from onrecord.web.linkage import selectors
from onrecord.web.linkage.models import PairDecision
from onrecord.web.linkage.reading import as_decisions
from onrecord.web.linkage.standing import pair_of
from onrecord.web.people import shown
from onrecord.web.people.models import Membership, Mention, Person
from onrecord.web.site.rights import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a contradiction: two mentions, and what holds them together or apart.

    ``decision`` is None where no decision about the pair, but the person that both are judged to
    be, holds them together.
    """

    left: tuple[Mention, str]
    right: tuple[Mention, str]
    verdict: str
    decision: PairDecision | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The links that cannot all hold: a chain of "same", and the "different" across it."""

    steps: tuple[Step, ...]


def conflicts(actor: Actor, compartment_id: int | None = None) -> list[Conflict]:
    """Return the contradictions, by the stems of the mentions; in one compartment, or in all."""
    rows = selectors.held(actor)
    joined = selectors.memberships(actor)
    if compartment_id is not None:
        rows = rows.filter(compartment=compartment_id)
    by_compartment: dict[int, list[PairDecision]] = {}
    for row in rows:
        by_compartment.setdefault(row.compartment_id, []).append(row)
    found: list[Conflict] = []
    for compartment, several in sorted(by_compartment.items()):
        if any(row.verdict == "different" for row in several):
            found += _in_one(several, list(joined.filter(compartment=compartment)))
    return found


def contradictions(actor: Actor) -> list[Contradiction]:
    """Return every contradiction with its mentions and decisions."""
    found = conflicts(actor)
    seen = selectors.by_stem(actor, {uuid.UUID(stem) for one in found for stem in one.through})
    by_pair = {(row.left, row.right): row for row in selectors.held(actor).select_related("pair")}
    persons = {row.mention: row.person for row in selectors.memberships(actor)}
    told = []
    for one in found:
        chain = [uuid.UUID(stem) for stem in one.through]
        if all(stem in seen for stem in chain):
            told.append(Contradiction(_steps(chain, seen, by_pair, persons)))
    return told


def _in_one(rows: Sequence[PairDecision], joined: Sequence[Membership]) -> Sequence[Conflict]:
    stems = {stem for row in rows for stem in (row.left, row.right)}
    stems |= {row.mention for row in joined}
    keys = {stem: str(stem) for stem in stems}
    return standing(as_decisions(rows, joined, keys)).conflicts


def _steps(
    chain: Sequence[uuid.UUID],
    seen: dict[uuid.UUID, Mention],
    by_pair: dict[tuple[uuid.UUID, uuid.UUID], PairDecision],
    persons: dict[uuid.UUID, Person],
) -> tuple[Step, ...]:
    links = [*pairwise(chain), (chain[-1], chain[0])]
    steps = []
    for number, (one, other) in enumerate(links):
        across = number == len(links) - 1
        decision = by_pair.get(pair_of(one, other))
        wanted = "different" if across else "same"
        held = decision if decision is not None and decision.verdict == wanted else None
        steps.append(
            Step(
                (seen[one], shown.name(seen[one])),
                (seen[other], shown.name(seen[other])),
                wanted,
                held,
                None if held or across else persons.get(one),
            )
        )
    return tuple(steps)
