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
from onrecord.web.people.models import Mention, Person
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


def conflicts(actor: Actor, compartment_id: int) -> list[Conflict]:
    """Return the contradictions in a compartment, by the stems of the mentions."""
    rows = list(selectors.held(actor).filter(compartment=compartment_id))
    if not any(row.verdict == "different" for row in rows):
        return []
    joined = list(selectors.memberships(actor).filter(compartment=compartment_id))
    stems = {stem for row in rows for stem in (row.left, row.right)}
    stems |= {row.mention for row in joined}
    found = as_decisions(rows, joined, {stem: str(stem) for stem in stems})
    return list(standing(found).conflicts)


def contradictions(actor: Actor, compartment_id: int) -> list[Contradiction]:
    """Return the contradictions in a compartment with their mentions and decisions."""
    found = conflicts(actor, compartment_id)
    stems = {uuid.UUID(stem) for one in found for stem in (*one.through, *one.aside.pair)}
    seen = selectors.by_stem(actor, stems)
    rows = selectors.held(actor).filter(compartment=compartment_id)
    by_pair = {(row.left, row.right): row for row in rows.select_related("pair")}
    persons = {
        row.mention: row.person
        for row in selectors.memberships(actor).filter(compartment=compartment_id)
    }
    told = []
    for one in found:
        chain = [uuid.UUID(stem) for stem in one.through]
        if all(stem in seen for stem in chain):
            told.append(Contradiction(_steps(chain, seen, by_pair, persons)))
    return told


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
