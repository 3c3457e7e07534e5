"""Small answers while one codes: what a type means, which place a name means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onrecord.core.kernel.errors import InputError
from onrecord.vocab import load_scheme
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.web.coding.selectors.codebook import anchor_of
from onrecord.web.coding.where import described, find_place
from onrecord.web.site import languages
from onrecord.web.site.fields import said_with_value
from onrecord.web.site.rights import Right, needs


@needs(Right.READ)
def types(request: HttpRequest) -> HttpResponse:
    """Show every type of act with what it covers."""
    scheme, language = load_scheme("acts"), languages.code()
    rows = [
        (len(scheme.ancestors(concept.id)), concept.label(language), concept) for concept in scheme
    ]
    return render(request, "coding/types.html", {"rows": rows})


@needs(Right.READ)
def type_note(request: HttpRequest) -> HttpResponse:
    """Answer with the scope note of one type of act."""
    scheme, wanted = load_scheme("acts"), request.GET.get("act_type", "")
    concept = scheme.concept(wanted) if wanted in scheme else None
    return render(
        request, "coding/type_note.html", {"concept": concept, "anchor": anchor_of(wanted)}
    )


@needs(Right.READ)
def place(request: HttpRequest) -> HttpResponse:
    """Answer which one place a name means, or why there is not one."""
    text = request.GET.get("place", "").strip()
    found, problem = "", ""
    if text:
        try:
            found = described(Gazetteer.default().place(find_place(text)))
        except InputError as error:
            problem = said_with_value(error)
    context = {"found": found, "problem": problem, "text": text}
    return render(request, "coding/place.html", context)
