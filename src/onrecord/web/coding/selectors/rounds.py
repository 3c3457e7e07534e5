"""What may a person see of rounds: own work while they are open, all of it after?"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from onrecord.web.accounts.models import User
from onrecord.web.coding.agreed import (
    FieldAgreement,
    Unit,
    agreement_by_field,
    rejected_by_all,
    units_of,
)
from onrecord.web.coding.models import (
    Adjudication,
    Coding,
    Decision,
    Round,
    Seat,
    Suggestion,
)
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """A closed round: its units, agreement by field, and what is settled so far."""

    units: list[Unit]
    fields: list[FieldAgreement]
    settled: dict[uuid.UUID, Adjudication]
    rejected: list[Decision]
    reasons: dict[tuple[uuid.UUID, int], str]
    """Why a coder kept nothing, by unit and number of the coder, where they said so."""

    def open_units(self) -> list[Unit]:
        """Return the units that wait for a judge."""
        return [unit for unit in self.units if unit.key not in self.settled]

    def alike(self) -> list[Unit]:
        """Return the units that wait and that all coders have alike."""
        return [unit for unit in self.open_units() if unit.alike]

    def to_judge(self) -> list[Unit]:
        """Return the units that wait and in which the coders differ."""
        return [unit for unit in self.open_units() if not unit.alike]


def rounds(actor: Actor) -> QuerySet[Round]:
    """Return the rounds that this person gives out and judges, or codes in."""
    found = Round.objects.visible_to(actor).current()
    if has_right(actor, Right.JUDGE):
        return found
    own = Seat.objects.visible_to(actor).filter(coder=actor.pk)
    return found.filter(stem__in=own.values("round"))


def seats(actor: Actor, found: Round) -> list[Seat]:
    """Return the seats of a round; a coder of an open one sees their own alone.

    So nobody who still codes learns how far the others are, and who they are.
    """
    rows = Seat.objects.visible_to(actor).current().filter(round=found.stem)
    ordered = list(rows.select_related("coder").order_by("stem"))
    own = [seat for seat in ordered if seat.coder_id == actor.pk]
    return own if own and found.is_open else ordered


def own_seat(actor: Actor, found: Round) -> Seat | None:
    """Return the seat of this person in a round, or None."""
    rows = Seat.objects.visible_to(actor).current().filter(round=found.stem, coder=actor.pk)
    return rows.first()


def result(actor: Actor, found: Round) -> RoundResult:
    """Return what a closed round came to, as far as this person may see it."""
    coders = [seat.coder_id for seat in seats(actor, found)]
    codings = Coding.objects.visible_to(actor).current().filter(round=found.stem)
    units = units_of(codings.order_by("pk"), coders)
    decided = decisions_of(actor, found)
    settled = Adjudication.objects.visible_to(actor).current().filter(round=found.stem)
    rejected = rejected_by_all(decided)
    return RoundResult(
        units=units,
        fields=agreement_by_field(
            units,
            [decision.suggestion.kind for decision in rejected],
            found.fields,
            len(coders),
            seed=found.stem.int % 2**32,
        ),
        settled={one.unit: one for one in settled.select_related("made_by")},
        rejected=rejected,
        reasons=_reasons(units, decided, coders),
    )


def progress_of(actor: Actor, found: Round) -> dict[int, int]:
    """Return how many suggestions each coder of an open round decided, by account.

    For whoever gives rounds out and does not code in this one; nothing for anybody else.
    """
    if not has_right(actor, Right.JUDGE) or own_seat(actor, found) is not None:
        return {}
    rows = Decision.objects.current().filter(
        round=found.stem, compartment_id__in=actor.compartment_ids()
    )
    return dict(rows.order_by().values_list("coder").annotate(number=Count("pk")))


def possible_coders(actor: Actor, text: Exhibit) -> list[User]:
    """Return the people who may code in the compartment of a text that this person may see."""
    if not exhibits(actor).filter(pk=text.pk).exists():
        return []
    found = User.objects.filter(is_active=True, compartments=text.compartment_id)
    return [user for user in found.order_by("username") if has_right(user, Right.CODE)]


def decisions_of(actor: Actor, found: Round) -> list[Decision]:
    """Return what each coder of a closed round decided about its suggestions; of an open, none."""
    if found.is_open:
        return []
    seen = Suggestion.objects.visible_to(actor).filter(exhibit=found.exhibit_id)
    rows = Decision.objects.current().filter(round=found.stem, suggestion__in=seen)
    return list(rows.select_related("suggestion").order_by("suggestion__start", "pk"))


def _reasons(
    units: Sequence[Unit], decided: Sequence[Decision], coders: Sequence[int]
) -> dict[tuple[uuid.UUID, int], str]:
    origin = {one.claim: one.suggestion_id for one in decided if one.claim is not None}
    said: dict[tuple[int | None, int | None], str] = {
        (one.coder_id, one.suggestion_id): one.reason
        for one in decided
        if one.outcome == "rejected"
    }
    return {
        (unit.key, number): said[coder, suggestion]
        for unit in units
        for number, coder in enumerate(coders)
        if unit.codings[number] is None
        for suggestion in {origin.get(coding.stem) for coding in unit.kept}
        if (coder, suggestion) in said
    }
