"""Pages of estimates: the list, one with its models and doubt, its trace to the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.estimate import IntervalMethod
from onrecord.core.estimate.registry import method_named
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.web.audit.services import note
from onrecord.web.estimates import selectors
from onrecord.web.estimates.behind import mentions_behind
from onrecord.web.estimates.census import beside_census
from onrecord.web.estimates.forms import EstimateForm
from onrecord.web.estimates.long_work import ask, asked_again
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.tracing import trace_of
from onrecord.web.figures.chart import Chart, Entry, dot_and_range
from onrecord.web.jobs.answers import lead_on
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, needs, require_export
from onrecord.web.site.words import number_text, said
from onrecord.web.sources.consent import LEFT_OUT, leaving
from onrecord.web.sources.selectors import descriptions, titles

_COLUMNS = (
    Column(
        "title",
        gettext_lazy("Title"),
        lambda e: e.title,
        sort="title",
        link=lambda e: reverse("estimates:one", args=[e.pk]),
    ),
    Column("N", gettext_lazy("In all"), lambda e: e.number(), numeric=True),
    Column("method", gettext_lazy("Method"), lambda e: e.preferred, sort="preferred"),
    Column("lists", gettext_lazy("Lists"), lambda e: ", ".join(e.lists)),
    Column("made", gettext_lazy("Made"), lambda e: f"{e.made_at:%Y-%m-%d}", sort="made_at"),
    Column("by", gettext_lazy("By"), lambda e: e.made_by),
)

_INTERVALS = {
    IntervalMethod.MULTINOMIAL_PROFILE: gettext_lazy("multinomial profile"),
    IntervalMethod.POISSON_PROFILE: gettext_lazy("Poisson profile"),
    IntervalMethod.LOG_NORMAL: gettext_lazy("log-normal"),
    IntervalMethod.CONDITIONAL: gettext_lazy("conditional"),
    IntervalMethod.BCA: gettext_lazy("bootstrap (BCa)"),
    IntervalMethod.POSTERIOR: gettext_lazy("posterior"),
    IntervalMethod.NORMAL: gettext_lazy("normal"),
    IntervalMethod.DRAWS: gettext_lazy("draws of the parts"),
    IntervalMethod.RUBIN: gettext_lazy("Student's t (Rubin)"),
}

_MENTION_COLUMNS = (
    Column(
        "name",
        gettext_lazy("Name"),
        lambda m: m.name,
        sort="folded",
        link=lambda m: reverse("people:mention", args=[m.stem]),
    ),
    Column("list", gettext_lazy("List"), lambda m: m.list_name, sort="list_name"),
    Column("municipality", gettext_lazy("Municipality"), lambda m: m.municipality),
    Column("date", gettext_lazy("Date"), lambda m: m.death, sort="sort_date"),
)


@needs(Right.READ)
def estimate_list(request: HttpRequest) -> HttpResponseBase:
    """List the estimates that the person may see, the newest first."""
    return Listing(
        rows=selectors.estimates(actor_of(request)).select_related("made_by"),
        columns=_COLUMNS,
        filters=(Filter("q", _("Words"), lambda rows, value: rows.filter(title__icontains=value)),),
        sort="-made",
        name="estimates",
        exported=lambda count: note("export", "estimates_estimate", fields=f"rows={count}"),
    ).response(request, "estimates/list.html")


@needs(Right.ESTIMATE)
def new_estimate(request: HttpRequest) -> HttpResponseBase:
    """Choose a table or lists, and ask for an estimate as long work."""
    actor = actor_of(request)
    names = titles(actor)
    exhibits = {exhibit.pk: exhibit for exhibit in selectors.table_exhibits(actor)[:200]}
    form = EstimateForm(
        request.POST or None,
        exhibits=[(pk, f"{names.get(e.source_id, '')}: {e.name}") for pk, e in exhibits.items()],
        lists=[
            (c, f"{c.name} ({number_text(c.mentions)}) — {names.get(c.source_id, '')}")
            for c in selectors.list_choices(actor)
        ],
    )
    if request.method == "POST" and form.is_valid():
        if bool(form.cleaned_data["exhibit"]) == bool(form.cleaned_data["lists"]):
            raise UsageError("Choose either a table or lists.", remedy="Go back and choose one.")
        return lead_on(ask(form.asked(), by=actor))
    return render(request, "estimates/new.html", {"form": form})


@require_POST
@needs(Right.ESTIMATE)
def again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for the same estimate once more, from the table or the lists as they are now."""
    return lead_on(ask(asked_again(_estimate(request, pk)), by=actor_of(request)))


@needs(Right.READ)
def one_estimate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an estimate: its number and doubt, every method, every near model, the warnings."""
    estimate = _estimate(request, pk)
    answers = _answers(estimate)
    first = next((a for a in answers if a["method"] == estimate.preferred), None)
    census = beside_census(estimate, answers)
    context = {
        "estimate": estimate,
        "first": first,
        "undocumented": _undocumented(estimate, first),
        "answers": answers,
        "chart": _chart(answers, census.limits() if census else ()),
        "census": census,
        "near": _near_models(estimate, within=6.0),
        "models": _by_bic(estimate),
        "cells": _cells(estimate),
        "left_out": _left_out(estimate),
        "expected": [a for a in answers if a["diagnostics"].get("prior_expansion")],
        "notices": _notices(request, estimate),
        "two_lists": len(estimate.lists) == 2,
    }
    return render(request, "estimates/one.html", context)


@needs(Right.READ)
def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the steps from the number back to its evidence."""
    estimate = _estimate(request, pk)
    context = {
        "estimate": estimate,
        "step": trace_of(actor_of(request), estimate),
        "notices": _notices(request, estimate),
    }
    return render(request, "estimates/trace.html", context)


