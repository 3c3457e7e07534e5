"""Pages of runs: all of them, how one is started, what it gave, what waits, how good it is."""

from __future__ import annotations

import json
from collections import Counter
from statistics import median
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.kernel.remark import Remark
from onrecord.web.audit.services import note
from onrecord.web.jobs.answers import lead_on
from onrecord.web.linkage import measured, selectors
from onrecord.web.linkage.compared import chance
from onrecord.web.linkage.contradictions import conflicts
from onrecord.web.linkage.drawing import calibration
from onrecord.web.linkage.forms import RunForm
from onrecord.web.linkage.long_work import ask
from onrecord.web.linkage.models import CandidatePair, PairDecision, Run
from onrecord.web.linkage.names import Names
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.words import said
from onrecord.web.sources.consent import LEFT_OUT


def _made(run: Run) -> str:
    return date_format(localtime(run.made_at), "SHORT_DATETIME_FORMAT")


_RUNS = (
    Column(
        "made",
        gettext_lazy("Run"),
        _made,
        sort="made_at",
        link=lambda run: reverse("linkage:run", args=[run.pk]),
    ),
    Column("by", gettext_lazy("Asked for by"), lambda run: run.made_by),
    Column("threshold", gettext_lazy("Linked from"), lambda run: chance(run.threshold)),
    Column("compartment", gettext_lazy("Compartment"), lambda run: run.compartment),
)


@needs(Right.READ)
def run_list(request: HttpRequest) -> HttpResponseBase:
    """List the runs that the person may see, the newest first."""
    actor = actor_of(request)
    may_judge = has_right(actor, Right.JUDGE)
    return Listing(
        rows=selectors.runs(actor),
        columns=_RUNS,
        sort="-made",
        name="linkage-runs",
        exported=lambda count: note("export", "linkage_run", fields=f"rows={count}"),
        extra={"compartments": selectors.compartments(actor) if may_judge else ()},
    ).response(request, "linkage/runs.html")


@needs(Right.JUDGE)
def start(request: HttpRequest, compartment: int) -> HttpResponseBase:
    """Show what a run over a compartment would read, and start it."""
    actor = actor_of(request)
    found = get_object_or_404(selectors.compartments(actor), pk=compartment)
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return lead_on(ask(found, form.asked(), by=actor))
    lists = selectors.lists_for_run(actor, found)
    context = {
        "compartment": found,
        "form": form,
        "lists": lists,
        "mentions": sum(count for _name, count in lists),
    }
    return render(request, "linkage/start.html", context)


@needs(Right.READ)
def one_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one run: what it read, what the rules proposed, what was decided, what waits."""
    actor, run = actor_of(request), _run(request, pk)
    note("read", "linkage_run", run.pk)
    seen = selectors.of_run(actor, run)
    waiting = selectors.queue(actor, run)
    may_judge = has_right(actor, Right.JUDGE)
    context = {
        "run": run,
        "made": _made(run),
        "whole": selectors.sees_whole(actor, run),
        "linked_from": chance(run.threshold),
        "kept_from": chance(run.lowest),
        "pairs": seen.count(),
        "rules": [
            {**one, "share": None if one["share"] is None else chance(one["share"])}
            for one in selectors.pairs_by_rule(actor, run)
        ],
        "lists": _list_pairs(actor, run),
        "waiting": waiting.count() if may_judge else 0,
        "first": selectors.next_in_queue(actor, run) if may_judge else None,
        "verdicts": _verdicts(actor, run),
        "contradictions": len(conflicts(actor, run.compartment_id)),
        "disputed": selectors.disputed(actor, run),
        "warnings": [said(Remark.from_plain(plain)) for plain in run.warnings],
        "settings": json.dumps(run.settings, indent=1, ensure_ascii=False),
        "pace": _pace(actor, run),
        "may_judge": may_judge,
    }
    return render(request, "linkage/run.html", context)


@needs(Right.READ)
def queue(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List the pairs of a run that wait, those first that change most; or all of them."""
    actor, run = actor_of(request), _run(request, pk)
    show_all = request.GET.get("which") == "all" or not has_right(actor, Right.JUDGE)
    rows = (selectors.of_run if show_all else selectors.queue)(actor, run)
    names = Names(actor)
    return Listing(
        rows=rows.select_related("run"),
        columns=_pair_columns(names),
        filters=(
            Filter(
                "which",
                _("Which"),
                lambda found, _value: found,
                [("all", _("decided ones, too"))],
            ),
            Filter(
                "list",
                _("List"),
                selectors.with_list,
                [(name, name) for name in selectors.lists_of_pairs(actor, run)],
            ),
        ),
        sort="-worth",
        name="linkage-pairs",
        exported=lambda count: note("export", "linkage_candidatepair", fields=f"rows={count}"),
        leaving=selectors.leaving_both,
        left_out=LEFT_OUT,
        extra={"run": run, "made": _made(run)},
    ).response(request, "linkage/queue.html")


