"""Pages of acts: one selection as table, timeline and map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.kernel.period import Period
from onrecord.web.audit.services import note
from onrecord.web.coding import filters
from onrecord.web.coding.drawing.municipal_map import municipal_map
from onrecord.web.coding.drawing.timeline import timeline
from onrecord.web.coding.selectors import acts as selectors
from onrecord.web.coding.where import municipalities, name_of, outlines
from onrecord.web.coding.words import victim_words
from onrecord.web.site import languages
from onrecord.web.site.choices import concept_label
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.words import period_text


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the selection."""

    label: str
    url: str
    here: bool


def _place(row: Any) -> str:
    return row.place_text or name_of(row.place_id)


COLUMNS = (
    Column(
        "act",
        gettext_lazy("What was done"),
        lambda row: concept_label("acts", row.act_type),
        sort="act_type",
        link=lambda row: reverse("coding:act", args=[row.stem]),
    ),
    Column("victim", gettext_lazy("Victim"), victim_words, sort="victim_name"),
    Column("place", gettext_lazy("Where"), _place, sort="place_text"),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        lambda row: name_of(row.municipality),
        sort="municipality",
    ),
    Column("period", gettext_lazy("When"), lambda row: period_text(row.period), sort="sort_date"),
)


@needs(Right.READ)
def table(request: HttpRequest) -> HttpResponseBase:
    """List the acts."""
    actor = actor_of(request)
    chosen = filters.act_filters()
    return Listing(
        rows=selectors.acts(actor),
        columns=COLUMNS,
        filters=chosen,
        sort="period",
        name="acts",
        exported=lambda count: note("export", "coding_act", fields=f"rows={count}"),
        extra={"tabs": _tabs(request, chosen, "coding:acts")},
    ).response(request, "coding/acts.html")


@needs(Right.READ)
def in_time(request: HttpRequest) -> HttpResponse:
    """Show the same acts by month, with spans where the date is not certain."""
    chosen = filters.act_filters()
    rows = filters.chosen(selectors.acts(actor_of(request)), chosen, request)
    counted = selectors.by_period(rows)
    dated = [(Period.from_edtf(edtf), number) for edtf, number in counted if edtf]
    context = {
        "chart": timeline(dated, word=lambda period: period.text(languages.code())),
        "undated": sum(number for edtf, number in counted if not edtf),
        "count": sum(number for _edtf, number in counted),
        **_frame(request, chosen, "coding:acts_timeline"),
    }
    return render(request, "coding/acts_timeline.html", context)


@needs(Right.READ)
def on_map(request: HttpRequest) -> HttpResponse:
    """Show the same acts by municipality."""
    chosen = filters.act_filters()
    rows = filters.chosen(selectors.acts(actor_of(request)), chosen, request)
    counts = selectors.by_municipality(rows)
    context = {
        "map": municipal_map(outlines(), dict(municipalities()), counts),
        "count": sum(counts.values()),
        "table_url": reverse("coding:acts"),
        **_frame(request, chosen, "coding:acts_map"),
    }
    return render(request, "coding/acts_map.html", context)


def _frame(request: HttpRequest, chosen: tuple[Filter, ...], here: str) -> dict[str, object]:
    return {
        "filters": filters.shown(chosen, request),
        "tabs": _tabs(request, chosen, here),
    }


def _tabs(request: HttpRequest, chosen: tuple[Filter, ...], here: str) -> list[Tab]:
    kept = filters.query(chosen, request)
    views = (
        ("coding:acts", _("Table")),
        ("coding:acts_timeline", _("Timeline")),
        ("coding:acts_map", _("Map")),
    )
    return [Tab(label, reverse(name) + kept, name == here) for name, label in views]
