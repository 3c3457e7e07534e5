"""The page of a document as it looks, beside the text that was read from it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from onrecord.core.document.document_text import DocumentText
from onrecord.flows.redact import redacted_page
from onrecord.web.audit.services import note
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.services import start
from onrecord.web.site.rights import Actor, Right, actor_of, needs
from onrecord.web.sources import selectors
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.layout import document_of, has_pages
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.page_work import SEARCHABLE
from onrecord.web.sources.paper import CLOSE_DPI, SCREEN_DPI, page_at, paper, picture_of, words_on
from onrecord.web.sources.redacting import redactions, spans_of

_MOST_DIGITS = 9


@needs(Right.READ)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page with its words marked: ``?number=`` or the page of the passage ``?at=&to=``."""
    actor = actor_of(request)
    text = paged_text(actor, pk)
    note("read", "sources_exhibit", text.pk, fields="page")
    document = document_of(actor, text)
    at, to = asked(request, "at"), asked(request, "to")
    number = asked(request, "number") or page_at(document, at)
    words = words_on(text, document, page_of(document, number))
    context = {
        "text": text,
        "paper": paper(document, number, words, (at, to)),
        "at": at,
        "to": to,
        "base": "sources/bare.html" if getattr(request, "htmx", False) else "base.html",
        "description": selectors.description_of(text.source),
        "was_recognised": bool(document.words),
    }
    return render(request, "sources/page.html", context)


@require_POST
@needs(Right.CODE)
def searchable(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a searchable copy of a scan, as long work."""
    actor = actor_of(request)
    text = paged_text(actor, pk)
    job = start(SEARCHABLE, text.pk, title=text.name, compartment_id=text.compartment_id, by=actor)
    return lead_on(job)


@needs(Right.READ)
def image(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give out the picture of a page; ``?redacted=1`` as it will stand in the redacted copy.

    No browser keeps it.
    """
    actor = actor_of(request)
    text = paged_text(actor, pk)
    note("read", "sources_exhibit", text.pk, fields=f"page={number}")
    document = document_of(actor, text)
    page_of(document, number)
    png = picture_of(text, number, dpi=CLOSE_DPI if "close" in request.GET else SCREEN_DPI)
    if "redacted" not in request.GET:
        return _unkept(png, "image/png")
    shown = redacted_page(
        png,
        words_on(text, document, number),
        document,
        number,
        spans_of(redactions(actor, text)),
        with_unread=request.GET.get("unread") == "1",
    )
    return _unkept(shown.jpeg, "image/jpeg")


def read_text(actor: Actor, pk: int) -> Exhibit:
    """Return a text that was read, 404 where this person may not see one; consent is asked."""
    texts = selectors.exhibits(actor).filter(derived_from__isnull=False)
    found = get_object_or_404(
        texts.filter(media_type=selectors.TEXT).select_related("derived_from", "source"), pk=pk
    )
    require_reading(actor, found.source)
    return found


def paged_text(actor: Actor, pk: int) -> Exhibit:
    """Return a text that was read from a file with pages, 404 for any other."""
    found = read_text(actor, pk)
    if not has_pages(found):
        raise Http404
    return found


def page_of(document: DocumentText, number: int) -> int:
    """Return the number of a page that the document has, else 404."""
    if not 1 <= number <= len(document.pages):
        raise Http404
    return number


def asked(request: HttpRequest, name: str) -> int:
    """Return a number from the address, 0 where there is none or it is none."""
    sent = request.GET.get(name, "")
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= _MOST_DIGITS
    return int(sent) if is_number else 0


def _unkept(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "no-store"
    return response
