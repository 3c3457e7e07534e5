"""Forms of rounds: who codes what, the reason of a judgement, a coding with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.comparable import FIELDS
from onrecord.web.coding.forms.accounts import AccountForm
from onrecord.web.coding.forms.reading import ReadFigureForm

_KINDS = (("figure", _("Figures")), ("account", _("Accounts of acts")))


class RoundForm(forms.Form):
    """To whom a document is given, and what is compared."""

    coders = forms.MultipleChoiceField(
        label=_("Who codes it, each without seeing the others"),
        widget=forms.CheckboxSelectMultiple,
    )
    fields_compared = forms.MultipleChoiceField(
        label=_("Which fields are compared"), widget=forms.CheckboxSelectMultiple
    )
    instruction = forms.CharField(
        label=_("Instruction to the coders"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coders"].choices = list(people)  # type: ignore[attr-defined]
        compared = self.fields["fields_compared"]
        compared.choices = [  # type: ignore[attr-defined]
            (label, [(one.key, one.label) for one in FIELDS if one.kind == kind])
            for kind, label in _KINDS
        ]
        compared.initial = [field.key for field in FIELDS]

    def clean_coders(self) -> list[int]:
        """Return the accounts that were chosen, two at least."""
        chosen = [int(one) for one in self.cleaned_data["coders"]]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose two people or more."))
        return chosen


class _WithReason(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class CodedFigureForm(ReadFigureForm):
    """A figure of a round, coded anew by its coder or stated by a judge."""

    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def values(self) -> dict[str, Any]:
        """Return what was typed, as fields of Figure, without what is empty."""
        return {name: value for name, value in super().values().items() if value not in (None, "")}


class CodedAccountForm(AccountForm, _WithReason):
    """An account of a round, coded anew by its coder or stated by a judge."""
