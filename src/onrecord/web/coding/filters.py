"""By what are accounts and acts selected, on every view of them alike?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from onrecord.core.kernel.period import Period
from onrecord.vocab import load_scheme
from onrecord.web.coding.selectors.accounts import in_period, of_group, of_type
from onrecord.web.coding.where import municipalities
from onrecord.web.site import languages
from onrecord.web.site.listing import Filter, ShownFilter

Rows = QuerySet[Any]


def act_filters() -> tuple[Filter, ...]:
    """Return the filters by type, group, municipality, period and name."""
    return (
        Filter("type", _("What was done"), _by_type, _flat_choices("acts")),
        Filter("group", _("Victims' group"), _by_group, _flat_choices("groups")),
        Filter("place", _("Municipality"), _by_municipality, municipalities()),
        Filter("period", _("Within (any precision)"), _by_period),
        Filter("q", _("Victim's name"), _by_name),
    )


def event_filters() -> tuple[Filter, ...]:
    """Return the filters of events: by words of the title, municipality and period."""
    return (
        Filter("q", _("Title"), lambda rows, value: rows.filter(title__icontains=value)),
        Filter("place", _("Municipality"), _by_municipality, municipalities()),
        Filter("period", _("Within (any precision)"), _by_period),
    )


def chosen(rows: Rows, filters: Sequence[Filter], request: HttpRequest) -> Rows:
    """Return the rows that fit the filters of a request, as a listing takes them."""
    for item in filters:
        value = request.GET.get(item.key, "").strip()
        if value and (not item.choices or value in {key for key, _label in item.choices}):
            rows = item.apply(rows, value)
    return rows


def shown(filters: Sequence[Filter], request: HttpRequest) -> list[ShownFilter]:
    """Return the filters as a page shows them."""
    return [
        ShownFilter(item.key, item.label, request.GET.get(item.key, ""), item.choices)
        for item in filters
    ]


def query(filters: Sequence[Filter], request: HttpRequest) -> str:
    """Return the filters of a request as the end of an address, for another view of them."""
    kept = {item.key: value for item in filters if (value := request.GET.get(item.key, ""))}
    return f"?{urlencode(kept)}" if kept else ""


def _by_type(rows: Rows, value: str) -> Rows:
    return rows.filter(of_type(value))


def _by_group(rows: Rows, value: str) -> Rows:
    return rows.filter(of_group(value))


def _by_municipality(rows: Rows, value: str) -> Rows:
    return rows.filter(municipality=value)


def _by_period(rows: Rows, value: str) -> Rows:
    return rows.filter(in_period(Period.parse(value, language=languages.code())))


def _by_name(rows: Rows, value: str) -> Rows:
    return rows.filter(victim_name__icontains=value)


def _flat_choices(scheme: str) -> list[tuple[str, str]]:
    """Return the concepts of a scheme in its order, narrower ones set in under wider ones."""
    found = load_scheme(scheme)
    return [
        (concept.id, f"{'· ' * len(found.ancestors(concept.id))}{concept.label(languages.code())}")
        for concept in found
    ]
