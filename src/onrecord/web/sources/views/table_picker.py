"""The page on which a person says where the columns of a table on a page part."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.document.document_text import Word
from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources import selectors
from onrecord.web.sources.layout import document_of
from onrecord.web.sources.paper import paper, words_on
from onrecord.web.sources.tables import Cut, keep_table, proposed, rows_of
from onrecord.web.sources.views.page_beside_text import page_of, paged_text

_SHOWN = 200
"""Rows of the preview."""


class CutForm(forms.Form):
    """Where the columns part, in per cent of the page."""

    edges = forms.CharField(
        label=gettext_lazy("Borders between columns"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("In per cent of the width of the page, such as: 21.5 40 66"),
    )
    top = forms.FloatField(label=gettext_lazy("Table from, %"), min_value=0, max_value=100)
    bottom = forms.FloatField(label=gettext_lazy("to, %"), min_value=0, max_value=100)
    heading = forms.BooleanField(
        label=gettext_lazy("The first row names the columns"), required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        for name in ("top", "bottom"):
            # Typed and moved by a script: a point in every language.
            self.fields[name].widget = forms.NumberInput(
                attrs={"step": "0.1", "min": "0", "max": "100"}
            )
            self.fields[name].localize = False

    def clean(self) -> dict[str, object]:
        """Make the cut of what was typed."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            edges = sorted({round(float(one) / 100, 4) for one in said["edges"].split()})
            said["cut"] = Cut(
                edges=tuple(edges),
                top=said["top"] / 100,
                bottom=said["bottom"] / 100,
                has_heading=said["heading"],
            )
        except (ValueError, InputError):
            raise forms.ValidationError(
                _("Borders are numbers between 0 and 100 with spaces between; the top is above.")
            ) from None
        return said


def _form(sent: QueryDict, words: Sequence[Word]) -> CutForm:
    """Return what was sent, with proposed columns where they are asked for or nothing was sent."""
    has_cut = "top" in sent
    form = CutForm(sent if has_cut else {"top": "0", "bottom": "100", "heading": "on"})
    if (has_cut and "propose" not in sent) or not form.is_valid():
        return form
    edges = proposed(words, form.cleaned_data["cut"])
    said = {name: form.data.get(name, "") for name in ("top", "bottom", "heading")}
    return CutForm({**said, "edges": " ".join(f"{edge * 100:.1f}" for edge in edges)})


@needs(Right.CODE)
def pick(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show proposed columns and the rows that they give; a post keeps the table."""
    actor = actor_of(request)
    text = paged_text(actor, pk)
    note("read", "sources_exhibit", text.pk, fields=f"page={number}")
    document = document_of(actor, text)
    words = words_on(text, document, page_of(document, number))
    form = _form(request.POST if request.method == "POST" else request.GET, words)
    rows = rows_of(document, words, form.cleaned_data["cut"]) if form.is_valid() else []
    if request.method == "POST" and form.is_valid():
        kept = keep_table(text, rows, form.cleaned_data["cut"], page=number, by=actor)
        messages.success(
            request,
            _("Kept as {file}. It can be brought in as a list of people.").format(file=kept.name),
        )
        return redirect("sources:one", pk=text.source_id)
    context = {
        "text": text,
        "description": selectors.description_of(text.source),
        "paper": paper(document, number, words, (0, 0)),
        "form": form,
        "cut": form.cleaned_data.get("cut") if form.is_valid() else None,
        "rows": rows[:_SHOWN],
        "row_count": len(rows),
        "base": "sources/bare.html" if getattr(request, "htmx", False) else "base.html",
    }
    return render(request, "sources/pick_table.html", context)
