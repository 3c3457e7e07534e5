"""Forms of figures and questions: their fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.figures.models import Figure, Question
from onrecord.web.site.choices import concept_choices
from onrecord.web.site.fields import NumberField, PeriodField
from onrecord.web.sources.forms import compartment_choices

BOUNDS = [
    ("exact", _("exactly")),
    ("range", _("from … to …")),
    ("at_least", _("at least")),
    ("at_most", _("at most")),
    ("nearly", _("nearly")),
    ("approximate", _("about")),
    ("share", _("a share")),
    ("worded", _("only in words")),
]


class FigureForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What a source states."""

    period = PeriodField(label=_("Period"))
    as_of = PeriodField(label=_("As of"), help_text=_("the date for which the source says it"))

    class Meta:
        model = Figure
        fields = (
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
            "where",
            "status",
            "note",
        )
        help_texts = {
            "unit": _("persons, cases, share …; a share is a number from 0 to 1"),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        field_classes = dict.fromkeys(("value", "low", "high", "base"), NumberField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bound"] = forms.ChoiceField(label=self.fields["bound"].label, choices=BOUNDS)
        self.fields["measure"] = forms.ChoiceField(
            label=self.fields["measure"].label,
            choices=concept_choices("figure_measures", empty=True),
            required=False,
        )


class FigureCorrection(FigureForm):
    """A corrected reading, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The scope that makes figures comparable."""

    period = PeriodField(label=_("When"))
    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)

    class Meta:
        model = Question
        fields = ("title", "measure", "population", "place", "period", "definition")
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, compartment_ids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = forms.ChoiceField(
            label=self.fields["measure"].label, choices=concept_choices("figure_measures")
        )
        self.fields["compartment"].choices = compartment_choices(compartment_ids)  # type: ignore[attr-defined]  # a choice field


class PlacementForm(forms.Form):
    """The judgement that a figure answers a question."""

    figure = forms.UUIDField(widget=forms.HiddenInput)
    difference = forms.CharField(
        label=_("What differs in scope (empty: nothing)"), max_length=300, required=False
    )
    reason = forms.CharField(label=_("Why it answers the question"), max_length=500)


class RemovalForm(forms.Form):
    """The judgement that a figure does not answer a question."""

    figure = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why not"), max_length=500)
