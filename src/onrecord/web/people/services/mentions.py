"""How is a mention recorded from a text, corrected, or taken back?"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.web.people.derived import derived, place_of
from onrecord.web.people.models import Mention
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw
from onrecord.web.sources.models import Passage, Source


@transaction.atomic
def add_mention(source: Source, values: dict[str, Any], *, passage: Passage, by: Actor) -> Mention:
    """Record a person as one passage of a text names them. ``values`` are fields of Mention."""
    require(by, Right.CODE)
    _check(values)
    values = {"place": _place_of(values), **values}
    return Mention.objects.create(
        source=source,
        passage=passage,
        compartment_id=source.compartment_id,
        made_by_id=by.pk,
        **{**values, **derived(values)},
    )


@transaction.atomic
def correct_mention(
    mention: Mention, changes: dict[str, Any], *, by: Actor, reason: str
) -> Mention:
    """Record a corrected reading as a new version; the raw values of the row stay as they are."""
    require(by, Right.CODE)
    _check(changes)
    values = {**mention.values(), **changes}
    if {"municipality", "village"} & changes.keys():
        changes = {"place": _place_of(values), **changes}
    return correct(mention, {**changes, **derived(values)}, by=by, reason=reason)


@transaction.atomic
def withdraw_mention(mention: Mention, *, by: Actor, reason: str) -> Mention:
    """Take back a mention that the source does not make; its history stays."""
    require(by, Right.CODE)
    return withdraw(mention, by=by, reason=reason)


def _place_of(values: dict[str, Any]) -> str:
    return place_of(values.get("municipality") or None, values.get("village") or None)


def _check(values: dict[str, Any]) -> None:
    for field in ("birth", "death"):
        if values.get(field):
            Period.from_edtf(values[field])
    low, high = values.get("age_low"), values.get("age_high")
    if low is not None and high is not None and low > high:
        raise InputError("The lowest age is above the highest.", column="age", value=low)
