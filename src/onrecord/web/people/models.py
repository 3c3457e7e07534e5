"""Lists as they came in, mentions as their sources have them, and the persons they are."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record, Versioned
from onrecord.web.sources.models import Exhibit, Passage, Source

LISTS_JOINED_BY = " + "
"""Stands between the names of lists that hold one row."""


class Batch(Record):
    """One import of a list: a preserved file, how its columns are read, and how far it is.

    Working state, not a claim: what it counts is about the file, what it says of people stands
    in its mentions. ``lists`` holds ``{name of a list: rows}``, ``errors`` the first refused
    cells as ``{line, column, value, reason}``. A list that was published again ``supersedes`` its
    earlier version; what changed between them is kept in its events.
    """

    STATES = {
        "staged": _("waits for commit"),
        "committed": _("committed"),
        "undone": _("undone"),
    }

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("file"), max_length=300)
    mapping = models.TextField(_("mapping"))
    mapping_hash = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=list(STATES.items()), default="staged"
    )
    rows = models.PositiveIntegerField(_("rows"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    rejected = models.PositiveIntegerField(_("refused"), default=0)
    lists = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "made_at"]),
            models.Index(fields=["compartment", "state"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "exhibit", "mapping_hash"],
                condition=~models.Q(state="undone"),
                name="one_import_of_a_content",
            )
        ]

    def __str__(self) -> str:
        """Show the name of the file."""
        return self.name


class Mention(Versioned):
    """One person as one source names them: a line of a list, or a name in a text.

    Unknown is empty or null, never zero. ``memberships`` is ``{list: true | false | null}``
    for files with membership columns, null where a list does not cover the row. ``folded`` is
    our own search key of the name; ``raw`` holds the row as the file has it. ``age_low`` and
    ``age_high`` bound the age where the source gives a range.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="mentions", db_index=False
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, related_name="mentions", db_index=False
    )
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    line = models.PositiveIntegerField(_("line"), null=True)
    record_id = models.CharField(_("record id"), max_length=120, blank=True)
    list_name = models.CharField(_("list"), max_length=2000, blank=True)
    memberships = models.JSONField(default=dict)
    weight = models.FloatField(_("weight"), default=1.0)
    name = models.CharField(_("name"), max_length=300, blank=True)
    given = models.CharField(_("given name"), max_length=200, blank=True)
    surname = models.CharField(_("surname"), max_length=200, blank=True)
    father = models.CharField(_("father's name"), max_length=200, blank=True)
    script = models.CharField(_("script"), max_length=10, blank=True)
    folded = models.CharField(max_length=400, blank=True)
    folded_surname = models.CharField(max_length=200, blank=True)
    sex = models.CharField(_("sex"), max_length=20, blank=True)
    birth = models.CharField(_("birth"), max_length=40, blank=True)
    age = models.FloatField(_("age"), null=True, blank=True)
    age_low = models.FloatField(_("age at least"), null=True, blank=True)
    age_high = models.FloatField(_("age at most"), null=True, blank=True)
    municipality = models.CharField(_("municipality"), max_length=200, blank=True)
    village = models.CharField(_("village"), max_length=200, blank=True)
    place = models.CharField(_("place in the gazetteer"), max_length=80, blank=True)
    folded_place = models.CharField(max_length=400, blank=True)
    death = models.CharField(_("date"), max_length=60, blank=True)
    sort_date = models.CharField(max_length=10, blank=True)
    fate = models.CharField(_("fate"), max_length=80, blank=True)
    raw = models.JSONField(default=dict)

    class Meta:
        # Sorted lists over several compartments walk the sort key, not the compartment; the
        # id beside it breaks ties, the rest keeps counts inside the index (measured on 100,000
        # rows: 0.3 ms a page and 25 ms a count, against 100 and 70 with the compartment first).
        indexes = [
            models.Index(fields=[key, "id", "compartment", "withdrawn"], name=f"mention_by_{key}")
            for key in ("folded", "folded_surname", "sort_date", "list_name", "folded_place")
        ] + [
            models.Index(fields=["batch", "line"]),
            # A list of a source is counted inside the index and read from it in the order of names.
            models.Index(
                fields=[
                    *("source", "list_name", "folded", "id"),
                    *("compartment", "withdrawn", "memberships"),
                ],
                name="mention_by_list_of_source",
            ),
        ]

    def __str__(self) -> str:
        """Show the name as the source has it."""
        return self.name


class ListEvent(Record):
    """What happened to one row between two versions of a list; kept with the later version.

    Follows from the rows as they came in, hence rewritten when the versions are compared anew.
    ``before`` and ``after`` are the stems of the mentions, null where that version has none.
    ``changes`` holds ``[field, before, after, manner]``, ``changed`` the fields between bars,
    ``remarks`` sentences of the core.
    """

    KINDS = {
        "added": _("added"),
        "withdrawn": _("withdrawn"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
    }
    BASES = {
        "record_id": _("record id"),
        "link": _("judged to be one person"),
        "values": _("the same values"),
        "name": _("the same name"),
    }

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    kind = models.CharField(_("what happened"), max_length=10, choices=list(KINDS.items()))
    basis = models.CharField(
        _("matched by"), max_length=10, choices=list(BASES.items()), blank=True
    )
    before = models.UUIDField(null=True)
    after = models.UUIDField(null=True)
    name = models.CharField(_("name"), max_length=300, blank=True)
    folded = models.CharField(max_length=400, blank=True)
    changed = models.CharField(max_length=120, blank=True)
    changes = models.JSONField(default=list)
    remarks = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "folded", "id"], name="list_event_by_name"),
            models.Index(fields=["batch", "kind", "folded", "id"], name="list_event_by_kind"),
            models.Index(fields=["before"], name="list_event_before"),
            models.Index(fields=["after"], name="list_event_after"),
        ]


class Person(Record):
    """The mentions judged to be one human being; its identity under a pseudonymous code.

    Codes are drawn by chance: they tell neither how many persons there are nor in which order
    they came. Judgements of other rooms refer to the person by ``stem``.
    """

    immutable = True

    stem = models.UUIDField(default=uuid.uuid4, unique=True)
    code = models.CharField(_("code"), max_length=12, unique=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "code"])]

    def __str__(self) -> str:
        """Show the code."""
        return self.code


class PersonDecision(Record):
    """One decision about mentions: merge, split, or the undo of a decision; never changed."""

    immutable = True
    KINDS = {
        "merge": _("judged to be one person"),
        "split": _("judged not to be this person"),
        "undo": _("decision taken back"),
    }

    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    mentions = models.JSONField(default=list)
    undoes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    reason = models.TextField(_("reason"))

    class Meta:
        indexes = [models.Index(fields=["compartment", "id"])]


class Membership(Record):
    """Which person a mention is judged to be, in one compartment; follows from the decisions.

    Kept as rows so that lists can join them; ``core.reconcile.clusters`` says what they must be.
    """

    mention = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "mention"], name="one_person_of_a_mention"
            )
        ]
        indexes = [models.Index(fields=["mention"])]
