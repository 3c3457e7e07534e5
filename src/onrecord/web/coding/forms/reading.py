"""Forms of the reading room: a figure, the reason of a rejection, a selected passage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.forms.fields import codebook_link
from onrecord.web.coding.services.accounts import CODED_FIELDS
from onrecord.web.figures.forms import FigureForm


class ReadFigureForm(FigureForm):
    """A figure as a coder corrects or finds it in a text."""

    class Meta(FigureForm.Meta):
        fields = (  # type: ignore[assignment]  # fewer of them than the parent's
            "bound",
            "value",
            "low",
            "high",
            "unit",
            "wording",
            "base",
            "measure",
            "counted",
            "group",
            "place",
            "period",
            "as_of",
            "attributed_to",
            "note",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].help_text = codebook_link("figure_measures")
        self.fields["group"].help_text = codebook_link("groups")

    def values(self) -> dict[str, Any]:
        """Return what was typed, as fields of Figure."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RejectForm(forms.Form):
    """Why a suggestion is none."""

    reason = forms.CharField(
        label=_("Why is it no figure to keep?"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "reject-reasons"}),
    )

    def __init__(self, *args: Any, kind: str = "figure", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "account":
            self.fields["reason"].label = _("Why is it no account to keep?")


class SplitForm(forms.Form):
    """The parts of a suggestion, each in its own words, one a line."""

    parts = forms.CharField(
        label=_("The parts, one a line, as they stand in the text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_parts(self) -> list[str]:
        """Return the lines that hold something; two at least."""
        lines = [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        if len(lines) < 2:
            raise forms.ValidationError(_("Write two parts or more, one a line."))
        return lines


class SpanForm(forms.Form):
    """A passage of a text by its character numbers, end exclusive."""

    start = forms.IntegerField(label=_("From character"), min_value=0)
    end = forms.IntegerField(label=_("to character"), min_value=1)


class CiteForm(SpanForm):
    """A passage on which one more value of an account rests."""

    account = forms.UUIDField()
    field = forms.ChoiceField(choices=[(name, name) for name in CODED_FIELDS])


_LABELS = {
    "act_type": _("what was done"),
    "victim_name": _("the victim's name"),
    "victim_group": _("the victim's group"),
    "victim_bound": _("the number of victims"),
    "place_text": _("the place"),
    "period": _("the date"),
    "perpetrator_kind": _("the kind of alleged perpetrator"),
    "perpetrator_text": _("the alleged perpetrator"),
    "method": _("how it was done"),
    "attributed_to": _("who says so"),
}


def field_labels() -> dict[str, str]:
    """Return what each coded field of an account is called."""
    return {name: str(_LABELS[name]) for name in CODED_FIELDS}
