"""Forms of sources: their fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.accounts.models import Compartment
from onrecord.web.site.choices import concept_choices
from onrecord.web.site.fields import PeriodField
from onrecord.web.sources.models import Consent, Custody, Description, Exhibit
from onrecord.web.sources.services import HANDED_ON


def compartment_choices(ids: Any) -> list[tuple[int, str]]:
    """Return the compartments with these ids as choices."""
    return [(c.pk, str(c)) for c in Compartment.objects.filter(pk__in=ids)]


class DescriptionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What is known of a source."""

    made = PeriodField(label=_("Date made"))

    class Meta:
        model = Description
        fields = (
            "title",
            "kind",
            "originator",
            "language",
            "made",
            "received",
            "reliability",
            "location",
            "origin",
            "licence",
            "required_notice",
        )
        help_texts = {
            "origin": _("Sources that copy one another share an origin and count once."),
            "required_notice": _("Shown wherever a number of this source is shown."),
        }
        widgets = {
            "received": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "required_notice": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, scheme in (("kind", "source_kinds"), ("reliability", "reliability")):
            required = self.fields[name].required
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=concept_choices(scheme, empty=not required),
                required=required,
            )


class NewSourceForm(DescriptionForm):
    """A new source: what is known of it, its compartment, and its first file."""

    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)
    file = forms.FileField(label=_("File"), required=False)

    def __init__(self, *args: Any, compartment_ids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compartment"].choices = compartment_choices(compartment_ids)  # type: ignore[attr-defined]  # a choice field


class CorrectionForm(DescriptionForm):
    """A correction of what is known, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


class FileForm(forms.Form):
    """One more file of a source."""

    file = forms.FileField(label=_("File"))


class ConsentForm(forms.Form):
    """One answer about one use."""

    purpose = forms.ChoiceField(label=_("Use"), choices=list(Consent.PURPOSES.items()))
    given = forms.TypedChoiceField(
        label=_("Consent"),
        choices=[("yes", _("given")), ("no", _("refused or withdrawn"))],
        coerce=lambda value: value == "yes",
    )
    on = forms.DateField(
        label=_("On"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("How it was given"), max_length=500)


class CustodyForm(forms.Form):
    """What happened to files outside the register: a person records it."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[(kind, Custody.KINDS[kind]) for kind in HANDED_ON]
    )
    exhibit = forms.TypedChoiceField(
        label=_("Which file"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("There is no such file.")},
    )
    sender = forms.CharField(
        label=_("From"), max_length=200, required=False, help_text=_("Who gave it away.")
    )
    receiver = forms.CharField(
        label=_("To"), max_length=200, required=False, help_text=_("Who received it.")
    )
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    basis = forms.CharField(
        label=_("Legal basis or consent"),
        max_length=200,
        required=False,
        help_text=_("An order, a request with its number, or a written consent."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It goes with the files into every bag. Name no protected person."),
    )

    def __init__(self, *args: Any, exhibits: list[Exhibit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("all files of this source")), *((e.pk, e.name) for e in exhibits)]
        self.fields["exhibit"].choices = choices  # type: ignore[attr-defined]  # a choice field


class CopyForm(forms.Form):
    """A working copy that was made outside the register."""

    file = forms.FileField(label=_("Working copy"))
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("redact", _("a redacted copy")), ("copy", _("another working copy"))],
    )
    tool = forms.CharField(
        label=_("Made with"), max_length=100, help_text=_("The program, or: by hand.")
    )
    version = forms.CharField(label=_("Version"), max_length=100, required=False)
    settings = forms.CharField(
        label=_("What was done"),
        max_length=300,
        help_text=_("Which parts were taken out or changed, and how; not the words themselves."),
    )


class BagForm(forms.Form):
    """To whom a bag goes, and why."""

    recipient = forms.CharField(
        label=_("Who receives it"), max_length=200, help_text=_("Stands in the bag and in the log.")
    )
    organisation = forms.CharField(label=_("Who sends it"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It goes with the files into every bag. Name no protected person."),
    )


class StampForm(forms.Form):
    """The answer of an authority, and the certificates by which it is checked."""

    response = forms.FileField(label=_("The answer (.tsr)"))
    certificates = forms.FileField(
        label=_("Certificates (.pem)"),
        help_text=_("The root certificate of the authority, from its own page, and any between."),
    )
