"""What does an office add to the vocabularies: notes on a concept, and terms that it asks for?"""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.round_models import Round
from onrecord.web.site.models import Versioned, VersionedQuerySet
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Passage

M = TypeVar("M", bound=models.Model)


class CodebookNote(Versioned):
    """How an office understands one concept: its own definition, coding rule and example."""

    scheme = models.CharField(max_length=40)
    concept = models.CharField(max_length=80)
    definition = models.TextField(_("definition"), blank=True)
    rule = models.TextField(_("coding rule"), blank=True)
    example = models.TextField(_("example"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "scheme", "concept", "version"], name="one_note"
            )
        ]


class TermRequestQuerySet(VersionedQuerySet[M]):
    """Requests for terms; those out of a document in an open round tell of a coder's work."""

    def visible_to(self, actor: Actor) -> Self:
        """Return own requests, and those of others unless their document is coded blind now."""
        blind = Round.objects.current().filter(state="open").values("exhibit")
        return (
            super()
            .visible_to(actor)
            .filter(Q(proposer=actor.pk) | Q(passage__isnull=True) | ~Q(passage__exhibit__in=blind))
        )


class TermRequest(Versioned):
    """A term that a coder misses, with the words that show the need, and what was decided of it."""

    STATES = {
        "asked": _("to decide"),
        "accepted": _("accepted, will come with the vocabulary"),
        "declined": _("declined"),
    }

    scheme = models.CharField(_("vocabulary"), max_length=40)
    label = models.CharField(_("term"), max_length=120)
    broader = models.CharField(_("narrower than"), max_length=80, blank=True)
    definition = models.CharField(_("what it covers"), max_length=500)
    evidence = models.CharField(_("words that show the need"), max_length=1000)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=list(STATES.items()), default="asked"
    )

    objects = TermRequestQuerySet.as_manager()  # type: ignore[misc]  # a narrower rule of access

    class Meta:
        indexes = [models.Index(fields=["compartment", "state", "label"])]
