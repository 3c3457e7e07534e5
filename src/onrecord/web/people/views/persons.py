"""Pages of persons: all of them, and one with its mentions side by side and its decisions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import UsageError
from onrecord.web.audit.services import note
from onrecord.web.people import selectors, shown
from onrecord.web.people.models import Mention, Person, PersonDecision
from onrecord.web.people.services import persons as services
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import sent_number

_COLUMNS = (
    Column(
        "code",
        gettext_lazy("Person"),
        lambda p: p.code,
        sort="code",
        link=lambda p: reverse("people:person", args=[p.code]),
    ),
    Column("name", gettext_lazy("Named, among others"), lambda p: p.called, sort="called"),
    Column(
        "mentions",
        gettext_lazy("Mentions"),
        lambda p: p.visible_mentions,
        sort="visible_mentions",
        numeric=True,
    ),
    Column("compartment", gettext_lazy("Compartment"), lambda p: p.compartment),
)


@needs(Right.READ)
def person_list(request: HttpRequest) -> HttpResponseBase:
    """List the persons that the person may see."""
    actor = actor_of(request)

    return Listing(
        rows=selectors.persons(actor).select_related("compartment"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "q",
                _("Code or name, in any script"),
                lambda rows, words: selectors.persons_named(actor, rows, words),
            ),
        ),
        sort="code",
        name="persons",
        exported=lambda count: note("export", "people_person", fields=f"rows={count}"),
    ).response(request, "people/persons.html")


@needs(Right.READ)
def one_person(request: HttpRequest, code: str) -> HttpResponse:
    """Show one person: the mentions side by side, what differs, and what was decided."""
    actor = actor_of(request)
    person = _person(actor, code)
    note("read", "people_person", person.pk)
    rows = list(selectors.mentions_of(actor, person))
    decisions = list(selectors.decisions_about(actor, person))
    context = {
        "person": person,
        "mentions": [(row, shown.name(row)) for row in rows],
        "taken_back": selectors.taken_back(person),
        "lines": shown.side_by_side(rows),
        "notices": selectors.notices(actor, {row.source_id for row in rows}),
        "decisions": _judged(actor, decisions),
        "seen": decisions[0].pk if decisions else 0,
        "may_judge": has_right(actor, Right.JUDGE),
        "may_split": has_right(actor, Right.JUDGE) and len(rows) > 1,
    }
    return render(request, "people/person.html", context)


@require_POST
@needs(Right.JUDGE)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Judge that the chosen mentions are not this person."""
    actor = actor_of(request)
    person = _person(actor, code)
    services.split(
        person,
        _stems(request.POST.getlist("mention")),
        seen=sent_number(request, "seen"),
        by=actor,
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("The mentions stand apart now. This can be taken back."))
    return redirect("people:person", code=person.code)


@require_POST
@needs(Right.JUDGE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    actor = actor_of(request)
    decision = get_object_or_404(selectors.decisions(actor), pk=pk)
    services.undo(
        decision, seen=sent_number(request, "seen"), by=actor, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("The decision is taken back. What stood before stands again."))
    if selectors.persons(actor).filter(pk=decision.person_id).exists():
        return redirect("people:person", code=decision.person.code)
    return redirect("people:persons")


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision as the page shows it: with the mentions that one may see, and whether it holds."""

    decision: PersonDecision
    mentions: list[tuple[Mention, str]]
    in_force: bool


def _judged(actor: Actor, decisions: list[PersonDecision]) -> list[Judged]:
    stems = {UUID(stem) for decision in decisions for stem in decision.mentions}
    seen = {row.stem: row for row in selectors.mentions(actor).filter(stem__in=stems)}
    standing = selectors.in_force_ids(decisions)
    return [
        Judged(
            decision,
            [(row, shown.name(row)) for stem in decision.mentions if (row := seen.get(UUID(stem)))],
            decision.pk in standing,
        )
        for decision in decisions
    ]


def _person(actor: Actor, code: str) -> Person:
    return get_object_or_404(selectors.persons(actor).select_related("compartment"), code=code)


def _stems(values: list[str]) -> set[UUID]:
    try:
        return {UUID(value) for value in values}
    except ValueError:
        raise UsageError(
            "The choice cannot be read.", remedy="Open the page again and choose anew."
        ) from None
