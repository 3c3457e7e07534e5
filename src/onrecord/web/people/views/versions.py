"""Pages of a list that was published again: what changed since the version before."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.people import selectors, shown
from onrecord.web.people.models import Batch, ListEvent
from onrecord.web.people.services import versions
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.sources.consent import LEFT_OUT, leaving
from onrecord.web.sources.selectors import description_of

_COLUMNS = (
    Column(
        "name",
        gettext_lazy("Name"),
        lambda e: e.name or _("no name given"),
        sort="folded",
        link=lambda e: reverse("people:mention", args=[e.after or e.before]),
    ),
    Column("kind", gettext_lazy("What happened"), lambda e: e.get_kind_display(), sort="kind"),
    Column("changes", gettext_lazy("What changed"), shown.changes_in_words),
    Column("basis", gettext_lazy("Matched by"), lambda e: e.get_basis_display() or None),
    Column("remarks", gettext_lazy("Remarks"), shown.remarks_in_words),
)


@needs(Right.READ)
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what happened to each row since the version before."""
    actor = actor_of(request)
    batch = _batch(request, pk)
    if batch.supersedes is None:
        raise Http404
    rows = selectors.list_events(actor, batch)
    counts = Counter(selectors.counts_of(rows))
    description = description_of(batch.source)
    return Listing(
        rows=rows,
        columns=_COLUMNS,
        filters=_filters(),
        sort="name",
        name="changes",
        notice=description.required_notice,
        leaving=lambda found: leaving(found, source="batch__source"),
        left_out=LEFT_OUT,
        exported=lambda count: note("export", "people_listevent", fields=f"rows={count}"),
        extra={
            "batch": batch,
            "earlier": batch.supersedes,
            "description": description,
            "counts": [(kind, label, counts[kind]) for kind, label in ListEvent.KINDS.items()],
            "chosen": request.GET.get("kind", ""),
            "may_import": has_right(actor, Right.IMPORT),
        },
    ).response(request, "people/changes.html")


@require_POST
@needs(Right.IMPORT)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a list is the next version of an earlier one, or compare the two anew."""
    batch = _batch(request, pk)
    earlier = earlier_of(request, batch)
    if earlier is None:
        raise Http404
    versions.supersede(batch, earlier, by=actor_of(request))
    messages.success(request, _("The two versions are compared. Every change is kept."))
    return redirect("people:changes", pk=pk)


@require_POST
@needs(Right.IMPORT)
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a list is the next version of another."""
    versions.part(_batch(request, pk), by=actor_of(request))
    messages.success(request, _("The list stands alone again. No mention changed."))
    return redirect("people:batch", pk=pk)


def earlier_of(request: HttpRequest, batch: Batch) -> Batch | None:
    """Return the earlier version that a form names, None where it names none; else 404."""
    wanted = request.POST.get("earlier", "")
    if not wanted:
        return None
    offered = selectors.earlier_versions(actor_of(request), batch)
    found = next((one for one in offered if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def _filters() -> tuple[Filter, ...]:
    return (
        Filter("q", _("Name, in any script"), selectors.named_events),
        Filter(
            "kind",
            _("What happened"),
            lambda rows, value: rows.filter(kind=value),
            list(ListEvent.KINDS.items()),
        ),
        Filter(
            "field",
            _("What changed"),
            lambda rows, value: rows.filter(changed__contains=f"|{value}|"),
            list(shown.LISTED_FIELDS.items()),
        ),
        Filter("remark", _("Remarks"), _remarked, [("yes", _("with a remark"))]),
    )


def _remarked(rows: QuerySet[ListEvent], _value: str) -> QuerySet[ListEvent]:
    return rows.exclude(remarks=[])


def _batch(request: HttpRequest, pk: int) -> Batch:
    rows = selectors.batches(actor_of(request))
    return get_object_or_404(
        rows.select_related("source", "exhibit", "compartment", "supersedes"), pk=pk
    )
