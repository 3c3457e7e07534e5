"""Forms of intake: many files, a folder, archives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.choices import concept_choices
from onrecord.web.sources.forms import compartment_choices


class FilesInput(forms.FileInput):
    """An input for many files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files at once; clean gives all that were sent, in their order."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - the signature of fields
        """Return the list of files that were sent; an empty file is refused later, by name."""
        given = data if isinstance(data, list | tuple) else [data]
        return [one for one in given if isinstance(one, UploadedFile)]


class FilesForm(forms.Form):
    """Files to preserve, and whether the files within archives come out."""

    OPENINGS = {
        "together": _("take their files out, into the same source"),
        "apart": _("take their files out, each as a source of its own"),
        "closed": _("keep them closed"),
    }

    chosen = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Any kind. Archives (ZIP, WARC, WACZ, MBOX) and mails (EML) can be opened."),
    )
    folder = FilesField(
        label=_("Or a folder"),
        required=False,
        widget=FilesInput(attrs={"webkitdirectory": "", "data-folder": ""}),
    )
    paths = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-paths": ""}))
    opening = forms.ChoiceField(
        label=_("Archives and mails"),
        choices=list(OPENINGS.items()),
        initial="together",
        help_text=_("They are preserved as they came in every case. They can be opened later."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a form without a file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("chosen") and not cleaned.get("folder"):
            self.add_error("chosen", _("Choose a file or a folder."))
        return cleaned


class IntakeForm(FilesForm):
    """Files of new sources, and what is known of them."""

    AS = {
        "one": _("all files are one source"),
        "each": _("each file is a source of its own"),
    }

    sources = forms.ChoiceField(
        label=_("Sources"), choices=list(AS.items()), initial="one", widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Of the one source. Without a title it is called as its first file."),
    )
    kind = forms.ChoiceField(label=_("Kind of source"))
    originator = forms.CharField(label=_("Originator"), max_length=300, required=False)
    received = forms.DateField(
        label=_("Date received"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)

    def __init__(self, *args: Any, compartment_ids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = compartment_choices(compartment_ids)
        self.fields["compartment"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].choices = concept_choices("source_kinds", empty=False)  # type: ignore[attr-defined]

    def described(self) -> dict[str, Any]:
        """Return the fields of the description."""
        return {
            name: self.cleaned_data[name] for name in ("title", "kind", "originator", "received")
        }


class OpeningForm(forms.Form):
    """How one archive is opened."""

    opening = forms.ChoiceField(
        label=_("Its files"),
        choices=[
            ("together", _("into the same source")),
            ("apart", _("each as a source of its own")),
        ],
    )
