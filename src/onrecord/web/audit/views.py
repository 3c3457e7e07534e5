"""The page of the log, and its signed head as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from onrecord.web.audit import checkpoints, selectors, services
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, needs

_COLUMNS = (
    Column("seq", _("No."), lambda e: e.seq, sort="seq", numeric=True),
    Column("at", _("When (UTC)"), lambda e: e.at[:19].replace("T", " ")),
    Column("actor", _("Who"), lambda e: e.actor, sort="actor"),
    Column("action", _("What"), lambda e: e.action, sort="action"),
    Column("subject", _("On what"), lambda e: e.subject, sort="subject"),
    Column("subject_id", _("Which"), lambda e: e.subject_id),
    Column("fields", _("Fields"), lambda e: e.fields),
    Column("digest", _("Digest"), lambda e: e.digest[:12]),
)
_FILTERS = (
    Filter("actor", _("Who"), lambda rows, value: rows.filter(actor=value)),
    Filter("action", _("What"), lambda rows, value: rows.filter(action=value)),
    Filter("subject", _("On what"), lambda rows, value: rows.filter(subject=value)),
)


@needs(Right.AUDIT)
def log(request: HttpRequest) -> HttpResponseBase:
    """Show the log, the newest entry first."""
    return Listing(
        rows=selectors.entries(actor_of(request)),
        columns=_COLUMNS,
        filters=_FILTERS,
        sort="-seq",
        name="log",
        exported=lambda count: services.note("export", "audit_entry", fields=f"rows={count}"),
    ).response(request, "audit/log.html")


@require_POST
@needs(Right.AUDIT)
def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Sign the log as it is now and give the checkpoint out as a file to be kept elsewhere."""
    exported = checkpoints.export()
    services.note("export", "checkpoint", fields=f"entries={exported.checkpoint['entries']}")
    response = HttpResponse(exported.content(), content_type="application/json")
    name = f"checkpoint-{exported.checkpoint['entries']}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
