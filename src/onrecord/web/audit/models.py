"""What the log holds: one chained entry for each change, read and export."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One line of the log. Holds field names and keyed seals, never content.

    ``digest`` is the SHA-256 of the previous digest and of this entry's own values, so that an
    entry cannot be changed, removed or moved without breaking every later one.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    fields = models.TextField(blank=True)
    seal = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id"])]


class Head(models.Model):
    """The newest entry and a keyed code over it: a log cut short no longer fits its head."""

    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
