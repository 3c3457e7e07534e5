"""Terms that coders miss: propose one, the list of requests, and the decision about each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.forms.codebook import (
    DecideTermForm,
    TermForm,
    scheme_choices,
    scheme_title,
)
from onrecord.web.coding.forms.reading import SpanForm
from onrecord.web.coding.models import TermRequest
from onrecord.web.coding.selectors import codebook as selectors
from onrecord.web.coding.views.passages import Selection
from onrecord.web.coding.views.room import address
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.sources.selectors import exhibits, text_of

_COLUMNS = (
    Column(
        "term",
        gettext_lazy("Term"),
        lambda row: row.label,
        sort="label",
        link=lambda row: reverse("coding:term", args=[row.stem]),
    ),
    Column("vocabulary", gettext_lazy("Vocabulary"), lambda row: row.scheme, sort="scheme"),
    Column("covers", gettext_lazy("What it covers"), lambda row: row.definition),
    Column("evidence", gettext_lazy("Words that show the need"), lambda row: row.evidence[:200]),
    Column("state", gettext_lazy("State"), lambda row: row.get_state_display(), sort="state"),
    Column("reason", gettext_lazy("Reason"), lambda row: row.reason),
    Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
)
_STATES = tuple(TermRequest.STATES.items())


@needs(Right.READ)
def term_list(request: HttpRequest) -> HttpResponseBase:
    """List the terms that were asked for; the export goes to those who keep the vocabulary."""
    return Listing(
        rows=selectors.terms(actor_of(request)),
        columns=_COLUMNS,
        filters=(
            Filter("q", _("Term"), lambda rows, value: rows.filter(label__icontains=value)),
            Filter("state", _("State"), lambda rows, value: rows.filter(state=value), _STATES),
            Filter(
                "scheme",
                _("Vocabulary"),
                lambda rows, value: rows.filter(scheme=value),
                scheme_choices(),
            ),
        ),
        sort="state",
        name="terms",
        exported=lambda count: note("export", "coding_termrequest", fields=f"rows={count}"),
    ).response(request, "coding/terms.html")


@needs(Right.CODE)
def propose(request: HttpRequest) -> HttpResponseBase:
    """Propose a term, with a selected passage as evidence or with quoted words."""
    actor = actor_of(request)
    selection = _selection(request)
    form = TermForm(
        request.POST or None,
        initial={"scheme": request.GET.get("scheme", "acts")},
        compartment_ids=actor.compartment_ids(),
        has_passage=selection is not None,
    )
    if request.method == "POST" and form.is_valid():
        term = services.propose_term(
            form.values(),
            by=actor,
            compartment_id=form.cleaned_data.get("compartment"),
            text=selection.text if selection else None,
            span=(selection.start, selection.end) if selection else None,
        )
        return redirect("coding:term", stem=term.stem)
    context = {"form": form, "selection": selection}
    return render(request, "coding/propose.html", context)


@needs(Right.READ)
def one_term(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show a request with its evidence, and decide about it."""
    actor = actor_of(request)
    term = get_object_or_404(selectors.terms(actor).select_related("passage"), stem=stem)
    form = DecideTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, TermRequest.objects.visible_to(actor).history(stem))
        services.decide_term(
            shown, form.cleaned_data["state"], by=actor, reason=form.cleaned_data["reason"]
        )
        return redirect("coding:terms")
    passage = term.passage
    context = {
        "term": term,
        "title": scheme_title(term.scheme),
        "place": address(passage.exhibit_id, passage.start or 0) if passage else "",
        "form": form,
        "may_judge": has_right(actor, Right.JUDGE),
        "history": selectors.term_history(actor, term),
    }
    return render(request, "coding/term.html", context)


def _selection(request: HttpRequest) -> Selection | None:
    """Return the passage that was selected in the reading room; None where none was."""
    sent = request.POST if request.method == "POST" else request.GET
    if not sent.get("start"):
        return None
    span = SpanForm(sent)
    if not span.is_valid():
        raise InputError(
            "No words are selected.", remedy="Select the words of the passage in the text."
        )
    number = sent.get("text", "")
    pk = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 0
    text = get_object_or_404(exhibits(actor_of(request)), pk=pk, derived_from__isnull=False)
    start, end = span.cleaned_data["start"], span.cleaned_data["end"]
    return Selection(text=text, start=start, end=end, quote=text_of(text)[start:end])


_MOST_DIGITS = 19
