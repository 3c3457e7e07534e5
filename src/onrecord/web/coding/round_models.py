"""How is a document coded by several people blind to one another, and how is it settled?"""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record, Versioned, VersionedQuerySet
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit

M = TypeVar("M", bound=models.Model)


class Round(Versioned):
    """One document given to two or more people, each of whom codes it without seeing the others.

    ``fields`` are the keys of the fields that are compared (comparable.py).
    """

    STATES = {"open": _("open"), "closed": _("closed")}

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(_("state"), max_length=10, choices=list(STATES.items()))
    fields = models.JSONField(default=list)
    instruction = models.CharField(_("instruction"), max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]
        constraints = [
            # Of two people who open a round on one document at once, the second gets a conflict.
            models.UniqueConstraint(fields=["exhibit", "number", "version"], name="one_round")
        ]

    @property
    def is_open(self) -> bool:
        """Whether its coders are still at work."""
        return self.state == "open"


def open_rounds() -> QuerySet[Round, Any]:
    """Return the stems of the rounds that are open, for a subquery."""
    return Round.objects.current().filter(state="open").values("stem")


class Seat(Versioned):
    """One coder of a round, and whether they said that they are done."""

    round = models.UUIDField(db_index=True)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    done = models.BooleanField(_("done"), default=False)

    class Meta:
        indexes = [models.Index(fields=["compartment", "coder"])]
        constraints = [
            models.UniqueConstraint(fields=["round", "coder", "version"], name="one_seat")
        ]


class CodingQuerySet(VersionedQuerySet[M]):
    """Codings of rounds; blindness is part of the rule of access."""

    def visible_to(self, actor: Actor) -> Self:
        """Return own codings, and those of others once their round is closed."""
        return super().visible_to(actor).filter(Q(coder=actor.pk) | ~Q(round__in=open_rounds()))


class Coding(Versioned):
    """What one coder of a round reads in the document; no claim until a judge settles it.

    ``values`` are fields of Figure or of Account; ``cites`` gives for each coded field of an
    account the spans [start, end] that it rests on.
    """

    KINDS = {"figure": _("figure"), "account": _("account of an act")}

    round = models.UUIDField(db_index=True)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    values_coded = models.JSONField(default=dict)
    cites = models.JSONField(default=dict)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = CodingQuerySet.as_manager()  # type: ignore[misc]  # a narrower rule of access

    class Meta:
        indexes = [models.Index(fields=["compartment", "round", "start"])]


class Adjudication(Versioned):
    """The judgement of what the document says where coders read it; both codings stay.

    ``unit`` is the stem of the first of the codings it rests on, so that one unit is settled
    once. ``chosen`` says for each thing that was chosen whose reading it is, counted from 0, or
    "other". ``claim`` is the figure or account that came of it; none where the unit was dropped.
    """

    OUTCOMES = {
        "alike": _("kept as all coded it"),
        "chosen": _("kept as a coder has it"),
        "stated": _("stated anew"),
        "dropped": _("not kept"),
    }

    round = models.UUIDField(db_index=True)
    unit = models.UUIDField()
    kind = models.CharField(max_length=10, choices=list(Coding.KINDS.items()))
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()))
    chosen = models.JSONField(default=dict)
    claim = models.UUIDField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "version"], name="settled_once")]


class AdjudicationBasis(Record):
    """A coding on which one version of an adjudication rests."""

    immutable = True

    adjudication = models.ForeignKey(Adjudication, on_delete=models.PROTECT, related_name="basis")
    coding = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adjudication", "coding"], name="rests_on_coding_once")
        ]
