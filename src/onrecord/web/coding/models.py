"""What is read and coded: suggestions and decisions, accounts, and the acts judged from them."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.web.coding.codebook_models import CodebookNote, TermRequest
from onrecord.web.coding.round_models import (
    Adjudication,
    AdjudicationBasis,
    Coding,
    Round,
    Seat,
    open_rounds,
)
from onrecord.web.site.models import Record, RecordQuerySet, Versioned, VersionedQuerySet
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit, Passage, Source

__all__ = [
    "OPEN_END",
    "Account",
    "AccountPassage",
    "Act",
    "ActBasis",
    "Adjudication",
    "AdjudicationBasis",
    "CodebookNote",
    "Coding",
    "Decision",
    "Event",
    "EventLink",
    "Involvement",
    "Round",
    "Seat",
    "Suffered",
    "Suggestion",
    "TermRequest",
    "open_rounds",
]

OPEN_END = "9999-12-31"
"""Sorts after every last day: nothing is known of the end."""

M = TypeVar("M", bound=models.Model)


class SuggestionQuerySet(RecordQuerySet[M]):
    """Suggestions; pieces that a coder made of one in a round exist for that coder alone."""

    def visible_to(self, actor: Actor) -> Self:
        """Return what rules suggest, and pieces of it while the decision that made them stands."""
        standing = Decision.objects.visible_to(actor).current().filter(outcome="replaced")
        return (
            super()
            .visible_to(actor)
            .filter(Q(made_in__isnull=True) | Q(made_in__in=standing.values("pk")))
        )


class Suggestion(Record):
    """What a rule found in a text; neither claim nor judgement until a person decides.

    A piece is a suggestion that a person made of others, by splitting, joining or moving them:
    ``made_in`` is the decision about the first of them, and it came from every suggestion
    decided with that one.
    """

    immutable = True
    KINDS = {
        "figure": _("figure"),
        "total": _("total with its parts"),
        "date": _("date"),
        "place": _("place"),
        "act": _("act"),
        "actor": _("actor"),
        "person": _("person"),
        "account": _("account of an act"),
    }
    DECIDED = ("figure", "total", "account")
    """The kinds that a person decides about; the others only explain an account."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    payload = models.JSONField(default=dict)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=100)
    tool = models.CharField(max_length=100)
    made_in = models.ForeignKey(
        "Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="pieces"
    )

    objects = SuggestionQuerySet.as_manager()  # type: ignore[misc]  # a narrower rule of access

    class Meta:
        indexes = [models.Index(fields=["compartment", "exhibit", "start"])]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibit", "kind", "start", "end", "rule"],
                condition=Q(made_in__isnull=True),
                name="suggested_once",
            ),
            models.UniqueConstraint(fields=["made_in", "start", "end"], name="one_piece"),
        ]


class DecisionQuerySet(VersionedQuerySet[M]):
    """Decisions; those made in a round are seen by their coder while it is open, then by nobody.

    After a round what its judge settled stands as a decision outside of rounds; what each coder
    decided is shown on the page of the round, through ``of_round``.
    """

    def visible_to(self, actor: Actor) -> Self:
        """Return decisions outside of rounds, and own ones in a round that is open."""
        own = Q(coder=actor.pk, round__in=open_rounds())
        return super().visible_to(actor).filter(Q(round__isnull=True) | own)


class Decision(Versioned):
    """What a person decided about a suggestion; undone by withdrawing it.

    ``claim`` is the figure or account that came of it, in a round the coding; ``made_with`` the
    decision about another suggestion by which this one was made. ``round`` and ``coder`` are
    empty outside of rounds: there one decision holds for all.
    """

    OUTCOMES = {
        "accepted": _("accepted"),
        "corrected": _("accepted with corrections"),
        "rejected": _("rejected"),
        "replaced": _("replaced by others"),
    }

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()))
    claim = models.UUIDField(null=True, blank=True, db_index=True)
    made_with = models.UUIDField(null=True, blank=True, db_index=True)
    round = models.UUIDField(null=True, blank=True, db_index=True)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()  # type: ignore[misc]  # a narrower rule of access

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]
        constraints = [
            # Of two people who decide about one suggestion at once, the second gets a conflict.
            models.UniqueConstraint(
                fields=["suggestion", "version"],
                condition=Q(round__isnull=True),
                name="decided_once",
            ),
            models.UniqueConstraint(
                fields=["suggestion", "round", "coder", "version"],
                condition=Q(round__isnull=False),
                name="decided_once_by_each_coder",
            ),
        ]