@needs(Right.EXPORT)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out the frozen table, so that anybody can make the estimate again."""
    estimate = _estimate(request, pk)
    require_export(request)
    note("export", "estimates_estimate", estimate.pk)
    response = HttpResponse(estimate.snapshot, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="estimate-{estimate.pk}.csv"'
    return response


@needs(Right.READ)
def behind(request: HttpRequest, pk: int, history: str) -> HttpResponseBase:
    """List the mentions behind one cell of the table."""
    estimate = _estimate(request, pk)
    if estimate.exhibit_id or set(history) - set("01-") or len(history) != len(estimate.lists):
        raise Http404
    note("read", "estimates_estimate", estimate.pk, fields=f"history={history}")
    named = [name for name, sign in zip(estimate.lists, history, strict=True) if sign == "1"]
    return Listing(
        rows=mentions_behind(actor_of(request), estimate, history),
        columns=_MENTION_COLUMNS,
        sort="name",
        name=f"estimate-{pk}-{history}",
        leaving=leaving,
        left_out=LEFT_OUT,
        exported=lambda count: note("export", "people_mention", fields=f"rows={count}"),
        extra={"estimate": estimate, "named": named},
    ).response(request, "estimates/behind.html")


def _estimate(request: HttpRequest, pk: int) -> Estimate:
    return get_object_or_404(selectors.estimates(actor_of(request)), pk=pk)


def _answers(estimate: Estimate) -> list[dict[str, Any]]:
    """Return every answer with its title, assumption and sentences in the reader's language."""
    found = []
    pairs = zip(estimate.result["estimates"], estimate.result["remarks"], strict=True)
    for answer, remarks in pairs:
        method = method_named(answer["method"])
        refused = remarks["refused"]
        found.append(
            {
                **answer,
                "title": _(method.title),
                "interval_method": _INTERVALS.get(answer["interval_method"], ""),
                "assumption": _(method.assumption),
                "sentences": [_said(remark) for remark in remarks["warnings"]],
                "refusal": _said(refused) if refused else "",
                "first": answer["method"] == estimate.preferred,
                "expansion": answer["N"] / answer["observed"] if answer["N"] else None,
            }
        )
    return found


def _left_out(estimate: Estimate) -> list[dict[str, Any]]:
    """Return the number without each list; the first row is that with all of them."""
    return [
        {**row, "refusal": _said(row["refused"]) if row["refused"] else ""}
        for row in estimate.result.get("left_out", [])
    ]


def _said(stored: tuple[str, dict[str, object]]) -> str:
    template, params = stored
    return said(Remark.from_plain({"template": template, "params": params}))


def _undocumented(estimate: Estimate, first: dict[str, Any] | None) -> float | None:
    return None if not first or first["N"] is None else first["N"] - estimate.result["observed"]


def _chart(answers: list[dict[str, Any]], limits: Sequence[tuple[float, str]]) -> Chart | None:
    entries = [
        Entry(answer["title"], str(answer["interval_method"]), _quantity(answer), answer["first"])
        for answer in answers
        if answer["N"] is not None
    ]
    return dot_and_range(entries, limits)


def _quantity(answer: dict[str, Any]) -> Quantity:
    low, high = answer["low"], answer["high"]
    if answer["lower_bound"]:
        return Quantity(bound=Bound.at_least, value=answer["N"], low=low or answer["N"])
    if low is None or high is None:
        return Quantity(bound=Bound.at_least, value=answer["N"], low=low or answer["N"])
    return Quantity(bound=Bound.range, value=answer["N"], low=low, high=high)


def _by_bic(estimate: Estimate) -> list[dict[str, Any]]:
    fitted = [model for model in estimate.result["models"] if model["bic"] is not None]
    unfitted = [model for model in estimate.result["models"] if model["bic"] is None]
    return sorted(fitted, key=lambda model: model["bic"]) + unfitted


def _near_models(estimate: Estimate, *, within: float) -> list[dict[str, Any]]:
    ordered = [model for model in _by_bic(estimate) if model["bic"] is not None]
    return [model for model in ordered if model["bic"] <= ordered[0]["bic"] + within]


def _cells(estimate: Estimate) -> list[tuple[str, list[int], float]]:
    histories = selectors.table_of(estimate)
    table = histories if tuple(estimate.lists) == histories.lists else None
    rows = (table or histories.on_lists(estimate.lists)).histories.tolist()
    counts = (table or histories.on_lists(estimate.lists)).counts.tolist()
    return [
        ("".join("-" if mark < 0 else str(mark) for mark in row), row, count)
        for row, count in sorted(zip(rows, counts, strict=True), key=lambda cell: -cell[1])
    ]


def _notices(request: HttpRequest, estimate: Estimate) -> list[str]:
    ids = {item["source"] for item in estimate.inputs}
    found = descriptions(actor_of(request)).filter(source_id__in=ids)
    notices = found.values_list("required_notice", flat=True)
    return list(dict.fromkeys(notice for notice in notices if notice))
