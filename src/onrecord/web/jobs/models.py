"""Jobs: which long work was asked for, by whom, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record


class Job(Record):
    """One piece of long work.

    Working state, not a claim. ``kind`` names the work (see ``jobs.kinds``), ``subject`` the
    id of the record that it is done on: one subject has at most one job of a kind that is not
    over. How far a job is lies in the memory of the server (``jobs.live``), not here: each change
    of a row is logged. ``error`` holds a refusal as its parts, so that a page says it in its
    reader's language.
    """

    STATES = {
        "waiting": _("waits"),
        "running": _("runs"),
        "done": _("done"),
        "failed": _("failed"),
        "cancelled": _("cancelled"),
    }
    OPEN = ("waiting", "running")

    kind = models.CharField(_("kind"), max_length=40)
    subject = models.BigIntegerField()
    title = models.CharField(_("on what"), max_length=300)
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=list(STATES.items()), default="waiting"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=300, blank=True)
    error = models.JSONField(default=dict)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["compartment", "made_at"]),
            models.Index(fields=["state", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state__in=("waiting", "running")),
                name="one_open_job_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        """Show what it is done on."""
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in self.OPEN
