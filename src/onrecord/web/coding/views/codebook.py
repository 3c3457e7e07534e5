"""Pages of the codebook: every concept that coders choose from, as the office understands it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from onrecord.vocab import load_scheme
from onrecord.web.coding import services
from onrecord.web.coding.forms.codebook import NoteForm, scheme_choices, scheme_title
from onrecord.web.coding.models import CodebookNote
from onrecord.web.coding.selectors import codebook as selectors
from onrecord.web.coding.services.codebook import CODED_SCHEMES
from onrecord.web.site import languages
from onrecord.web.site.compartments import general_id
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import sent_number


@needs(Right.READ)
def codebook(request: HttpRequest) -> HttpResponseBase:
    """Show the vocabularies of coding, and search all of them."""
    words = request.GET.get("q", "").strip()[:100]
    actor = actor_of(request)
    sections = [
        (scheme, title, selectors.entries(actor, scheme, words) if words else [])
        for scheme, title in scheme_choices()
    ]
    context = {
        "words": words,
        "sections": [one for one in sections if one[2]] if words else sections,
        "may_code": has_right(actor, Right.CODE),
    }
    return render(request, "coding/codebook.html", context)


@needs(Right.READ)
def one_scheme(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """Show every concept of one vocabulary with definition, coding rule and example."""
    if scheme not in CODED_SCHEMES:
        raise Http404
    actor = actor_of(request)
    context = {
        "scheme": scheme,
        "title": scheme_title(scheme),
        "note": load_scheme(scheme).scope_note,
        "entries": selectors.entries(actor, scheme),
        "accepted": selectors.terms(actor).filter(scheme=scheme, state="accepted"),
        "may_code": has_right(actor, Right.CODE),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "coding/scheme.html", context)


@needs(Right.JUDGE)
def write_note(request: HttpRequest) -> HttpResponseBase:
    """Write how this office defines and codes one concept."""
    actor = actor_of(request)
    scheme, wanted = request.GET.get("scheme", ""), request.GET.get("concept", "")
    if scheme not in CODED_SCHEMES or wanted not in load_scheme(scheme):
        raise Http404
    concept = load_scheme(scheme).concept(wanted)
    own = list(selectors.notes(actor).filter(scheme=scheme, concept=wanted))
    note = _asked(request, own)
    form = NoteForm(
        request.POST or None,
        initial=(note.values() if note else {}) | {"compartment": _where(actor, note)},
        compartment_ids=[note.compartment_id] if note else actor.compartment_ids(),
    )
    if request.method == "POST" and form.is_valid():
        services.write_note(
            scheme,
            wanted,
            form.values(),
            compartment_id=form.cleaned_data["compartment"],
            by=actor,
            reason=form.cleaned_data["reason"],
            before=_shown_note(request, actor, scheme, wanted),
        )
        page = reverse("coding:scheme", args=[scheme])
        return redirect(f"{page}#{selectors.anchor_of(wanted)}")
    context = {
        "form": form,
        "version": note.pk if note else "",
        "others": [one for one in own if one != note],
        "history": selectors.note_history(actor, note) if note else (),
        "concept": concept,
        "label": concept.label(languages.code()),
        "scheme": scheme,
        "title": scheme_title(scheme),
    }
    return render(request, "coding/note.html", context)


def _asked(request: HttpRequest, own: list[CodebookNote]) -> CodebookNote | None:
    """Return the note to write anew: the one that is asked for, else none for a new one."""
    asked = request.GET.get("note", "")
    return next((note for note in own if str(note.pk) == asked), None)


def _shown_note(
    request: HttpRequest, actor: Actor, scheme: str, concept: str
) -> CodebookNote | None:
    number = sent_number(request, "version")
    rows = CodebookNote.objects.visible_to(actor).filter(scheme=scheme, concept=concept)
    return get_object_or_404(rows, pk=number) if number else None


def _where(actor: Actor, note: CodebookNote | None) -> int | None:
    if note is not None:
        return note.compartment_id
    general = general_id()
    return general if general in actor.compartment_ids() else None
