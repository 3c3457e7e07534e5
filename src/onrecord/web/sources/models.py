"""Sources, exhibits, passages, custody and consent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record, Versioned


class Source(Record):
    """Anything that says something; its identity. What it is stands in its description."""

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]


class Description(Versioned):
    """One version of what the project knows about a source."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="descriptions")
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind of source"), max_length=80)
    originator = models.CharField(_("originator"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    made = models.CharField(_("date made"), max_length=40, blank=True)
    received = models.DateField(_("date received"), null=True, blank=True)
    reliability = models.CharField(_("reliability"), max_length=80, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    required_notice = models.TextField(_("required notice"), blank=True)
    origin = models.CharField(_("origin"), max_length=120, blank=True)
    location = models.CharField(_("where it was found"), max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["compartment", "title"])]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Exhibit(Record):
    """One preserved file of a source, or one derived from it (its text); never changes."""

    immutable = True

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="exhibits")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    derived_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="derived"
    )
    tool = models.CharField(max_length=100, blank=True)
    tool_version = models.CharField(max_length=100, blank=True)
    parameters = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256", "derived_from"], name="one_copy")
        ]


class Passage(Record):
    """Where in an exhibit: a page and a span of its stored text, or a row of its table."""

    immutable = True

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(null=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=100, blank=True)

    def as_row(self) -> dict[str, object]:
        """Return where it is, with the digest of the exhibit, as files for others have it."""
        return {
            "exhibit": str(self.exhibit_id),
            "sha256": self.exhibit.sha256,
            "start": self.start,
            "end": self.end,
            "page": self.page,
            "row": self.row,
            "column": self.column or None,
        }


class Custody(Record):
    """One event in the life of an exhibit: who did what to it, when, where, why, with what right.

    ``note`` says why. Sender and receiver are there where it was handed on or handed over.
    """

    immutable = True
    KINDS = {
        "intake": _("taken in"),
        "hash": _("checked against its digest"),
        "copy": _("copied"),
        "read": _("read by a program"),
        "view": _("looked at"),
        "code": _("coded"),
        "redact": _("redacted copy made"),
        "export": _("copied out"),
        "transfer": _("handed on"),
        "return": _("returned"),
        "withdraw": _("withdrawn"),
        "erase": _("erased"),
    }

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="custody")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)
    sender = models.CharField(_("from"), max_length=200, blank=True)
    receiver = models.CharField(_("to"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    basis = models.CharField(_("legal basis or consent"), max_length=200, blank=True)
    tool = models.CharField(max_length=100, blank=True)


class TimeRequest(Record):
    """A question to a time-stamping authority about one exhibit: the bytes of a .tsq file."""

    immutable = True

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="time_requests")
    request = models.BinaryField()


class TimeToken(Record):
    """The answer that was brought in: a .tsr file, the certificates, and what verifiers said."""

    immutable = True

    request = models.ForeignKey(TimeRequest, on_delete=models.PROTECT, related_name="tokens")
    response = models.BinaryField()
    certificates = models.TextField()
    stamped_at = models.DateTimeField()
    authority = models.CharField(max_length=200, blank=True)
    verdicts = models.JSONField(default=list)


class Consent(Versioned):
    """Whether whoever gave a statement agrees to one use of it."""

    PURPOSES = {
        "internal": _("internal work"),
        "prosecutor": _("a prosecutor"),
        "court": _("a court"),
        "publication": _("publication"),
        "anonymised": _("anonymised use"),
    }

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=list(PURPOSES.items()))
    given = models.BooleanField(_("given"))
    on = models.DateField(_("on"), null=True, blank=True)


class Redaction(Versioned):
    """That a span of a text shall not be in redacted copies, and why; never the words."""

    WHY = {
        "witness": _("protects a witness"),
        "victim": _("protects a victim or survivor"),
        "child": _("protects a child"),
        "third-person": _("a third person"),
        "security": _("security of people or places"),
        "method": _("how something is known"),
        "other": _("another reason"),
    }

    text = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="redactions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    why = models.CharField(_("why"), max_length=20, choices=list(WHY.items()))

    class Meta:
        indexes = [models.Index(fields=["compartment", "text"])]
