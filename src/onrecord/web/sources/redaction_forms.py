"""Forms of redaction: why, the words of a name, and what becomes of pages without words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.core.document.redaction import Span
from onrecord.web.sources.models import Redaction


class NameForm(forms.Form):
    """A name that is looked for everywhere in the text."""

    name = forms.CharField(
        label=_("A name or other words"),
        max_length=200,
        help_text=_("Found in every script, with and without marks, and with other endings."),
    )


class RedactForm(forms.Form):
    """Which places are taken out, and why."""

    place = forms.MultipleChoiceField(
        label=_("Places"), error_messages={"required": _("Tick at least one place.")}
    )
    why = forms.ChoiceField(label=_("Why"), choices=list(Redaction.WHY.items()))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        sent = self.data.getlist("place") if hasattr(self.data, "getlist") else []
        valid = [(one, one) for one in sent if _span(one) is not None]
        self.fields["place"].choices = valid  # type: ignore[attr-defined]  # a choice field

    def spans(self) -> list[Span]:
        """Return the places that were ticked."""
        found = (_span(one) for one in self.cleaned_data["place"])
        return [span for span in found if span is not None]


class TakeBackForm(forms.Form):
    """Why words may stand again."""

    reason = forms.CharField(label=_("Why they may stand again"), max_length=300)


class MakeForm(forms.Form):
    """How the copy is made."""

    with_unread = forms.BooleanField(
        label=_("Show pages on which no words were read"),
        required=False,
        help_text=_("Else they are black: nobody can look for names on them."),
    )


def _span(sent: str) -> Span | None:
    start, _dash, end = sent.partition("-")
    is_plain = sent.isascii() and start.isdecimal() and end.isdecimal() and len(sent) <= 19
    return Span(int(start), int(end)) if is_plain and int(start) < int(end) else None
