"""How are the values of an account, an act or an event listed on a page?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.web.coding.models import Account, Act, Event
from onrecord.web.coding.where import name_of
from onrecord.web.coding.words import alleged
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import period_text, quantity_text

Fact = tuple[str, str]
Shown = Callable[[Any], str]


def _victims(row: Account | Act) -> str:
    quantity = row.victims()
    return quantity_text(quantity) if quantity else ""


def _where(row: Any) -> str:
    known = name_of(row.place_id)
    if known and row.place_text and known != row.place_text:
        return _("{words} (gazetteer: {place})").format(words=row.place_text, place=known)
    return row.place_text or known


SHARED: tuple[tuple[str, Any, Shown], ...] = (
    (
        "act_type",
        gettext_lazy("What was done"),
        lambda row: concept_label("acts", row.act_type),
    ),
    ("victim_name", gettext_lazy("Victim's name"), lambda row: row.victim_name),
    (
        "victim_group",
        gettext_lazy("Victim's group"),
        lambda row: concept_label("groups", row.victim_group),
    ),
    ("victims", gettext_lazy("Number of victims"), _victims),
    ("place_id", gettext_lazy("Where"), _where),
    ("period", gettext_lazy("When"), lambda row: period_text(row.period)),
    ("method", gettext_lazy("How"), lambda row: row.method),
)
"""What accounts and acts have in common: key, label, and how a row shows it."""

OF_SOURCE: tuple[tuple[str, Any, Shown], ...] = (
    (
        "perpetrator_text",
        gettext_lazy("By whom, as the source words it"),
        lambda row: alleged(row.perpetrator_text),
    ),
    (
        "perpetrator_kind",
        gettext_lazy("Kind of alleged perpetrator"),
        lambda row: concept_label("perpetrator_kinds", row.perpetrator_kind),
    ),
    ("attributed_to", gettext_lazy("According to"), lambda row: row.attributed_to),
)


def account_facts(account: Account) -> list[Fact]:
    """Return what an account says, label and value, without what it does not say."""
    return _facts(account, (*SHARED, *OF_SOURCE))


def act_facts(act: Act) -> list[Fact]:
    """Return what was judged of an act."""
    return _facts(act, SHARED)


def event_facts(event: Event) -> list[Fact]:
    """Return what is known of an event."""
    found = [(_("When"), period_text(event.period)), (_("Where"), _where(event))]
    return [(label, value) for label, value in found if value]


def _facts(row: Account | Act, shown: Sequence[tuple[str, Any, Shown]]) -> list[Fact]:
    found = [(str(label), show(row)) for _key, label, show in shown]
    return [(label, value) for label, value in found if value]
