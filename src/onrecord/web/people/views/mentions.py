"""Pages of mentions: all of them, one with its passage and history, and its correction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import UsageError
from onrecord.web.audit.services import note
from onrecord.web.people import selectors, shown
from onrecord.web.people.forms import CorrectionForm
from onrecord.web.people.models import ListEvent, Mention, Person
from onrecord.web.people.services import mentions as services
from onrecord.web.people.services import persons
from onrecord.web.site.choices import concept_choices
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import period_text
from onrecord.web.sources.consent import LEFT_OUT, leaving
from onrecord.web.sources.selectors import description_of, excerpt

_COLUMNS = (
    Column(
        "name",
        gettext_lazy("Name"),
        shown.name,
        sort="folded",
        link=lambda m: reverse("people:mention", args=[m.stem]),
    ),
    Column("sex", gettext_lazy("Sex"), lambda m: shown.sex(m.sex)),
    Column("born", gettext_lazy("Born"), shown.born),
    Column("place", gettext_lazy("Place"), shown.place, sort="folded_place"),
    Column("date", gettext_lazy("Date"), lambda m: period_text(m.death), sort="sort_date"),
    Column("list", gettext_lazy("List"), lambda m: m.list_name, sort="list_name"),
    Column("source", gettext_lazy("Source"), lambda m: m.source_title),
    Column("line", gettext_lazy("Line"), lambda m: m.line, numeric=True),
)


@needs(Right.READ)
def mention_list(request: HttpRequest) -> HttpResponseBase:
    """List the mentions that the person may see."""
    actor = actor_of(request)
    filters = (
        Filter("q", _("Name, in any script"), selectors.named),
        Filter("list", _("List"), selectors.in_list, [(n, n) for n in selectors.list_names(actor)]),
        Filter(
            "sex",
            _("Sex"),
            lambda rows, value: rows.filter(sex=value),
            concept_choices("sexes"),
        ),
        Filter("place", _("Place, in any script"), selectors.at_place),
        Filter("date", _("Year, month or day"), selectors.dated),
    )
    return Listing(
        rows=selectors.with_source(selectors.mentions(actor)),
        columns=_COLUMNS,
        filters=filters,
        sort="name",
        name="mentions",
        leaving=leaving,
        left_out=LEFT_OUT,
        exported=lambda count: note("export", "people_mention", fields=f"rows={count}"),
    ).response(request, "people/mentions.html")


@needs(Right.READ)
def one_mention(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Show one mention: what it says, where it says so, and what was made of it."""
    actor = actor_of(request)
    history = list(
        selectors.history(actor, stem).select_related(
            "made_by", "compartment", "batch", "source", "passage__exhibit"
        )
    )
    if not history:
        raise Http404
    mention = history[0]
    note("read", "people_mention", mention.pk)
    words = request.GET.get("q", "").strip()
    others = selectors.others_named(actor, mention, words) if words else None
    found = list(selectors.candidates(actor, mention) if others is None else others)
    judged = selectors.persons_by_mention(actor, [stem, *(row.stem for row in found)])
    context = {
        "mention": mention,
        "name": shown.name(mention),
        "facts": shown.facts_of(mention),
        "description": description_of(mention.source),
        "excerpt": excerpt(mention.passage) if mention.passage else None,
        "history": _versions(history),
        "marks": [Mark.of(event, stem) for event in selectors.events_of(actor, stem)],
        "persons": judged.get(stem, []),
        "token": _token(mention, judged),
        "candidates": [Candidate.of(row, judged) for row in found],
        "words": words,
        "may_code": has_right(actor, Right.CODE),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "people/mention.html", context)


@needs(Right.CODE)
def correct_mention(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Correct a mention, as a new version."""
    mention = _mention(request, stem)
    form = CorrectionForm(request.POST or None, instance=mention)
    if request.method == "POST" and form.is_valid():
        services.correct_mention(
            _shown_version(request, stem),
            form.changes(),
            by=actor_of(request),
            reason=form.cleaned_data["reason"],
        )
        return redirect("people:mention", stem=stem)
    context = {"form": form, "mention": mention, "name": shown.name(mention)}
    return render(request, "people/correct.html", context)


@require_POST
@needs(Right.CODE)
def withdraw_mention(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Take back a mention that its source does not make."""
    services.withdraw_mention(
        _shown_version(request, stem),
        by=actor_of(request),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("The mention is withdrawn. Its history stays."))
    return redirect("people:mention", stem=stem)


@require_POST
@needs(Right.JUDGE)
def merge(request: HttpRequest) -> HttpResponse:
    """Judge that the chosen mentions are one person."""
    decision = persons.merge(
        _chosen(request.POST.getlist("mention")),
        by=actor_of(request),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("The mentions are one person now. This can be taken back."))
    return redirect("people:person", code=decision.person.code)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a mention and what it changed."""

    mention: Mention
    changes: list[shown.Change]


@dataclass(frozen=True, slots=True)
class Mark:
    """What another version of the list did with this row, and the row that it has instead."""

    event: ListEvent
    other: UUID | None
    file: str
    changes: list[shown.ListChange]
    remarks: str

    @classmethod
    def of(cls, event: ListEvent, stem: UUID) -> Mark:
        """Return the event as seen from one of its two rows."""
        earlier = event.batch.supersedes if event.after == stem else event.batch
        return cls(
            event,
            event.before if event.after == stem else event.after,
            earlier.name if earlier else "",
            shown.list_changes(event),
            shown.remarks_in_words(event),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another mention that may be the same person, as the page shows it."""

    mention: Mention
    name: str
    born: str
    place: str
    date: str
    persons: list[Person]
    token: str

    @classmethod
    def of(cls, mention: Mention, judged: dict[UUID, list[Person]]) -> Candidate:
        """Return a mention with the persons that it is judged to be."""
        return cls(
            mention,
            shown.name(mention),
            shown.born(mention),
            shown.place(mention),
            period_text(mention.death),
            judged.get(mention.stem, []),
            _token(mention, judged),
        )


def _versions(history: list[Mention]) -> list[Version]:
    changed = [shown.changes(before, after) for after, before in pairwise(history)]
    return [Version(*pair) for pair in zip(history, [*changed, []], strict=True)]


def _token(mention: Mention, judged: dict[UUID, list[Person]]) -> str:
    """Return the mention and the persons that the page shows it to be, for the form."""
    seen = ",".join(str(person.pk) for person in judged.get(mention.stem, []))
    return f"{mention.stem}:{seen}"


def _chosen(tokens: list[str]) -> dict[UUID, frozenset[int]]:
    chosen = {}
    try:
        for token in tokens:
            stem, _colon, seen = token.partition(":")
            chosen[UUID(stem)] = frozenset(int(person) for person in seen.split(",") if person)
    except ValueError:
        raise UsageError(
            "The choice cannot be read.", remedy="Open the page again and choose anew."
        ) from None
    return chosen


def _mention(request: HttpRequest, stem: UUID) -> Mention:
    return get_object_or_404(selectors.mentions(actor_of(request)), stem=stem)


def _shown_version(request: HttpRequest, stem: UUID) -> Mention:
    """Return the version that the page showed, not the newest: a change between is a conflict."""
    return shown_version(request, selectors.history(actor_of(request), stem))