class Dated(models.Model):
    """When: an EDTF period, and the days by which rows are sorted and found.

    ``sort_date`` is empty for no date; ``first_day`` is empty and ``last_day`` is
    ``OPEN_END`` where that end is open.
    """

    period = models.CharField(_("when"), max_length=60, blank=True)
    sort_date = models.CharField(max_length=10, blank=True, editable=False)
    first_day = models.CharField(max_length=10, blank=True, editable=False)
    last_day = models.CharField(max_length=10, default=OPEN_END, editable=False)

    class Meta:
        abstract = True


class Located(models.Model):
    """Where: in words, and the place and municipality of the gazetteer where one is known."""

    place_text = models.CharField(_("place, as worded"), max_length=200, blank=True)
    place_id = models.CharField(_("place in the gazetteer"), max_length=80, blank=True)
    municipality = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        abstract = True


class Suffered(models.Model):
    """Who suffered it: a name, a group, a number; each as far as it is known."""

    victim_name = models.CharField(_("victim's name"), max_length=200, blank=True)
    victim_group = models.CharField(_("victim's group"), max_length=80, blank=True)
    victim_bound = models.CharField(_("number of victims is"), max_length=20, blank=True)
    victim_value = models.FloatField(_("number of victims"), null=True, blank=True)
    victim_low = models.FloatField(_("at least"), null=True, blank=True)
    victim_high = models.FloatField(_("at most"), null=True, blank=True)

    class Meta:
        abstract = True

    def victims(self) -> Quantity | None:
        """Return the number of victims; None where none is stated."""
        if not self.victim_bound:
            return None
        return Quantity(
            bound=Bound(self.victim_bound),
            value=self.victim_value,
            low=self.victim_low,
            high=self.victim_high,
        )


class Account(Dated, Located, Suffered, Versioned):
    """What one source says of one act (layer 1)."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="accounts")
    act_type = models.CharField(_("what was done"), max_length=80)
    perpetrator_kind = models.CharField(_("kind of perpetrator"), max_length=80, blank=True)
    perpetrator_text = models.CharField(
        _("alleged perpetrator, as worded"), max_length=200, blank=True
    )
    method = models.CharField(_("how, as worded"), max_length=300, blank=True)
    attributed_to = models.CharField(_("attributed to"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "sort_date"]),
            models.Index(fields=["compartment", "act_type", "sort_date"]),
        ]


class AccountPassage(Record):
    """Which words of the source a coded value of an account rests on."""

    immutable = True

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="cited")
    field = models.CharField(max_length=40)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "field", "passage"], name="cited_once")
        ]


class Event(Dated, Located, Versioned):
    """Acts that belong together (layer 2)."""

    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "sort_date"]),
            models.Index(fields=["compartment", "title"]),
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class EventLink(Versioned):
    """How one event hangs together with another."""

    KINDS = {
        "precedes": _("precedes"),
        "causes": _("causes"),
        "encompasses": _("encompasses"),
    }

    kind = models.CharField(_("link"), max_length=20, choices=list(KINDS.items()))
    event = models.UUIDField(_("event"), db_index=True)
    other = models.UUIDField(_("other event"), db_index=True)


class Act(Dated, Located, Suffered, Versioned):
    """One victim, person or counted group, one type of act, one event (layer 2)."""

    event = models.UUIDField(_("event"), null=True, blank=True, db_index=True)
    act_type = models.CharField(_("what was done"), max_length=80)
    victim_person = models.UUIDField(_("victim"), null=True, blank=True, db_index=True)
    method = models.CharField(_("how"), max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "sort_date"]),
            models.Index(fields=["compartment", "act_type", "sort_date"]),
            models.Index(fields=["compartment", "municipality", "sort_date"]),
        ]


class ActBasis(Record):
    """An account on which one version of an act rests."""

    immutable = True

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="basis")
    account = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "account"], name="rests_on_it_once")]


class Involvement(Versioned):
    """An alleged perpetrator of an act: the mode and the evidential status, kept apart."""

    act = models.UUIDField(_("act"), db_index=True)
    perpetrator_text = models.CharField(_("alleged perpetrator"), max_length=200)
    perpetrator_kind = models.CharField(_("kind of perpetrator"), max_length=80, blank=True)
    person = models.UUIDField(_("person"), null=True, blank=True, db_index=True)
    mode = models.CharField(_("mode of involvement"), max_length=80)
    evidential_status = models.CharField(_("evidential status"), max_length=80)
    basis = models.UUIDField(_("account on which it rests"))

    class Meta:
        indexes = [models.Index(fields=["compartment", "act"])]
