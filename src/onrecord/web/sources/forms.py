"""Forms of sources: their fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.accounts.models import Compartment
from onrecord.web.site.choices import concept_choices
from onrecord.web.site.fields import PeriodField
from onrecord.web.sources.models import Consent, Description


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
            "received": forms.DateInput(attrs={"type": "date"}),
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
        label=_("On"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(label=_("How it was given"), max_length=500)
