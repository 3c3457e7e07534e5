"""Fields that several forms share: a place, a concept, victims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import InputError
from onrecord.vocab import load_scheme
from onrecord.vocab.concepts import Concept, Scheme
from onrecord.web.coding.where import find_place
from onrecord.web.site import languages
from onrecord.web.site.fields import said_with_value

Choices = list[tuple[str, Any]]

HOW_MANY = [
    ("", "—"),
    ("exact", _("exactly")),
    ("at_least", _("at least")),
    ("at_most", _("at most")),
    ("nearly", _("nearly")),
    ("approximate", _("about")),
    ("range", _("from … to …")),
]

# The help text of a place gives way to what the gazetteer answers while one types.
_ANSWERED = {
    "hx-get": reverse_lazy("coding:place"),
    "hx-trigger": "change, keyup changed delay:400ms",
    "hx-target": "previous .helptext",
}


class PlaceField(forms.CharField):
    """A place by its name in any spelling; cleaned to its id in the gazetteer.

    Where several places bear the name, the municipality stands after a comma.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Place in the gazetteer"))
        kwargs.setdefault(
            "help_text",
            _("Any spelling. Where several places bear one name: Drenovac, Klina"),
        )
        kwargs.setdefault("widget", forms.TextInput(attrs=_ANSWERED | {"list": "place-names"}))
        super().__init__(max_length=200, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the id of the place, or the empty string."""
        text = super().clean(value)
        try:
            return find_place(text) if text else ""
        except InputError as error:
            raise forms.ValidationError(said_with_value(error)) from error


def concept_field(
    label: Any, scheme: str, *, required: bool = False, help_text: Any = ""
) -> forms.ChoiceField:
    """Return a choice among the concepts of a scheme, in the language of each request."""

    def choices() -> Choices:
        return [("", "—"), *tree_choices(load_scheme(scheme))]

    shown = codebook_link(scheme, help_text)
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=shown)


def codebook_link(scheme: str, words: Any = "") -> Any:
    """Return a help text that ends with the way to the codebook, in a page of its own."""
    return _linked(words, reverse_lazy("coding:scheme", args=[scheme]), _("Codebook"))


def _link(words: Any, url: Any, label: Any) -> str:
    return format_html('{} <a href="{}" target="_blank">? {}</a>', words, url, label)


_linked = lazy(_link, str)


def tree_choices(scheme: Scheme) -> Choices:
    """Return the concepts of a scheme, the narrower ones grouped under their widest one."""
    language = languages.code()
    choices: Choices = []
    for top in scheme.top():
        below = [
            (concept.id, concept.label(language))
            for concept in scheme.descendants(top.id)
            if _is_current(concept)
        ]
        own = (top.id, top.label(language))
        choices.append((top.label(language), [own, *below]) if below else own)
    return choices


def act_type_field() -> forms.ChoiceField:
    """Return the choice of an act type; its scope note shows when one is chosen."""
    field = concept_field(
        _("What was done"),
        "acts",
        required=True,
        help_text=_("The narrowest type that the source supports; a wider one is a right answer."),
    )
    field.widget.attrs |= {
        "hx-get": reverse_lazy("coding:type"),
        "hx-trigger": "change",
        "hx-target": "previous .helptext",
    }
    return field


class VictimsMixin(forms.Form):
    """How many victims: how the number is meant, the number, and the end of a range."""

    victims_how = forms.ChoiceField(label=_("Number of victims"), choices=HOW_MANY, required=False)
    victims_number = forms.FloatField(label=_("Number"), min_value=0, required=False)
    victims_to = forms.FloatField(label=_("to"), min_value=0, required=False)

    def victims(self) -> dict[str, Any]:
        """Return the number as fields of Suffered; all empty where none is given."""
        how = self.cleaned_data.get("victims_how") or ""
        number = self.cleaned_data.get("victims_number")
        to = self.cleaned_data.get("victims_to")
        if not how and number is not None:
            how = "range" if to is not None else "exact"
        low = number if how in {"range", "at_least"} else None
        high = to if how == "range" else number if how in {"at_most", "nearly"} else None
        return {
            "victim_bound": how,
            "victim_value": None if how == "range" else number,
            "victim_low": low,
            "victim_high": high,
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a kind of number without its number."""
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("victims_how")
        if how and cleaned.get("victims_number") is None:
            self.add_error("victims_number", _("Give the number, or leave the kind empty."))
        if how == "range" and cleaned.get("victims_to") is None:
            self.add_error("victims_to", _("Give the end of the range."))
        return cleaned


def victims_initial(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields of Suffered as initial values of the form."""
    how = values.get("victim_bound") or ""
    number = values.get("victim_low") if how == "range" else values.get("victim_value")
    return {
        "victims_how": how,
        "victims_number": plain(number),
        "victims_to": plain(values.get("victim_high")) if how == "range" else None,
    }


def plain(number: float | None) -> float | None:
    """Return 4 rather than 4.0, as somebody would type it."""
    return int(number) if number is not None and number == int(number) else number


def _is_current(concept: Concept) -> bool:
    return concept.retired_by is None
