"""Pages of documents: which are to be read, and how far each is decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.coding.long_work import READ
from onrecord.web.coding.selectors import reading
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.services import Asked, start, start_many
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.words import number_text
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.selectors import exhibits, sources


def _state(row: Any) -> str:
    if not row.text:
        return _("not read yet")
    return _("to decide: {number}").format(number=row.open) if row.open else _("done")


def _progress(row: Any) -> str:
    if not row.text:
        return ""
    return _("{decided} of {all}").format(decided=row.decided, all=row.suggested)


_COLUMNS = (
    Column(
        "file",
        gettext_lazy("File"),
        lambda row: row.name,
        sort="name",
        link=lambda row: reverse("coding:read", args=[row.pk]),
    ),
    Column(
        "source",
        gettext_lazy("Source"),
        lambda row: row.title,
        sort="title",
        link=lambda row: reverse("sources:one", args=[row.source_id]),
    ),
    Column("state", gettext_lazy("State"), _state, sort="open"),
    Column("decided", gettext_lazy("Decided"), _progress, sort="decided", numeric=True),
    Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
)
_STATES = (
    ("unread", gettext_lazy("not read yet")),
    ("open", gettext_lazy("to decide")),
    ("done", gettext_lazy("done")),
)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    wanted = {
        "unread": Q(text=0),
        "open": Q(open__gt=0),
        "done": Q(text__gt=0, open=0),
    }
    return rows.filter(wanted[state])


@needs(Right.READ)
def document_list(request: HttpRequest) -> HttpResponseBase:
    """List the documents that can be read, with how far each is decided."""
    return Listing(
        rows=reading.documents(actor_of(request)).select_related("compartment"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "q",
                _("Title or file"),
                lambda rows, value: rows.filter(
                    Q(title__icontains=value) | Q(name__icontains=value)
                ),
            ),
            Filter("state", _("State"), _in_state, _STATES),
        ),
        sort="-state",
        name="documents",
        exported=lambda count: note("export", "sources_exhibit", fields=f"rows={count}"),
        extra={"may_code": has_right(actor_of(request), Right.CODE)},
    ).response(request, "coding/documents.html")


@require_POST
@needs(Right.CODE)
def read_it(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read a file: keep its text and what the rules suggest."""
    actor = actor_of(request)
    exhibit = get_object_or_404(exhibits(actor), pk=pk)
    job = start(
        READ,
        exhibit.pk,
        title=exhibit.name,
        compartment_id=exhibit.compartment_id,
        by=actor,
    )
    return lead_on(job)


@require_POST
@needs(Right.CODE)
def read_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read every file of a source, and of what was taken out of it, that nobody has read yet."""
    actor = actor_of(request)
    source = get_object_or_404(sources(actor), pk=pk)
    require_reading(actor, source)
    unread = reading.unread_of(actor, source).order_by("pk")
    count = start_many(
        READ,
        [
            Asked(exhibit.pk, exhibit.name, exhibit.compartment_id)
            for exhibit in unread.only("pk", "name", "compartment_id")
        ],
        by=actor,
    )
    asked = ngettext("{number} file is being read.", "{number} files are being read.", count)
    messages.info(request, asked.format(number=number_text(count)))
    return redirect("sources:files", pk=source.pk)
