"""How are mentions judged to be one person, parted again, and a decision taken back?"""

from __future__ import annotations

import secrets
import uuid
from collections import Counter
from collections.abc import Collection, Mapping

from django.db import transaction

from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.core.reconcile.clusters import in_force, memberships, resting_on
from onrecord.web.people import selectors
from onrecord.web.people.models import Membership, Mention, Person, PersonDecision
from onrecord.web.site.compartments import general_id, require_same
from onrecord.web.site.rights import Actor, Right, require

_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels and nothing that looks like something else: codes are no words and no names."""


@transaction.atomic
def merge(shown: Mapping[uuid.UUID, frozenset[int]], *, by: Actor, reason: str) -> PersonDecision:
    """Judge that mentions are one person, and return the decision.

    ``shown`` maps the stem of each mention to the ids of the persons that the page showed it to
    be. Mentions of persons bring all mentions of these persons along. Raises UsageError for
    fewer than two mentions or mentions of compartments that do not go together, and Conflict
    where somebody else decided about one of them since the page was made.
    """
    require(by, Right.JUDGE)
    reason = _stated(reason)
    rows = _seen(by, shown.keys())
    known = selectors.persons_by_mention(by, shown.keys())
    if any({p.pk for p in known.get(stem, ())} != seen for stem, seen in shown.items()):
        raise _changed()
    compartment = _compartment_of(rows)
    held = _held(compartment, shown.keys())
    target, others = _largest(set(held.values()))
    brought = Membership.objects.filter(person__in=others).values_list("mention", flat=True)
    joining = {stem for stem in shown if target is None or held.get(stem) != target} | {*brought}
    if len(shown) < 2 or not joining:
        raise UsageError(
            "These mentions are one person already, or there are fewer than two.",
            remedy="Choose two or more mentions that are not yet one person.",
        )
    person = _new_person(compartment, by) if target is None else Person.objects.get(pk=target)
    return _decide("merge", person, joining, by=by, reason=reason)


@transaction.atomic
def split(
    person: Person, stems: Collection[uuid.UUID], *, seen: int, by: Actor, reason: str
) -> PersonDecision:
    """Judge that some mentions are not this person; they stand alone again.

    ``seen`` is the id of the newest decision that the page showed. Raises UsageError where no
    mention would stay, and Conflict where a newer decision exists.
    """
    require(by, Right.JUDGE)
    reason = _stated(reason)
    _require_newest(person, seen)
    _seen(by, stems)
    held = set(Membership.objects.filter(person=person).values_list("mention", flat=True))
    leaving = set(stems)
    if not leaving or not leaving < held:
        raise UsageError(
            "At least one mention leaves and at least one stays.",
            remedy="To part them all, take back the decision that made them one person.",
        )
    return _decide("split", person, leaving, by=by, reason=reason)


@transaction.atomic
def undo(decision: PersonDecision, *, seen: int, by: Actor, reason: str) -> PersonDecision:
    """Take a decision back; what stood before it stands again.

    Raises UsageError while later decisions about the same mentions or person rest on it, or
    where it is taken back already, and Conflict where a decision newer than ``seen`` exists.
    """
    require(by, Right.JUDGE)
    reason = _stated(reason)
    _require_newest(decision.person, seen)
    history = selectors.decisions_in(decision.compartment_id)
    value = selectors.as_value(decision)
    if value not in in_force(history):
        raise UsageError(
            "This decision is taken back already, or is itself a taking back.",
            remedy="Decide anew instead.",
        )
    if resting_on(history, value):
        raise UsageError(
            "Later decisions rest on this one.", remedy="Take back the newest decision first."
        )
    return _decide("undo", decision.person, (), by=by, reason=reason, undoes=decision)


def rebuild(compartment_id: int, by: Actor) -> None:
    """Bring the stored memberships of a compartment in line with its decisions.

    The caller is a service that has checked the right.
    """
    wanted = memberships(selectors.decisions_in(compartment_id))
    stored = {
        str(row.mention): row for row in Membership.objects.filter(compartment_id=compartment_id)
    }
    stale = [row.pk for stem, row in stored.items() if wanted.get(stem) != str(row.person_id)]
    Membership.objects.filter(pk__in=stale).delete()
    Membership.objects.bulk_create(
        Membership(
            compartment_id=compartment_id,
            made_by_id=by.pk,
            mention=uuid.UUID(stem),
            person_id=int(person),
        )
        for stem, person in wanted.items()
        if stem not in stored or str(stored[stem].person_id) != person
    )


def _decide(
    kind: str,
    person: Person,
    stems: Collection[uuid.UUID],
    *,
    by: Actor,
    reason: str,
    undoes: PersonDecision | None = None,
) -> PersonDecision:
    decision = PersonDecision.objects.create(
        kind=kind,
        person=person,
        mentions=sorted(str(stem) for stem in stems),
        undoes=undoes,
        reason=reason,
        compartment_id=person.compartment_id,
        made_by_id=by.pk,
    )
    rebuild(person.compartment_id, by)
    return decision


def _seen(by: Actor, stems: Collection[uuid.UUID]) -> list[Mention]:
    rows = list(selectors.mentions(by).filter(stem__in=stems))
    if len(rows) < len(set(stems)):
        raise InputError(
            "One of these mentions is not there any more, or you may not see it.",
            remedy="Open the mentions again and choose anew.",
        )
    return rows


def _compartment_of(rows: Collection[Mention]) -> int:
    """Return where a judgement on these mentions lies: their own compartment beside general."""
    general = general_id()
    found = {row.compartment_id for row in rows}
    own = found - {general} or found
    compartment = min(own)
    require_same(compartment, found)
    return compartment


def _held(compartment_id: int, stems: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    found = Membership.objects.filter(compartment_id=compartment_id, mention__in=stems)
    return dict(found.values_list("mention", "person"))


def _largest(persons: set[int]) -> tuple[int | None, set[int]]:
    """Return the person of most mentions, and the others, whose mentions join it."""
    of_each = Membership.objects.filter(person__in=persons).values_list("person", flat=True)
    sizes = Counter(of_each)
    target = max(sizes, key=lambda person: (sizes[person], -person), default=None)
    return target, set(sizes) - {target}


def _require_newest(person: Person, seen: int) -> None:
    newest = PersonDecision.objects.filter(person=person).order_by("-pk").first()
    if newest is not None and newest.pk != seen:
        raise _changed()


def _changed() -> Conflict:
    return Conflict(
        "Somebody else decided about these mentions while you worked on them.",
        remedy="Look at their decision and decide again.",
    )


def _stated(reason: str) -> str:
    if not reason.strip():
        raise UsageError("A decision needs a reason.", remedy="Say why in a sentence.")
    return reason.strip()


def _new_person(compartment_id: int, by: Actor) -> Person:
    while True:
        code = "P-" + "".join(secrets.choice(_LETTERS) for _place in range(5))
        if not Person.objects.filter(code=code).exists():
            return Person.objects.create(code=code, compartment_id=compartment_id, made_by_id=by.pk)