@needs(Right.READ)
def quality(request: HttpRequest, pk: int) -> HttpResponse:
    """Show precision, recall and calibration by the drawn pairs, and how far reviewers agree."""
    actor, run = actor_of(request), _run(request, pk)
    found = measured.of_run(actor, run)
    points = [
        (one.said, one.share.value, one.share.low, one.share.high, one.share.of)
        for one in found.bins
        if one.share.value is not None
    ]
    context = {
        "run": run,
        "made": _made(run),
        "found": found,
        "rows": measured.quality_rows(found),
        "bins": measured.bin_rows(found),
        "agreement": measured.agreement_rows(found),
        "plot": calibration(points) if points else None,
    }
    return render(request, "linkage/quality.html", context)


def _pair_columns(names: Names) -> tuple[Column, ...]:
    return (
        Column(
            "left",
            gettext_lazy("One mention"),
            lambda pair: names.of(pair.left),
            link=lambda pair: reverse("linkage:pair", args=[pair.pk]),
        ),
        Column("left_list", gettext_lazy("List"), lambda pair: pair.left_list),
        Column("right", gettext_lazy("Other mention"), lambda pair: names.of(pair.right)),
        Column("right_list", gettext_lazy("List of the other"), lambda pair: pair.right_list),
        Column("probability", gettext_lazy("Probability"), _probability, numeric=True),
        Column(
            "joins",
            gettext_lazy("Would join lists"),
            lambda pair: _("yes") if pair.joins else _("no"),
        ),
        Column("decided", gettext_lazy("Decided"), _decided),
        Column(
            "worth",
            gettext_lazy("Changes"),
            lambda pair: None if pair.is_hidden else round(pair.worth, 2),
            sort="place",
            numeric=True,
        ),
    )


def _probability(pair: Any) -> str:
    return _("hidden") if pair.is_hidden else chance(pair.probability)


def _decided(pair: Any) -> str:
    if pair.is_hidden:
        # Whether somebody has decided already is no matter of the second reviewer.
        return ""
    return _("yes") if pair.is_decided else _("no")


def _list_pairs(actor: Actor, run: Run) -> list[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    rows = selectors.pairs(actor).filter(run=run).order_by().values("left_list", "right_list")
    for row in rows.annotate(number=Count("pk")):
        one, other = sorted((row["left_list"], row["right_list"]))
        counts[one, other] += row["number"]
    return [(one, other, number) for (one, other), number in sorted(counts.items())]


def _verdicts(actor: Actor, run: Run) -> list[tuple[str, int]]:
    held = selectors.held(actor).filter(pair__in=CandidatePair.objects.filter(run=run))
    counts = Counter(held.values_list("verdict", flat=True))
    return [
        (str(label), counts[verdict])
        for verdict, label in PairDecision.VERDICTS.items()
        if verdict != "taken_back"
    ]


def _pace(actor: Actor, run: Run) -> dict[str, int] | None:
    """Return how long this person's own decisions took: median and number."""
    own = PairDecision.objects.visible_to(actor).filter(
        made_by=actor.pk, pair__run=run, seconds__isnull=False
    )
    took = [seconds for seconds in own.values_list("seconds", flat=True) if seconds is not None]
    return {"seconds": round(median(took)), "decisions": len(took)} if took else None


def _run(request: HttpRequest, pk: int) -> Run:
    return get_object_or_404(selectors.runs(actor_of(request)), pk=pk)
