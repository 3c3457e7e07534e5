"""Forms of lists, mentions and persons: their fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.people.models import Mention
from onrecord.web.site.choices import concept_choices
from onrecord.web.site.fields import NumberField, PeriodField


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A corrected reading of a mention, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)

    class Meta:
        model = Mention
        fields = (
            "name",
            "given",
            "father",
            "surname",
            "sex",
            "birth",
            "age",
            "age_low",
            "age_high",
            "death",
            "municipality",
            "village",
            "fate",
        )
        labels = {"name": _("Full name")}
        field_classes = {
            **dict.fromkeys(("age", "age_low", "age_high"), NumberField),
            **dict.fromkeys(("birth", "death"), PeriodField),
        }
        help_texts = {
            "birth": _("Any precision: 1960, 1960-05, 1960-05-12, 1960~"),
            "death": _("Of death, disappearance or the event: 1999, 1999-04, 1999-04-14"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, scheme in (("sex", "sexes"), ("fate", "outcomes")):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=concept_choices(scheme, empty=True),
                required=False,
            )

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the version shown."""
        changed = set(self.changed_data) - {"reason"}
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in changed}


class StartForm(forms.Form):
    """Which list comes in: a new file of a source, or a file that is preserved already."""

    source = forms.TypedChoiceField(label=_("Source"), coerce=int, empty_value=None, required=False)
    file = forms.FileField(label=_("File"), required=False, help_text=_("CSV, TSV or XLSX."))
    exhibit = forms.TypedChoiceField(
        label=_("Or a file that is preserved already"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        sources: list[tuple[int, str]],
        exhibits: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("source", sources), ("exhibit", exhibits)):
            field = self.fields[name]
            field.choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for a file with its source, or for a preserved file, and not for both."""
        cleaned = super().clean() or {}
        new = bool(cleaned.get("file"))
        if new == bool(cleaned.get("exhibit")):
            raise forms.ValidationError(_("Choose a new file, or one that is preserved already."))
        if new and not cleaned.get("source"):
            raise forms.ValidationError(_("Say to which source the new file belongs."))
        return cleaned


class FileKindForm(forms.Form):
    """How the file is written, where finding it out must not decide."""

    encoding = forms.CharField(label=_("Encoding"), required=False, max_length=30)
    separator = forms.ChoiceField(
        label=_("Separator"),
        required=False,
        choices=[
            ("", _("found out")),
            (",", _("comma")),
            (";", _("semicolon")),
            ("tab", _("tab")),
            ("|", _("vertical bar")),
        ],
    )
    sheet = forms.CharField(label=_("Sheet"), required=False, max_length=60)

    def values(self) -> dict[str, str | None]:
        """Return what was said, as a mapping has it."""
        said = {name: self.cleaned_data.get(name) or None for name in self.fields}
        return {**said, "separator": "\t" if said["separator"] == "tab" else said["separator"]}


class MappingTextForm(forms.Form):
    """A mapping file, pasted or uploaded."""

    text = forms.CharField(
        label=_("Mapping as text"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Mapping file"), required=False)
