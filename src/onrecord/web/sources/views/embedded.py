"""The page of what a photograph or film tells of itself; its place only on request, and logged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from onrecord.web.audit.services import note
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources import embedding, selectors, services
from onrecord.web.sources.consent import require_reading


@needs(Right.READ)
def embedded(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the tags of a picture; a post asks for the place too, which custody and log say."""
    actor = actor_of(request)
    kept = get_object_or_404(selectors.exhibits(actor).filter(media_type=embedding.TAGS), pk=pk)
    require_reading(actor, kept.source)
    asked = request.method == "POST"
    note("read", "sources_exhibit", kept.pk, fields="embedded location" if asked else "embedded")
    if asked:
        services.note_custody(kept, "view", by=actor, note="place embedded in the file")
    context = {
        "kept": kept,
        "told": embedding.shown(kept, with_location=asked),
        "description": selectors.description_of(kept.source),
    }
    return render(request, "sources/embedded.html", context)
