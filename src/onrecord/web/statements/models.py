"""Forms and their mappings, interviews under way, statements kept, and what was decided of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.models import Record, Versioned
from onrecord.web.sources.models import Consent, Exhibit, Source


class FormVersion(Record):
    """One version of a form: its workbook as it came in. A new upload is a new version."""

    immutable = True

    form_id = models.CharField(_("form"), max_length=100)
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    written_version = models.CharField(_("version, as its author writes it"), max_length=60)
    name = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(max_length=64)
    workbook = models.BinaryField()
    remarks = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["compartment", "form_id", "number"])]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "form_id", "number"], name="one_version_of_a_form"
            )
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Mapping(Versioned):
    """Which answers of a form version become which claims, as a person approved it."""

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="mappings")
    rules = models.JSONField(_("rules"), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "version"], name="one_mapping_of_a_form")
        ]


class Interview(Record):
    """A form that is being filled in. Working state, not a claim.

    ``key`` opens its drafts and is itself sealed by the register's key; it is emptied when the
    interview ends, so that no draft can be read any more.
    """

    STATES = {
        "open": _("under way"),
        "kept": _("kept as a statement"),
        "discarded": _("discarded"),
    }

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="interviews")
    language = models.CharField(_("language of the interview"), max_length=60)
    label = models.CharField(_("working name"), max_length=100, blank=True)
    asked_by = models.CharField(_("who asks"), max_length=200)
    asked_on = models.DateField(_("day of the interview"))
    state = models.CharField(
        _("state"), max_length=10, choices=list(STATES.items()), default="open"
    )
    key = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["compartment", "state", "made_at"])]


class Draft(Record):
    """The answers of an interview at one moment, sealed; the newest number holds."""

    immutable = True

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            # Of two people who write one interview at once, the second gets a conflict.
            models.UniqueConstraint(fields=["interview", "number"], name="drafted_once")
        ]


class Statement(Record):
    """What an interview became: a source with the record of its answers and their text."""

    immutable = True

    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="statement")
    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="statement")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="statements")
    answers = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language of the interview"), max_length=60)

    class Meta:
        indexes = [models.Index(fields=["compartment", "made_at"])]


class ConsentAsked(Record):
    """In which words somebody was asked to agree to one use, by whom, when, and the answer."""

    immutable = True
    ANSWERS = {
        "given": _("given"),
        "refused": _("refused"),
        "not_asked": _("not asked"),
    }

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=list(Consent.PURPOSES.items()))
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    wording = models.TextField()
    language = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()


class ProposalDecision(Versioned):
    """What a person decided about one proposal of a statement; ``claim`` is what came of it."""

    OUTCOMES = {"accepted": _("accepted"), "rejected": _("rejected")}

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="decisions")
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=300)
    kind = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()))
    claim = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            # Of two people who decide about one proposal at once, the second gets a conflict.
            models.UniqueConstraint(
                fields=["statement", "key", "version"], name="proposal_decided_once"
            )
        ]
