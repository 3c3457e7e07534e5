"""Pages of decisions: all of them, those that contradict, taking one back, the file for links."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.web.audit.services import note
from onrecord.web.linkage import selectors, services
from onrecord.web.linkage.contradictions import conflicts
from onrecord.web.linkage.contradictions import contradictions as every_contradiction
from onrecord.web.linkage.grounds import spelt_out
from onrecord.web.linkage.models import PairDecision
from onrecord.web.linkage.names import Names
from onrecord.web.people.models import Mention
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs, require_export
from onrecord.web.sources.consent import LEFT_OUT

COLUMNS = (
    "list_left",
    "record_left",
    "list_right",
    "record_right",
    "verdict",
    "who",
    "when",
    "reason",
)
"""The columns of a file of decisions, as `onrecord link --decisions` reads it."""


@needs(Right.READ)
def decision_list(request: HttpRequest) -> HttpResponseBase:
    """List the decisions about pairs that the person may see, the newest first."""
    actor = actor_of(request)
    rows = selectors.with_effect(selectors.decisions(actor)).select_related(
        "made_by", "compartment"
    )
    return Listing(
        rows=rows,
        columns=_columns(Names(actor)),
        filters=(
            Filter(
                "verdict",
                _("Verdict"),
                lambda found, value: found.filter(verdict=value),
                list(PairDecision.VERDICTS.items()),
            ),
            Filter(
                "whose",
                _("Whose"),
                lambda found, _value: found.filter(made_by=actor.pk),
                [("mine", _("my own"))],
            ),
        ),
        sort="-made",
        name="pair-decisions",
        exported=lambda count: note("export", "linkage_pairdecision", fields=f"rows={count}"),
        leaving=selectors.leaving_both,
        left_out=LEFT_OUT,
        extra={
            "may_export": has_right(actor, Right.EXPORT),
            "contradictions": len(conflicts(actor)),
        },
    ).response(request, "linkage/decisions.html")


@needs(Right.READ)
def contradictions(request: HttpRequest) -> HttpResponse:
    """Show the decisions that cannot all hold; nothing of them is resolved here."""
    actor = actor_of(request)
    context = {
        "contradictions": every_contradiction(actor),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "linkage/contradictions.html", context)


@require_POST
@needs(Right.JUDGE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back, and lead to its pair."""
    actor = actor_of(request)
    rows = selectors.decisions(actor).select_related("pair", "undone_by")
    decision = get_object_or_404(rows, pk=pk)
    services.undo(decision, by=actor, reason=request.POST.get("reason", ""))
    messages.success(request, _("The decision is taken back. What stood before stands again."))
    return redirect("linkage:pair", pk=decision.pair_id)


@needs(Right.READ)
def for_the_command(request: HttpRequest) -> HttpResponseBase:
    """Give the decisions that hold out as the file that `onrecord link --decisions` reads."""
    require_export(request)
    actor = actor_of(request)
    rows = selectors.leaving_both(selectors.held(actor))
    note("export", "linkage_pairdecision", fields=f"rows={rows.count()}")
    seen = selectors.by_stem(actor, {stem for row in rows for stem in (row.left, row.right)})
    lines = _lines([row for row in rows if row.left in seen and row.right in seen], seen)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response


def _columns(names: Names) -> tuple[Column, ...]:
    return (
        Column(
            "made",
            gettext_lazy("Decided"),
            lambda row: date_format(localtime(row.made_at), "SHORT_DATETIME_FORMAT"),
            sort="made_at",
            link=lambda row: reverse("linkage:pair", args=[row.pair_id]),
        ),
        Column("left", gettext_lazy("One mention"), lambda row: names.of(row.left)),
        Column("right", gettext_lazy("Other mention"), lambda row: names.of(row.right)),
        Column("verdict", gettext_lazy("Verdict"), lambda row: row.get_verdict_display()),
        Column("part", gettext_lazy("Review"), lambda row: row.get_part_display()),
        Column("reason", gettext_lazy("Reason"), lambda row: spelt_out(row.ground, row.reason)),
        Column("by", gettext_lazy("By"), lambda row: row.made_by),
        Column("effect", gettext_lazy("What came of it"), _effect),
        Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
    )


def _effect(row: Any) -> str:
    if row.verdict == "taken_back":
        return ""
    if row.taken_back_by is not None:
        return _("taken back")
    if row.verdict != "same":
        return _("kept")
    if row.is_joined:
        return _("one person")
    return _("parted since") if row.is_carried_out else _("not carried out")


class _Echo:
    def write(self, value: str) -> str:
        return value


def _lines(rows: list[PairDecision], seen: dict[Any, Mention]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        ends = (seen[row.left], seen[row.right])
        named = [text for end in ends for text in (end.list_name, _record(end))]
        reason = spelt_out(row.ground, row.reason)
        cells = (*named, row.verdict, row.made_by.username, row.made_at.isoformat(), reason)
        yield writer.writerow([spreadsheet_safe(cell) for cell in cells])


def _record(mention: Mention) -> str:
    """Return the id of a mention in its list; its line where the list gives no ids."""
    return mention.record_id or str(mention.line or "")
