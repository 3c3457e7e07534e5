"""What every record has: a compartment, one rule of access, and versions that never change."""

from __future__ import annotations

import uuid
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from onrecord.web.site.ids import new_id
from onrecord.web.site.rights import Actor, Right, has_right

M = TypeVar("M", bound=models.Model)


class RecordQuerySet(models.QuerySet[M]):
    """A query over records; every selector starts from ``visible_to``."""

    def visible_to(self, actor: Actor) -> Self:
        """Return only what this person may know to exist: the one rule of access."""
        if not has_right(actor, Right.READ):
            return self.none()
        return self.filter(compartment_id__in=actor.compartment_ids())


class VersionedQuerySet(RecordQuerySet[M]):
    """A query over versions."""

    def current(self) -> Self:
        """Return only versions that nothing supersedes and nobody withdrew.

        Corrections are few: looking each row up among them is faster than a join (measured).
        """
        corrections = self.model._default_manager.filter(supersedes__isnull=False)
        return self.filter(withdrawn=False).exclude(pk__in=corrections.values("supersedes"))

    def history(self, stem: uuid.UUID) -> Self:
        """Return every version of one record, the newest first."""
        return self.filter(stem=stem).order_by("-version")


class InCompartment(models.Model):
    """A row that belongs to one compartment, with who made it and when."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    # Composite indexes of the tables start with the compartment; one of its own misleads
    # SQLite's planner on sorted lists (measured).
    compartment = models.ForeignKey(
        "accounts.Compartment", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Record(InCompartment):
    """A row without versions: an identity, a file, an event."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Versioned(InCompartment):
    """One version of a claim or a judgement.

    A database trigger refuses to change it. A correction is a new row that ``supersedes`` this
    one; the database lets only one row do so, hence of two editors the second gets a Conflict.
    """

    stem = models.UUIDField(default=uuid.uuid4, db_index=True)
    version = models.PositiveIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True

    def values(self) -> dict[str, Any]:
        """Return what this version says: every field that is not bookkeeping."""
        kept = {field.name for field in Versioned._meta.get_fields()} | {"id", "superseded_by"}
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in kept
        }
