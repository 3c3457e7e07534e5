"""The page of search."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.people.selectors import notices
from onrecord.web.search import selectors
from onrecord.web.search.asked import Asked
from onrecord.web.search.kinds import all_kinds
from onrecord.web.search.refreshing import refresh, state
from onrecord.web.site.rights import Actor, Right, actor_of, needs
from onrecord.web.site.words import said_error
from onrecord.web.sources.selectors import descriptions

_CALLED = {"en": "English", "sq": "shqip", "sr-Latn": "srpski", "sr-Cyrl": "српски"}
OFFERED_SOURCES = 200
"""Sources that the filter offers, by title."""


@needs(Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Find records by words in any script; without words, say how one searches."""
    actor = actor_of(request)
    compartments = actor.compartment_ids()
    refresh(compartments)
    context: dict[str, object] = {
        "kinds": [(kind.name, kind.label) for kind in all_kinds()],
        "languages_of_sources": _languages(actor),
        "sources": _sources(actor),
        "index": state(compartments),
    }
    try:
        asked = Asked.read(request.GET.dict())
        answer = selectors.search(actor, asked)
    except InputError as error:
        problem = {"error": said_error(error), "words": request.GET.get("q", "")}
        return render(request, "search/search.html", {**context, **problem}, status=400)
    with transaction.atomic():
        for exhibit in answer.read:
            note("read", "sources_exhibit", exhibit)
    context |= {
        "asked": asked,
        "words": asked.words,
        "answer": answer,
        "notices": notices(actor, answer.sources),
    }
    return render(request, "search/search.html", context)


def _sources(actor: Actor) -> list[tuple[int, str]]:
    rows = descriptions(actor).order_by("title", "source_id")
    return list(rows.values_list("source_id", "title")[:OFFERED_SOURCES])


def _languages(actor: Actor) -> list[tuple[str, str]]:
    """Return the languages of the sources that this person may see, each by its own name."""
    rows = descriptions(actor).exclude(language="").order_by("language")
    codes = rows.values_list("language", flat=True).distinct()
    return [(code, _CALLED.get(code, code)) for code in codes]
