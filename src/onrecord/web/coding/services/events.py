"""How are acts drawn together into events, and events linked into chains?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import UsageError
from onrecord.web.coding.coded import coded
from onrecord.web.coding.models import Event, EventLink
from onrecord.web.site.compartments import require_same
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw


@transaction.atomic
def judge_event(
    values: Mapping[str, Any], *, compartment_id: int, by: Actor, reason: str = ""
) -> Event:
    """Judge that there was an event to which acts belong. ``values`` are fields of Event."""
    require(by, Right.JUDGE)
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )
    return Event.objects.create(
        compartment_id=compartment_id, made_by_id=by.pk, reason=reason, **coded(values, Event)
    )


@transaction.atomic
def correct_event(event: Event, changes: Mapping[str, Any], *, by: Actor, reason: str) -> Event:
    """Describe an event anew; what stood before stays."""
    require(by, Right.JUDGE)
    return correct(event, coded(changes, Event), by=by, reason=reason)


@transaction.atomic
def withdraw_event(event: Event, *, by: Actor, reason: str) -> Event:
    """Judge that the acts do not belong together after all; its history stays."""
    require(by, Right.JUDGE)
    return withdraw(event, by=by, reason=reason)


@transaction.atomic
def link_events(event: Event, other: Event, kind: str, *, by: Actor, reason: str) -> EventLink:
    """Judge that one event precedes, causes or encompasses another, and say why."""
    require(by, Right.JUDGE)
    require_same(event.compartment_id, [other.compartment_id])
    if kind not in EventLink.KINDS or event.stem == other.stem:
        raise UsageError(
            "An event precedes, causes or encompasses another one.",
            remedy="Choose the kind of link and another event.",
        )
    if not reason.strip():
        raise UsageError("A link needs a reason.", remedy="Say why in a sentence.")
    same = EventLink.objects.current().filter(event=event.stem, other=other.stem, kind=kind)
    if same.exists():
        raise UsageError("This link is there already.")
    return EventLink.objects.create(
        event=event.stem,
        other=other.stem,
        kind=kind,
        reason=reason.strip(),
        compartment_id=event.compartment_id,
        made_by_id=by.pk,
    )


@transaction.atomic
def unlink_events(link: EventLink, *, by: Actor, reason: str) -> EventLink:
    """Take back a link between two events."""
    require(by, Right.JUDGE)
    return withdraw(link, by=by, reason=reason)
