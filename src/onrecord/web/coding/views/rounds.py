"""Pages of rounds: which documents are coded blind, by whom, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.web.accounts.models import User
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.forms.acts import ReasonForm
from onrecord.web.coding.forms.rounds import RoundForm
from onrecord.web.coding.models import Round, Seat
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.selectors import rounds as selectors
from onrecord.web.coding.settling import csv_of, shown_units
from onrecord.web.coding.views.accounts import reason_of
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs, require_export
from onrecord.web.site.shown import shown_version
from onrecord.web.sources.models import Description
from onrecord.web.sources.selectors import description_of, exhibits, text_of

_COLUMNS = (
    Column(
        "document",
        gettext_lazy("Document"),
        lambda row: row.title,
        sort="title",
        link=lambda row: reverse("coding:round", args=[row.stem]),
    ),
    Column("file", gettext_lazy("File"), lambda row: row.exhibit.name),
    Column("number", gettext_lazy("Round"), lambda row: row.number, sort="number", numeric=True),
    Column("state", gettext_lazy("State"), lambda row: row.get_state_display(), sort="state"),
    Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
)
_STATES = tuple(Round.STATES.items())


@needs(Right.CODE)
def round_list(request: HttpRequest) -> HttpResponseBase:
    """List the rounds that this person gives out, judges or codes in."""
    described = Description.objects.current().filter(source=OuterRef("exhibit__source"))
    return Listing(
        rows=selectors.rounds(actor_of(request))
        .select_related("exhibit", "compartment")
        .annotate(title=Coalesce(Subquery(described.values("title")[:1]), Value(""))),
        columns=_COLUMNS,
        filters=(
            Filter("q", _("Document"), lambda rows, value: rows.filter(title__icontains=value)),
            Filter("state", _("State"), lambda rows, value: rows.filter(state=value), _STATES),
        ),
        sort="-state",
        name="rounds",
        exported=lambda count: note("export", "coding_round", fields=f"rows={count}"),
    ).response(request, "coding/rounds.html")


@needs(Right.JUDGE)
def new_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a document to two coders or more."""
    actor = actor_of(request)
    text = reading.text_for(actor, get_object_or_404(exhibits(actor), pk=pk))
    if text is None:
        return redirect("coding:read", pk=pk)
    people = selectors.possible_coders(actor, text)
    form = RoundForm(request.POST or None, people=[(user.pk, str(user)) for user in people])
    if request.method == "POST" and form.is_valid():
        opened = services.open_round(
            text,
            list(User.objects.filter(pk__in=form.cleaned_data["coders"])),
            fields=form.cleaned_data["fields_compared"],
            instruction=form.cleaned_data["instruction"],
            by=actor,
        )
        return redirect("coding:round", stem=opened.stem)
    context = {"form": form, "text": text, "description": description_of(text.source)}
    return render(request, "coding/new_round.html", context)


@needs(Right.CODE)
def one_round(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show one round: progress while it is open, agreement and disagreements after."""
    actor = actor_of(request)
    found = round_of(request, stem)
    context = {
        "round": found,
        "description": description_of(found.exhibit.source),
        "seats": selectors.seats(actor, found),
        "seat": selectors.own_seat(actor, found),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    if found.is_open:
        return render(request, "coding/round_open.html", context | _progress(request, found))
    result, content = selectors.result(actor, found), text_of(found.exhibit)
    if request.GET.get("export") == "csv":
        require_export(request)
        note("export", "coding_round", found.pk)
        response = HttpResponse(csv_of(found, result, content), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="round-{found.number}.csv"'
        return response
    note("read", "coding_round", found.pk)
    settled = [unit for unit in result.units if unit.key in result.settled]
    context |= {
        "fields": result.fields,
        "alike": len(result.alike()),
        "rejected": len(result.rejected),
        "to_judge": shown_units(result.to_judge(), result, content),
        "settled": shown_units(settled, result, content),
        "units": len(result.units),
        "may_export": has_right(actor, Right.EXPORT),
    }
    return render(request, "coding/round_closed.html", context)


@require_POST
@needs(Right.CODE)
def finish(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Say that one is done."""
    services.finish(_shown_seat(request, stem), by=actor_of(request))
    return redirect("coding:round", stem=stem)


@require_POST
@needs(Right.CODE)
def resume(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Take back that one is done."""
    services.resume(_shown_seat(request, stem), by=actor_of(request))
    return redirect("coding:round", stem=stem)


@require_POST
@needs(Right.JUDGE)
def close(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Close a round before all say that they are done."""
    round_of(request, stem)
    shown = shown_version(request, Round.objects.visible_to(actor_of(request)).history(stem))
    services.close_round(shown, by=actor_of(request), reason=reason_of(request))
    return redirect("coding:round", stem=stem)


def round_of(request: HttpRequest, stem: UUID) -> Round:
    """Return the round of a request, 404 where this person has no part in it."""
    rows = selectors.rounds(actor_of(request)).select_related("exhibit__source", "compartment")
    return get_object_or_404(rows, stem=stem)


def _shown_seat(request: HttpRequest, stem: UUID) -> Seat:
    actor = actor_of(request)
    round_of(request, stem)
    own = Seat.objects.visible_to(actor).filter(round=stem, coder=actor.pk)
    return shown_version(request, own, "seat")


def _progress(request: HttpRequest, found: Round) -> dict[str, Any]:
    actor = actor_of(request)
    seat = selectors.own_seat(actor, found)
    counted = selectors.progress_of(actor, found)
    everything = reading.progress(actor, found.exhibit)
    own = reading.own_codings(actor).filter(round=found.stem)
    return {
        "progress": everything,
        "codings": own.count() if seat else 0,
        "coders": [(one, counted.get(one.coder_id, 0)) for one in selectors.seats(actor, found)]
        if seat is None
        else [],
        "closing": ReasonForm(),
    }
