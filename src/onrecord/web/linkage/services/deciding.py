"""What does a person decide about a pair, what comes of it, and how is it taken back?

A decision "same" is carried out by the one way in which mentions become a person, the merge of
``people``. One that would put two mentions into a person which are held for different ones is
kept and not carried out, until somebody takes one of the contradicting decisions back.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.web.linkage import selectors
from onrecord.web.linkage.grounds import GROUNDS, spelt_out
from onrecord.web.linkage.models import CandidatePair, Effect, PairDecision
from onrecord.web.linkage.standing import Decided, Pair, holding, is_disputed
from onrecord.web.people.models import PersonDecision
from onrecord.web.people.selectors import persons_by_mention
from onrecord.web.people.services import persons
from onrecord.web.site.rights import Actor, Right, require

MOST_SECONDS = 30 * 60
"""A pair that was open for longer was not looked at all that time: its time is not known."""

Seen = Mapping[uuid.UUID, frozenset[int]]
"""The persons that the page showed each of two mentions to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person decided: the verdict, an offered reason, words of their own."""

    verdict: str
    ground: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in GROUNDS:
            raise UsageError(
                "There is no such decision.",
                value=self.verdict[:40],
                remedy="Say same, different or unsure.",
            )
        if self.ground and self.ground not in GROUNDS[self.verdict]:
            raise UsageError("This reason does not go with this decision.", value=self.ground[:40])
        if not self.ground and not self.words.strip():
            raise UsageError(
                "A decision needs a reason.", remedy="Choose one by its number, or write one."
            )


@transaction.atomic
def decide(
    pair: CandidatePair,
    choice: Choice,
    *,
    seen: Seen,
    by: Actor,
    seconds: float | None = None,
) -> PairDecision:
    """Keep a decision about a pair, and carry it out where nothing contradicts it.

    ``seen`` is what the page showed. Raises Conflict where somebody decided since, and InputError
    where one of the mentions is not to be seen any more.
    """
    require(by, Right.JUDGE)
    if not selectors.pairs(by).filter(pk=pair.pk).exists():
        raise InputError(
            "One of these mentions is not there any more, or you may not see it.",
            remedy="Open the queue again.",
        )
    _require_as_seen(pair, seen, by)
    known = seconds is not None and 0 <= seconds <= MOST_SECONDS
    decision = PairDecision.objects.create(
        pair=pair,
        left=pair.left,
        right=pair.right,
        verdict=choice.verdict,
        part=_part(pair, by),
        ground=choice.ground,
        reason=choice.words.strip(),
        seconds=seconds if known else None,
        compartment_id=pair.compartment_id,
        made_by_id=by.pk,
    )
    _carry_out([(pair.left, pair.right)], pair.compartment_id, by=by)
    return decision


@transaction.atomic
def undo(decision: PairDecision, *, by: Actor, reason: str) -> PairDecision:
    """Take a decision back, and the merge that it brought about; it stays in the history.

    What only this decision held back is carried out now. Raises UsageError where it was taken
    back already, and while later decisions about the same person rest on its merge.
    """
    require(by, Right.JUDGE)
    if not reason.strip():
        raise UsageError("A decision needs a reason.", remedy="Say why in a sentence.")
    if decision.verdict == "taken_back" or hasattr(decision, "undone_by"):
        raise UsageError(
            "This decision is taken back already, or is itself a taking back.",
            remedy="Decide anew instead.",
        )
    before = holding(selectors.standing_in(decision.compartment_id))
    taken_back = PairDecision.objects.create(
        pair=decision.pair,
        left=decision.left,
        right=decision.right,
        verdict="taken_back",
        part=decision.part,
        reason=reason.strip(),
        undoes=decision,
        compartment_id=decision.compartment_id,
        made_by_id=by.pk,
    )
    pair = (decision.left, decision.right)
    if not _holds_same(pair, decision.compartment_id):
        _undo_merges(pair, decision.compartment_id, by=by, reason=reason)
    near = _reachable(before, pair)
    _carry_out(near, decision.compartment_id, by=by)
    return taken_back


def _part(pair: CandidatePair, by: Actor) -> str:
    """Return which review this is; Conflict where none is open to this person."""
    rows = selectors.standing_rows().filter(
        compartment_id=pair.compartment_id, left=pair.left, right=pair.right
    )
    decided = selectors.as_values(rows)
    if not decided:
        return "first"
    if is_disputed(decided):
        return "settling"
    if rows.filter(made_by_id=by.pk).exists():
        raise Conflict(
            "You decided about this pair already.",
            remedy="Take your decision back to decide anew.",
        )
    if len(decided) == 1 and pair.second:
        return "second"
    raise Conflict(
        "Somebody else decided about this pair already.",
        remedy="Look at their decision; it can be taken back.",
    )


def _require_as_seen(pair: CandidatePair, seen: Seen, by: Actor) -> None:
    stems = (pair.left, pair.right)
    known = persons_by_mention(by, stems)
    now = {stem: frozenset(person.pk for person in known.get(stem, ())) for stem in stems}
    if now != dict(seen):
        raise Conflict(
            "Somebody else decided about these mentions while you worked on them.",
            remedy="Look at their decision and decide again.",
        )


def _carry_out(pairs: Collection[Pair], compartment_id: int, *, by: Actor) -> None:
    """Merge what is held for the same among these pairs, save where that contradicts."""
    held = holding(selectors.standing_in(compartment_id))
    apart = [one.pair for one in held if one.verdict == "different"]
    wanted = set(pairs)
    for one in held:
        if one.verdict == "same" and one.pair in wanted:
            _carry_out_one(one, apart, compartment_id, by=by)


def _carry_out_one(one: Decided, apart: Iterable[Pair], compartment_id: int, *, by: Actor) -> None:
    effects = Effect.objects.filter(decision=one.id)
    if effects.filter(merge__isnull=False).exists():
        # Carried out once: who parted the person since then had a reason.
        return
    together = set(one.pair)
    groups = selectors.persons_of_compartment(compartment_id)
    of_each = [group for group in groups if together & group]
    made = {"decision_id": one.id, "compartment_id": compartment_id, "made_by_id": by.pk}
    if any(together <= group for group in of_each):
        if not effects.exists():
            Effect.objects.create(merge=None, **made)
        return
    whole = together.union(*of_each)
    if any(left in whole and right in whole for left, right in apart):
        return
    decision = PairDecision.objects.get(pk=one.id)
    known = persons_by_mention(by, one.pair)
    merge = persons.merge(
        {stem: frozenset(person.pk for person in known.get(stem, ())) for stem in one.pair},
        by=by,
        reason=spelt_out(decision.ground, decision.reason),
    )
    Effect.objects.create(merge=merge, **made)


def _holds_same(pair: Pair, compartment_id: int) -> bool:
    held = holding(selectors.standing_in(compartment_id))
    return any(one.pair == pair and one.verdict == "same" for one in held)


def _undo_merges(pair: Pair, compartment_id: int, *, by: Actor, reason: str) -> None:
    """Take back the merges in force that decisions about this pair brought about."""
    merges = PersonDecision.objects.filter(
        pk__in=Effect.objects.filter(
            compartment_id=compartment_id,
            decision__left=pair[0],
            decision__right=pair[1],
            merge__isnull=False,
        ).values("merge"),
        undone_by__isnull=True,
    )
    for merge in merges.order_by("-pk"):
        newest = PersonDecision.objects.filter(person=merge.person_id).order_by("-pk").first()
        persons.undo(merge, seen=newest.pk if newest else 0, by=by, reason=reason)


def _reachable(held: Iterable[Decided], pair: Pair) -> set[Pair]:
    """Return the pairs held for the same in the chain that the ends of ``pair`` lie in."""
    same = {one.pair for one in held if one.verdict == "same"} - {pair}
    reached, found = set(pair), set[Pair]()
    while more := {one for one in same - found if reached & set(one)}:
        found |= more
        reached |= {stem for one in more for stem in one}
    return found
