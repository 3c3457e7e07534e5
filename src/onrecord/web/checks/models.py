"""Findings of checks, where each stands, and what people decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.flows.check import COPIED
from onrecord.web.site.models import Record, Versioned
from onrecord.web.sources.models import Exhibit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Finding(Record):
    """What one check reports of texts or figures.

    It follows from what was checked and from the rules, hence it is no judgement: a run of the
    checks adds it, or marks that it ``holds`` no more. ``key`` is the same whenever the same
    check finds the same at the same places, so that a decision about it outlives every run.
    ``what``, ``why`` and ``settled_by`` hold sentences as ``checks.sentences`` writes them.
    """

    SEVERITIES = {
        "high": _("high"),
        "medium": _("medium"),
        "low": _("low"),
        "info": _("for information"),
    }
    SURENESSES = {
        "certain": _("certain"),
        "likely": _("likely"),
        "possible": _("possible"),
    }
    RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}

    key = models.CharField(max_length=64)
    rule = models.CharField(_("check"), max_length=60)
    severity = models.CharField(_("severity"), max_length=10, choices=list(SEVERITIES.items()))
    rank = models.PositiveSmallIntegerField()
    sureness = models.CharField(_("sureness"), max_length=10, choices=list(SURENESSES.items()))
    what = models.JSONField()
    why = models.JSONField()
    settled_by = models.JSONField(null=True)
    holds = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "holds", "rank", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "key"], name="one_finding_of_a_key")
        ]

    def __str__(self) -> str:
        """Show the name of the check."""
        return self.rule

    @property
    def is_copy(self) -> bool:
        """Tell whether it speaks of a passage that two documents share."""
        return self.rule == COPIED


class Place(Record):
    """One place that a finding speaks of: a span of a text, or a figure of the register."""

    immutable = True

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="places")
    text = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    figure = models.UUIDField(null=True, db_index=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)


class Verdict(Versioned):
    """What a person decided about a finding, and why (layer 2)."""

    OUTCOMES = {
        "fault": _("it is a fault of the source"),
        "ours": _("it is our fault: the coding is to be corrected"),
        "none": _("it is none: both can be true"),
    }
    OF_COPIES = {
        "fault": _("it is a copy: the two documents count once"),
        "none": _("it is none: each document stands for itself"),
    }
    """What is decided of a passage that two documents share."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(_("decision"), max_length=10, choices=list(OUTCOMES.items()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "version"], name="one_verdict_of_a_finding")
        ]

    @classmethod
    def outcomes_of(cls, finding: Finding) -> Mapping[str, StrPromise]:
        """Return what can be decided about a finding, in the words that fit it."""
        return cls.OUTCOMES | cls.OF_COPIES if finding.is_copy else cls.OUTCOMES

    def decided(self) -> str:
        """Return what was decided, in words."""
        return str(self.outcomes_of(self.finding)[self.outcome])
