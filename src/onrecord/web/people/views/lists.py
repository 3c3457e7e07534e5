"""Pages of lists: all imports, and one with its preview, its errors, commit and undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.people import selectors, shown
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports
from onrecord.web.people.views.versions import earlier_of
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs, require_export
from onrecord.web.site.words import period_text
from onrecord.web.sources.selectors import description_of


def _staged_at(batch: Batch) -> str:
    return f"{localtime(batch.made_at):%Y-%m-%d %H:%M}"


_COLUMNS = (
    Column(
        "file",
        gettext_lazy("File"),
        lambda b: b.name,
        sort="name",
        link=lambda b: reverse("people:batch", args=[b.pk]),
    ),
    Column("lists", gettext_lazy("Lists"), lambda b: ", ".join(b.lists)),
    Column("source", gettext_lazy("Source"), lambda b: b.source_title),
    Column("rows", gettext_lazy("Rows"), lambda b: b.rows, sort="rows", numeric=True),
    Column(
        "accepted", gettext_lazy("Accepted"), lambda b: b.accepted, sort="accepted", numeric=True
    ),
    Column(
        "rejected", gettext_lazy("Refused"), lambda b: b.rejected, sort="rejected", numeric=True
    ),
    Column("state", gettext_lazy("State"), lambda b: b.get_state_display(), sort="state"),
    Column("made", gettext_lazy("Staged"), _staged_at, sort="made_at"),
)


@needs(Right.READ)
def list_of_lists(request: HttpRequest) -> HttpResponseBase:
    """List the imports that the person may see, the newest first."""
    actor = actor_of(request)
    return Listing(
        rows=selectors.batches(actor),
        columns=_COLUMNS,
        filters=(
            Filter("q", _("File"), lambda rows, value: rows.filter(name__icontains=value)),
            Filter(
                "state",
                _("State"),
                lambda rows, value: rows.filter(state=value),
                list(Batch.STATES.items()),
            ),
        ),
        sort="-made",
        name="lists",
        exported=lambda count: note("export", "people_batch", fields=f"rows={count}"),
        extra={"may_import": has_right(actor, Right.IMPORT)},
    ).response(request, "people/lists.html")


@needs(Right.READ)
def one_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import: what was found in the file, and what can be done with it."""
    actor = actor_of(request)
    batch = _batch(request, pk)
    staged = batch.state == "staged"
    may_import = has_right(actor, Right.IMPORT)
    offered = may_import and batch.state != "undone"
    preview = [Mention(**fields) for fields in imports.preview(batch)] if staged else []
    context = {
        "batch": batch,
        "description": description_of(batch.source),
        "lists": batch.lists.items(),
        "preview": [Row.of(mention) for mention in preview],
        "refusals": [Refusal.of(error) for error in batch.errors],
        "others": selectors.imports_of_same_file(actor, batch),
        "earlier": selectors.batches(actor).filter(later=batch).first(),
        "later": selectors.later_version(actor, batch),
        "earlier_choices": selectors.earlier_versions(actor, batch) if offered else [],
        "may_import": may_import,
        "may_export": has_right(actor, Right.EXPORT),
    }
    return render(request, "people/batch.html", context)


@require_POST
@needs(Right.IMPORT)
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write every accepted row of a staged import as a mention."""
    batch = _batch(request, pk)
    earlier = earlier_of(request, batch)
    batch = imports.commit(batch, by=actor_of(request), earlier=earlier)
    sentence = ngettext(
        "{count} mention is recorded.", "{count} mentions are recorded.", batch.accepted
    )
    messages.success(request, sentence.format(count=batch.accepted))
    return redirect("people:batch" if earlier is None else "people:changes", pk=pk)


@require_POST
@needs(Right.IMPORT)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a staged import."""
    imports.cancel(_batch(request, pk), by=actor_of(request))
    messages.success(request, _("The import is dropped. The file stays with its source."))
    return redirect("people:lists")


@require_POST
@needs(Right.IMPORT)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a committed import back as one unit."""
    imports.undo(_batch(request, pk), by=actor_of(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("The import is taken back. No mention of it is left."))
    return redirect("people:batch", pk=pk)


@needs(Right.IMPORT)
@needs(Right.EXPORT)
def failed_rows(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Give out the refused rows with the reasons, as a file to mend and bring in again."""
    require_export(request)
    lines = imports.failed_rows(_batch(request, pk), by=actor_of(request))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-rows-{pk}.csv"'
    return response


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it would be recorded, in words."""

    mention: Mention
    name: str
    sex: str
    born: str
    place: str
    date: str

    @classmethod
    def of(cls, mention: Mention) -> Row:
        """Return a row that is not recorded yet."""
        return cls(
            mention,
            shown.name(mention),
            shown.sex(mention.sex),
            shown.born(mention),
            shown.place(mention),
            period_text(mention.death),
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused cell: where, what, why, and what to do, in the language of the reader."""

    line: int | None
    column: str | None
    value: str | None
    reason: str

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Refusal:
        """Return a refusal as the batch keeps it."""
        reason = _(kept["template"])
        reason = reason.format(**kept["params"]) if kept["params"] else reason
        parts = [reason, _(kept["remedy"]) if kept["remedy"] else ""]
        said = " ".join(_sentence(part) for part in parts if part)
        return cls(kept["line"], kept["column"], kept["value"], said)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")


def _batch(request: HttpRequest, pk: int) -> Batch:
    rows = selectors.batches(actor_of(request))
    return get_object_or_404(
        rows.select_related("source", "exhibit", "compartment", "made_by", "decided_by"), pk=pk
    )
