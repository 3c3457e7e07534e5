"""Forms of linkage: how a run is asked for, and what is decided about a pair. No rules here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.linkage.grounds import GROUNDS
from onrecord.web.linkage.services import Asked, Choice


class RunForm(forms.Form):
    """How mentions shall be linked, and which pairs people review."""

    threshold = forms.FloatField(
        label=_("Link from this probability on"),
        min_value=0.5,
        max_value=0.999,
        initial=0.9,
        help_text=_("Between 0.5 and 0.999. Clusters of one person are made from here on."),
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    lowest = forms.FloatField(
        label=_("Show pairs from this probability on"),
        min_value=0.001,
        max_value=0.5,
        initial=0.05,
        help_text=_("What is less likely is not kept for review."),
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    second = forms.IntegerField(
        label=_("Per cent of pairs that two people review"),
        min_value=0,
        max_value=100,
        initial=10,
        help_text=_("The second person does not see what the first decided."),
    )
    measured = forms.IntegerField(
        label=_("Pairs drawn to measure quality"),
        min_value=0,
        max_value=5_000,
        initial=100,
        help_text=_("As many above the threshold, and as many below."),
    )
    blind = forms.BooleanField(
        label=_("Hide the score of pairs that two people review, until they have decided"),
        required=False,
        initial=True,
    )

    def asked(self) -> Asked:
        """Return what is asked for."""
        given = self.cleaned_data
        return Asked(**{**given, "second": given["second"] / 100})


class DecisionForm(forms.Form):
    """What a person decides about a pair, and why."""

    verdict = forms.ChoiceField(
        choices=[(verdict, verdict) for verdict in GROUNDS],
        error_messages={"required": _("Say same, different or unsure.")},
    )
    ground = forms.ChoiceField(
        choices=[("", ""), *((ground, ground) for of in GROUNDS.values() for ground in of)],
        required=False,
    )
    words = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason, and let one of another verdict fall."""
        given = super().clean() or {}
        verdict, ground = given.get("verdict", ""), given.get("ground", "")
        if ground and ground not in GROUNDS.get(verdict, {}):
            given["ground"] = ground = ""
        if verdict and not ground and not given.get("words"):
            self.add_error(None, _("Choose a reason by its number, or write one."))
        return given

    def choice(self) -> Choice:
        """Return what was decided."""
        return Choice(**self.cleaned_data)
