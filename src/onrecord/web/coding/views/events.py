"""Pages of events: the list, and one with its acts and its chain."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.facts import event_facts
from onrecord.web.coding.filters import event_filters
from onrecord.web.coding.forms.acts import (
    EventCorrection,
    LinkForm,
    NewEventForm,
    ReasonForm,
    event_initial,
)
from onrecord.web.coding.models import Event
from onrecord.web.coding.selectors import acts as selectors
from onrecord.web.coding.views.accounts import reason_of
from onrecord.web.coding.views.acts import COLUMNS
from onrecord.web.coding.where import known_names
from onrecord.web.site.listing import Column, Listing
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import period_text
from onrecord.web.sources.forms import compartment_choices

MOST_EVENTS = 200

_COLUMNS = (
    Column(
        "title",
        gettext_lazy("Event"),
        lambda row: row.title,
        sort="title",
        link=lambda row: reverse("coding:event", args=[row.stem]),
    ),
    Column("place", gettext_lazy("Where"), lambda row: row.place_text, sort="place_text"),
    Column("period", gettext_lazy("When"), lambda row: period_text(row.period), sort="sort_date"),
    Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
)


@needs(Right.READ)
def event_list(request: HttpRequest) -> HttpResponseBase:
    """List the events."""
    actor = actor_of(request)
    return Listing(
        rows=selectors.events(actor).select_related("compartment"),
        columns=_COLUMNS,
        filters=event_filters(),
        sort="period",
        name="events",
        exported=lambda count: note("export", "coding_event", fields=f"rows={count}"),
        extra={"may_judge": has_right(actor, Right.JUDGE)},
    ).response(request, "coding/events.html")


@needs(Right.READ)
def one_event(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show one event: its acts, and the events that it hangs together with."""
    actor = actor_of(request)
    event = _event(request, stem)
    note("read", "coding_event", event.pk)
    may_judge = has_right(actor, Right.JUDGE)
    return Listing(
        rows=selectors.acts(actor).filter(event=stem),
        columns=COLUMNS,
        sort="period",
        name="acts-of-event",
        exported=lambda count: note("export", "coding_act", fields=f"rows={count}"),
        extra={
            "event": event,
            "facts": event_facts(event),
            "chain": selectors.chain(actor, event),
            "link_form": _link_form(request, actor, event) if may_judge else None,
            "history": selectors.event_history(actor, stem),
            "withdrawal": ReasonForm(),
            "may_judge": may_judge,
        },
    ).response(request, "coding/event.html")


@needs(Right.JUDGE)
def new_event(request: HttpRequest) -> HttpResponseBase:
    """Judge that there was an event."""
    actor = actor_of(request)
    form = NewEventForm(
        request.POST or None, compartments=compartment_choices(actor.compartment_ids())
    )
    if request.method == "POST" and form.is_valid():
        event = services.judge_event(
            form.values(), compartment_id=form.cleaned_data["compartment"], by=actor
        )
        return redirect("coding:event", stem=event.stem)
    return render(request, "coding/new_event.html", {"form": form, "names": known_names()})


@needs(Right.JUDGE)
def correct_event(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Describe an event anew."""
    event = _event(request, stem)
    form = EventCorrection(request.POST or None, initial=event_initial(event))
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, Event.objects.history(stem))
        services.correct_event(
            shown, form.values(), by=actor_of(request), reason=form.cleaned_data["reason"]
        )
        return redirect("coding:event", stem=stem)
    context = {
        "form": form,
        "version": event.pk,
        "title": event.title,
        "back": reverse("coding:event", args=[stem]),
        "names": known_names(),
    }
    return render(request, "coding/correct.html", context)


@require_POST
@needs(Right.JUDGE)
def withdraw_event(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge that the acts do not belong together after all."""
    services.withdraw_event(_event(request, stem), by=actor_of(request), reason=reason_of(request))
    return redirect("coding:events")


@require_POST
@needs(Right.JUDGE)
def link(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge how an event hangs together with another."""
    actor, event = actor_of(request), _event(request, stem)
    form = _link_form(request, actor, event)
    if not form.is_valid():
        raise InputError("The link is not complete.", remedy="Choose the other event, say why.")
    other = get_object_or_404(selectors.events(actor), stem=form.cleaned_data["other"])
    services.link_events(
        event,
        other,
        form.cleaned_data["kind"],
        by=actor,
        reason=form.cleaned_data["reason"],
    )
    return redirect("coding:event", stem=stem)


@require_POST
@needs(Right.JUDGE)
def unlink(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Take back a link between two events."""
    actor = actor_of(request)
    found = get_object_or_404(selectors.event_links(actor), stem=stem)
    services.unlink_events(found, by=actor, reason=reason_of(request))
    return redirect("coding:event", stem=found.event)


def _link_form(request: HttpRequest, actor: Actor, event: Event) -> LinkForm:
    others = selectors.events(actor).exclude(stem=event.stem).order_by("-sort_date", "title")
    choices = [(str(other.stem), other.title) for other in others[:MOST_EVENTS]]
    return LinkForm(request.POST or None, event_choices=choices)


def _event(request: HttpRequest, stem: UUID) -> Event:
    return get_object_or_404(selectors.events(actor_of(request)), stem=stem)
