"""The form by which a person decides about a finding: fields and labels, no rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.checks.models import Verdict


class VerdictForm(forms.Form):
    """What the finding comes to, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=list(Verdict.OUTCOMES.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)
