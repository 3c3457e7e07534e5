"""Pages that code from a selected passage: a figure, an account, one more support."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.coding import services
from onrecord.web.coding.drafts import drafted
from onrecord.web.coding.forms.accounts import AccountForm
from onrecord.web.coding.forms.reading import CiteForm, ReadFigureForm, SpanForm, field_labels
from onrecord.web.coding.selectors import accounts as account_selectors
from onrecord.web.coding.services.accounts import CODED_FIELDS
from onrecord.web.coding.services.claims import passage_of
from onrecord.web.coding.views.room import address
from onrecord.web.coding.where import known_names
from onrecord.web.coding.words import suffered_words
from onrecord.web.site.choices import concept_label
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A span of a text that a person selected, in its words."""

    text: Exhibit
    start: int
    end: int
    quote: str

    @property
    def url(self) -> str:
        """Where it stands in the reading room."""
        return address(self.text.pk, self.start)


@needs(Right.CODE)
def code_figure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Code a figure from a selected passage."""
    selection = _selection(request, pk)
    form = ReadFigureForm(request.POST or None, initial={"unit": "persons"})
    if request.method == "POST" and form.is_valid():
        services.code_figure(
            selection.text,
            selection.start,
            selection.end,
            values=form.values(),
            by=actor_of(request),
        )
        return HttpResponseRedirect(selection.url)
    return _page(request, "coding/code_figure.html", selection, form)


@needs(Right.CODE)
def code_account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Code an account of an act from a selected passage: each value rests on its words."""
    selection = _selection(request, pk)
    actor = actor_of(request)
    form = AccountForm(request.POST or None, initial=drafted(selection.quote))
    if request.method == "POST" and form.is_valid():
        span = (selection.start, selection.end)
        values = form.values()
        services.code_act(
            selection.text, values, cites={name: [span] for name in CODED_FIELDS}, by=actor
        )
        messages.success(
            request,
            _("Kept: {act}.").format(act=concept_label("acts", values["act_type"])),
        )
        return HttpResponseRedirect(selection.url)
    return _page(request, "coding/code_account.html", selection, form)


@needs(Right.CODE)
def choose_cited(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the account, and its value, that a selected passage supports as well."""
    selection = _selection(request, pk)
    actor = actor_of(request)
    found = account_selectors.accounts_of_text(actor, selection.text)[:50]
    context = {
        "selection": selection,
        "accounts": [(account.stem, suffered_words(account)) for account in found],
        "fields": field_labels().items(),
    }
    return render(request, "coding/cite.html", context)


@require_POST
@needs(Right.CODE)
def cite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a selected passage to a coded value of an account."""
    actor = actor_of(request)
    form = CiteForm(request.POST)
    if not form.is_valid():
        raise InputError("The selection is not complete.", remedy="Select the words again.")
    text = get_object_or_404(exhibits(actor), pk=pk, derived_from__isnull=False)
    require_reading(actor, text.source)
    account = get_object_or_404(
        account_selectors.accounts(actor), stem=form.cleaned_data["account"]
    )
    span = (form.cleaned_data["start"], form.cleaned_data["end"])
    services.cite(
        account,
        form.cleaned_data["field"],
        passage_of(text, *span, by=actor),
        by=actor,
        reason=_("One more passage."),
    )
    return HttpResponseRedirect(address(pk, span[0]))


def _selection(request: HttpRequest, pk: int) -> Selection:
    text = get_object_or_404(exhibits(actor_of(request)), pk=pk, derived_from__isnull=False)
    require_reading(actor_of(request), text.source)
    form = SpanForm(request.POST if request.method == "POST" else request.GET)
    content = text_of(text)
    if not form.is_valid() or not form.cleaned_data["start"] < form.cleaned_data["end"]:
        raise InputError(
            "No words are selected.", remedy="Select the words of the passage in the text."
        )
    start, end = form.cleaned_data["start"], min(form.cleaned_data["end"], len(content))
    return Selection(text=text, start=start, end=end, quote=content[start:end])


def _page(
    request: HttpRequest, template: str, selection: Selection, form: ReadFigureForm | AccountForm
) -> HttpResponse:
    partial = bool(getattr(request, "htmx", False))
    context = {
        "selection": selection,
        "form": form,
        "base": "coding/bare.html" if partial else "base.html",
        "names": known_names(),
    }
    return render(request, template, context)
