"""The form by which a person decides about a finding: fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.checks.models import Finding, Verdict


class VerdictForm(forms.Form):
    """What the finding comes to, and why."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        """Offer what can be decided about this finding."""
        super().__init__(*args, **kwargs)
        offered = Verdict.OF_COPIES if finding.is_copy else Verdict.OUTCOMES
        self.fields["outcome"].choices = list(offered.items())  # type: ignore[attr-defined]  # a ChoiceField
