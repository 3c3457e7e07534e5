"""Form fields that every app shares: a date of any precision, a number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import InputError, UserError
from onrecord.core.kernel.period import Period
from onrecord.web.site import languages
from onrecord.web.site.words import said_error


class PeriodField(forms.CharField):
    """A date of any precision in any of our languages; cleaned to EDTF."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Any precision: 14 April 1999, 1999-04, before 2001"))
        super().__init__(**{"max_length": 60, "required": False} | kwargs)

    def clean(self, value: Any) -> str:
        """Return the period as EDTF, or the empty string."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return Period.parse(text, language=languages.code()).edtf()
        except InputError as error:
            raise forms.ValidationError(said_with_value(error)) from error


class NumberField(forms.FloatField):
    """A number that stands in its field as people write it: 41, not 41.0."""

    def prepare_value(self, value: Any) -> Any:
        """Return a whole number without its fraction; anything else as it is."""
        whole = isinstance(value, float) and value.is_integer()
        return int(value) if whole else value


def said_with_value(error: UserError) -> str:
    """Return what an error says, with the value that it speaks of."""
    sentence = said_error(error)
    return f"{sentence} ({error.value})" if error.value is not None else sentence
