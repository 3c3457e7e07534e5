"""Linkage runs, the pairs that they propose, and what people decide about the pairs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.web.people.models import PersonDecision
from onrecord.web.site.models import Record


class Run(Record):
    """One linkage: which mentions were read, how they were scored, what it gave; never changed.

    A run lies in one compartment and reads the general one beside it; ``spans`` names the
    compartments and ``sources`` the sources that it read: its counts are shown only to those who
    may see all of them. ``lists`` is ``{list: mentions}``, ``blocking`` the pairs that each rule
    proposed as ``{rule, pairs, share}``, ``warnings`` sentences as ``Remark.to_plain`` writes
    them. ``inputs`` is the digest of what was read. Clusters join pairs from ``threshold`` on,
    pairs are kept from ``lowest`` on; both are probabilities.
    """

    immutable = True

    spans = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    lists = models.JSONField(default=dict)
    mentions = models.PositiveIntegerField(_("mentions"))
    clusters = models.PositiveIntegerField(_("clusters"))
    threshold = models.FloatField(_("threshold"))
    lowest = models.FloatField()
    blind = models.BooleanField(default=True)
    blocking = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    inputs = models.CharField(max_length=64)
    warnings = models.JSONField(default=list)
    seconds = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]

    def __str__(self) -> str:
        """Show the compartment."""
        return str(self.compartment)


class CandidatePair(Record):
    """Two mentions that a run holds for possibly one person; a suggestion, never changed.

    ``left`` and ``right`` are stems of mentions, the smaller first. ``waterfall`` holds the
    evidence as ``{comparison, level, bits, sentence}``. ``worth`` orders the queue; ``records``
    counts the mentions of both clusters, ``joins`` tells whether the lists of the two clusters
    differ, ``linked`` whether the run has the two in one cluster. ``sampled`` pairs were drawn by
    chance to measure quality, ``second`` ones are reviewed by two people.
    """

    immutable = True

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="pairs", db_index=False)
    left = models.UUIDField()
    right = models.UUIDField()
    left_list = models.CharField(max_length=2000, blank=True)
    right_list = models.CharField(max_length=2000, blank=True)
    probability = models.FloatField(_("probability"))
    weight = models.FloatField()
    rules = models.JSONField(default=list)
    waterfall = models.JSONField(default=list)
    worth = models.FloatField()
    records = models.PositiveIntegerField()
    joins = models.BooleanField()
    linked = models.BooleanField()
    sampled = models.BooleanField(default=False)
    second = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["run", "worth", "id"]),
            models.Index(fields=["run", "sampled"]),
            models.Index(fields=["compartment", "left", "right"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "left", "right"], name="one_pair_of_a_run")
        ]

    @property
    def is_hidden_until_decided(self) -> bool:
        """Whether its score is kept from whoever has not decided yet."""
        return self.second and self.run.blind


class ClusterMember(Record):
    """One mention of a run that stands in a candidate pair, and the cluster it is in."""

    immutable = True

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="members", db_index=False)
    mention = models.UUIDField()
    cluster = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["run", "cluster"])]
        constraints = [
            models.UniqueConstraint(fields=["run", "mention"], name="one_cluster_of_a_mention")
        ]


class PairDecision(Record):
    """What one person decided about two mentions, or that they took a decision back.

    It is about the mentions, not about the run: it holds in every later run of the compartment.
    ``ground`` is one of the offered reasons, ``reason`` what the person wrote. ``seconds`` is the
    time the pair was open before it was decided, where that is known.
    """

    immutable = True
    VERDICTS = {
        "same": _("the same person"),
        "different": _("different persons"),
        "unsure": _("unsure"),
        "taken_back": _("taken back"),
    }
    PARTS = {
        "first": _("first review"),
        "second": _("second review"),
        "settling": _("settled"),
    }

    pair = models.ForeignKey(CandidatePair, on_delete=models.PROTECT, related_name="decisions")
    left = models.UUIDField()
    right = models.UUIDField()
    verdict = models.CharField(_("verdict"), max_length=10, choices=list(VERDICTS.items()))
    part = models.CharField(_("review"), max_length=10, choices=list(PARTS.items()))
    ground = models.CharField(max_length=30, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    seconds = models.FloatField(null=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "left", "right"]),
            models.Index(fields=["compartment", "made_at"]),
        ]


class Effect(Record):
    """What came of a decision "same": a merge, or none where both were one person already.

    A decision "same" without one is held back: it contradicts a decision "different".
    """

    immutable = True

    decision = models.ForeignKey(PairDecision, on_delete=models.PROTECT, related_name="effects")
    merge = models.ForeignKey(PersonDecision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["compartment", "id"])]
