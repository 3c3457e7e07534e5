"""Estimates: reproducible runs over a frozen table."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record
from onrecord.web.sources.models import Exhibit


class Estimate(Record):
    """One run: the table as it was, the methods, the seed, and every answer; never changed.

    ``snapshot`` is the canonical CSV of the table and ``sha256`` its hash. ``inputs`` lists
    what the table was counted from: ``{"source": id, "list": name, "mentions": n}``.
    ``preferred`` names the method whose number stands first, and ``reason`` says why.
    """

    immutable = True

    title = models.CharField(_("title"), max_length=300)
    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, null=True, related_name="estimates"
    )
    question = models.UUIDField(null=True)
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    lists = models.JSONField(default=list)
    inputs = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    preferred = models.CharField(_("method shown first"), max_length=60)
    reason = models.TextField(_("why this method"), blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]

    def __str__(self) -> str:
        """Show the title."""
        return self.title

    def first(self) -> dict[str, Any] | None:
        """Return the answer of the preferred method, or None where it gave none."""
        answers = self.result.get("estimates", [])
        return next((a for a in answers if a["method"] == self.preferred), None)

    def number(self) -> int | None:
        """Return the number that stands first, or None where it was refused."""
        answer = self.first()
        return round(answer["N"]) if answer and answer["N"] is not None else None
