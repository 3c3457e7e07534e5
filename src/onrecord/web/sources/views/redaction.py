"""The pages on which words are taken out of a text, and the redacted copy is made and given out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from onrecord.core.document.redaction import NamedAgain, Span, left_over, named_again, redacted
from onrecord.web.audit.services import note
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.services import start
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, actor_of, needs, require_export
from onrecord.web.site.shown import shown_version
from onrecord.web.sources import redacting, selectors, services
from onrecord.web.sources.consent import INTERNAL, require_use
from onrecord.web.sources.layout import has_pages
from onrecord.web.sources.models import Exhibit, Redaction
from onrecord.web.sources.page_work import REDACT
from onrecord.web.sources.redaction_forms import MakeForm, NameForm, RedactForm, TakeBackForm
from onrecord.web.sources.views.page_beside_text import asked, read_text

_AROUND = 50
"""Characters shown before and after words that are taken out."""
_SHOWN = 500
"""Places that one page lists."""
_PREVIEW = 60_000
"""Characters of the preview."""
_PAGES = 60
"""Pages of the preview; each is drawn when it comes into view."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a text with a little around them; ``key`` is what a form sends back."""

    key: str
    before: str
    words: str
    after: str
    kind: str = ""
    row: Redaction | None = None

    @classmethod
    def of(cls, text: str, span: Span, kind: str = "", row: Redaction | None = None) -> Place:
        """Return a span with what stands around it."""
        return cls(
            f"{span.start}-{span.end}",
            text[max(0, span.start - _AROUND) : span.start],
            text[span.start : span.end],
            text[span.end : span.end + _AROUND],
            kind,
            row,
        )


@needs(Right.CODE)
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is taken out, and where selected or named words stand; a post names words."""
    actor = actor_of(request)
    text = read_text(actor, pk)
    note("read", "sources_exhibit", text.pk, fields="redaction")
    content = selectors.text_of(text)
    named = NameForm(request.POST or None)
    found: list[Place] = []
    words = ""
    if request.method == "POST" and named.is_valid():
        words = named.cleaned_data["name"]
        found = _alike(content, named_again(content, words))
    elif 0 <= asked(request, "start") < asked(request, "end") <= len(content):
        span = Span(asked(request, "start"), asked(request, "end"))
        words = content[span.start : span.end]
        found = _with_selected(content, span)
    context = {
        "text": text,
        "description": selectors.description_of(text.source),
        "named": named,
        "words": words,
        "found": found[:_SHOWN],
        "found_count": len(found),
        **_taken_out(actor, text, content),
    }
    return render(request, "sources/redact.html", context)


@require_POST
@needs(Right.CODE)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the ticked places are taken out."""
    actor = actor_of(request)
    text = read_text(actor, pk)
    form = RedactForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick at least one place, and say why."))
        return redirect("sources:redact", pk=pk)
    count = redacting.add_redactions(text, form.spans(), form.cleaned_data["why"], by=actor)
    said = ngettext("{number} place is taken out.", "{number} places are taken out.", count)
    messages.success(request, said.format(number=count))
    return redirect("sources:redact", pk=pk)


@require_POST
@needs(Right.CODE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let words stand again."""
    actor = actor_of(request)
    text = read_text(actor, pk)
    form = TakeBackForm(request.POST)
    shown = shown_version(request, Redaction.objects.visible_to(actor).filter(text=text))
    if form.is_valid():
        redacting.take_back(shown, by=actor, reason=form.cleaned_data["reason"])
    else:
        messages.error(request, _("Say why the words may stand again."))
    return redirect("sources:redact", pk=pk)


@require_POST
@needs(Right.CODE)
def make(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make the redacted copies, as long work."""
    actor = actor_of(request)
    text = read_text(actor, pk)
    form = MakeForm(request.POST)
    rows = redacting.redactions(actor, text)
    spans = [(row.start, row.end, row.why) for row in rows]
    job = start(
        REDACT,
        text.pk,
        title=text.name,
        compartment_id=text.compartment_id,
        by=actor,
        arguments={
            "spans": spans,
            "with_unread": form.is_valid() and form.cleaned_data["with_unread"],
        },
    )
    return lead_on(job)


@needs(Right.EXPORT)
def redacted_copy(request: HttpRequest, pk: int) -> FileResponse:
    """Give out a redacted copy that was made here, and never another file."""
    actor = actor_of(request)
    copy = get_object_or_404(redacting.redacted_copies(actor), pk=pk)
    require_export(request)
    require_use(copy.source, INTERNAL)
    services.note_custody(copy, "export", by=actor)
    note("export", "sources_exhibit", copy.pk)
    response = FileResponse(
        register.archive().open(copy.sha256),
        as_attachment=True,
        filename=copy.name,
        content_type="application/octet-stream",
    )
    response["Cache-Control"] = "no-store"
    return response


def _taken_out(actor: Actor, text: Exhibit, content: str) -> dict[str, object]:
    """Return what the page shows of the redactions of a text and of what comes of them."""
    rows = list(redacting.redactions(actor, text))
    spans = redacting.spans_of(rows)
    left = left_over(content, spans)
    pages = len(text.parameters.get("pages") or [0]) if has_pages(text) else 0
    return {
        "left": [Place.of(content, span) for span in left[:_SHOWN]],
        "left_count": len(left),
        "places": _places(content, rows[:_SHOWN]),
        "place_count": len(rows),
        "shown": _SHOWN,
        "whys": Redaction.WHY.items(),
        "make_form": MakeForm(),
        "page_count": pages,
        "page_numbers": range(1, min(pages, _PAGES) + 1),
        "preview": redacted(content, spans)[:_PREVIEW],
        "is_cut": len(content) > _PREVIEW,
        "copies": redacting.copies(actor, text),
    }


def _places(content: str, rows: Iterable[Redaction]) -> list[Place]:
    return [Place.of(content, Span(row.start, row.end), row=row) for row in rows]


def _with_selected(content: str, selected: Span) -> list[Place]:
    """Return the selected words, and wherever else they stand."""
    again = named_again(content, content[selected.start : selected.end])
    others = [one for one in again if not one.span.meets(selected)]
    return [Place.of(content, selected, _("selected")), *_alike(content, others)]


def _alike(content: str, found: Iterable[NamedAgain]) -> list[Place]:
    return [
        Place.of(content, one.span, _("the same") if one.is_whole else _("a part or another form"))
        for one in found
    ]
