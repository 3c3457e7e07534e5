"""Forms of estimates: their fields and labels, no rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.core.estimate.registry import all_methods
from onrecord.web.estimates.selectors import ListChoice
from onrecord.web.estimates.services import PREFERRED


class EstimateForm(forms.Form):
    """From what, by which method first, and why."""

    title = forms.CharField(label=_("Title"), max_length=300)
    exhibit = forms.TypedChoiceField(
        label=_("A table of capture histories"), coerce=int, required=False, empty_value=None
    )
    lists = forms.MultipleChoiceField(
        label=_("or named lists of the register"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    preferred = forms.ChoiceField(label=_("Method shown first"), initial=PREFERRED)
    reason = forms.CharField(
        label=_("Why this method"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    methods = forms.MultipleChoiceField(
        label=_("Methods"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every method that applies. Some draw for a minute."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=2**63 - 1,
        help_text=_("Methods that draw give the same answer for the same seed."),
    )
    samples = forms.IntegerField(
        label=_("Bootstrap samples"),
        min_value=100,
        max_value=10_000,
        required=False,
        help_text=_("Left empty: as many as the method needs."),
    )

    def __init__(
        self,
        *args: Any,
        exhibits: Sequence[tuple[int, str]],
        lists: Sequence[tuple[ListChoice, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lists = {str(number): choice for number, (choice, _label) in enumerate(lists)}
        self._set("exhibit", [("", "—"), *exhibits])
        self._set("lists", [(str(n), label) for n, (_choice, label) in enumerate(lists)])
        named = [(m.name, _(m.title)) for m in all_methods()]
        self._set("preferred", named)
        self._set("methods", named)

    def asked(self) -> dict[str, Any]:
        """Return what is asked for, as the long work takes it."""
        said = self.cleaned_data
        options = {name: said[name] for name in ("seed", "samples") if said[name] is not None}
        return {
            **{name: said[name] for name in ("exhibit", "title", "preferred", "reason", "methods")},
            "lists": [astuple(self._lists[key]) for key in said["lists"]],
            "options": options,
        }

    def _set(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
