"""Forms of the codebook: a note of the office, a term that is missing, the decision about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.vocab import load_scheme
from onrecord.web.coding.models import CodebookNote, TermRequest
from onrecord.web.coding.services.codebook import CODED_SCHEMES
from onrecord.web.site import languages
from onrecord.web.sources.forms import compartment_choices


def scheme_title(scheme: str) -> str:
    """Return the title of a vocabulary in the language of the request."""
    title: str = load_scheme(scheme).title[languages.code()]
    return title[:1].upper() + title[1:]


def scheme_choices() -> list[tuple[str, str]]:
    """Return the vocabularies of coding as choices."""
    return [(scheme, scheme_title(scheme)) for scheme in CODED_SCHEMES]


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """How this office understands one concept."""

    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)

    class Meta:
        model = CodebookNote
        fields = ("definition", "rule", "example")
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 3}))
        help_texts = {"example": _("Invented, or from a published source: nobody's own record.")}

    def __init__(self, *args: Any, compartment_ids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = compartment_choices(compartment_ids)
        self.fields["compartment"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, str]:
        """Return what was typed, as fields of CodebookNote."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class TermForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A term that is missing; without a passage, the words that show the need are quoted."""

    scheme = forms.ChoiceField(label=_("Vocabulary"), choices=scheme_choices)
    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)

    class Meta:
        model = TermRequest
        fields = ("scheme", "label", "definition", "evidence")
        widgets = dict.fromkeys(("definition", "evidence"), forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, *args: Any, compartment_ids: Any, has_passage: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if has_passage:
            del self.fields["evidence"], self.fields["compartment"]
        else:
            choices = compartment_choices(compartment_ids)
            self.fields["compartment"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, str]:
        """Return what was typed, as fields of TermRequest."""
        return {
            name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data
        }


class DecideTermForm(forms.Form):
    """Accept or decline a request, with the reason."""

    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("accepted", _("accept: it is asked of the vocabulary")),
            ("declined", _("decline")),
        ],
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)
