"""Figures, the questions that make them comparable, and which figure answers which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.web.site.models import Versioned
from onrecord.web.sources.models import Passage, Source


class Figure(Versioned):
    """A quantity that one source states (layer 1)."""

    STATUSES = {
        "seen": _("seen in the source"),
        "second-hand": _("second-hand: the source itself is still to be seen"),
        "unverified": _("not verified"),
    }

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")
    bound = models.CharField(_("kind of figure"), max_length=20, default="exact")
    value = models.FloatField(_("value"), null=True, blank=True)
    low = models.FloatField(_("at least"), null=True, blank=True)
    high = models.FloatField(_("at most"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, default="persons")
    wording = models.CharField(_("in the source's words"), max_length=200, blank=True)
    base = models.FloatField(_("base of the share"), null=True, blank=True)
    measure = models.CharField(_("what is counted"), max_length=80, blank=True)
    counted = models.CharField(_("counted, as worded"), max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=60, blank=True)
    as_of = models.CharField(_("as of"), max_length=40, blank=True)
    attributed_to = models.CharField(_("attributed to"), max_length=200, blank=True)
    where = models.CharField(_("page or table"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=list(STATUSES.items()), default="seen"
    )
    replaces = models.UUIDField(_("replaces the figure"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "measure", "as_of"])]

    def quantity(self) -> Quantity:
        """Return the figure as a value of the kernel."""
        base = None if self.base is None else Quantity(bound=Bound.exact, value=self.base)
        return Quantity(
            bound=Bound(self.bound),
            value=self.value,
            low=self.low,
            high=self.high,
            unit=self.unit,
            base=base,
            wording=self.wording or None,
        )


class Question(Versioned):
    """The scope that makes figures comparable (layer 2)."""

    title = models.CharField(_("question"), max_length=300)
    measure = models.CharField(_("what is counted"), max_length=80)
    population = models.CharField(_("of whom"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    period = models.CharField(_("when"), max_length=60, blank=True)
    definition = models.TextField(_("definition"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "title"])]


class Placement(Versioned):
    """The judgement that a figure answers a question, with what differs in its scope."""

    question = models.UUIDField(db_index=True)
    figure = models.UUIDField(db_index=True)
    difference = models.TextField(_("what differs in scope"), blank=True)
