"""Pages of sources: the list, one source with its files, custody and consent."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.site import register
from onrecord.web.site.choices import concept_choices, concept_label
from onrecord.web.site.doors import Door, doors_from
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Actor, Right, actor_of, needs, require_export
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import period_text
from onrecord.web.sources import selectors, services, tables
from onrecord.web.sources.consent import INTERNAL, require_use
from onrecord.web.sources.forms import (
    ConsentForm,
    CorrectionForm,
    FileForm,
    NewSourceForm,
)
from onrecord.web.sources.intake_upload import refuse_too_much
from onrecord.web.sources.models import Description, Exhibit, Source

MOST_FILES = 60
MOST_EVENTS = 200
"""What the page of a source shows of its files and the newest events; bags hold all."""


def _kind(description: Description) -> str:
    return concept_label("source_kinds", description.kind)


def _address(description: Description) -> str:
    return reverse("sources:one", args=[description.source_id])


_COLUMNS = (
    Column("title", gettext_lazy("Title"), lambda d: d.title, sort="title", link=_address),
    Column("kind", gettext_lazy("Kind"), _kind, sort="kind"),
    Column("originator", gettext_lazy("Originator"), lambda d: d.originator, sort="originator"),
    Column("made", gettext_lazy("Made"), lambda d: period_text(d.made), sort="made"),
    Column("compartment", gettext_lazy("Compartment"), lambda d: d.compartment),
)


@needs(Right.READ)
def source_list(request: HttpRequest) -> HttpResponseBase:
    """List the sources that the person may see."""
    actor = actor_of(request)
    return Listing(
        rows=selectors.descriptions(actor).select_related("compartment"),
        columns=_COLUMNS,
        filters=(
            Filter("q", _("Title or originator"), selectors.search),
            Filter(
                "kind",
                _("Kind"),
                lambda rows, value: rows.filter(kind=value),
                concept_choices("source_kinds"),
            ),
        ),
        sort="title",
        name="sources",
        exported=lambda count: note("export", "sources_description", fields=f"rows={count}"),
    ).response(request, "sources/list.html")


@needs(Right.READ)
def one_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one source: what is known, its files, its custody, its consent."""
    source = _source(request, pk)
    actor = actor_of(request)
    description = selectors.description_of(source)
    context = {
        "source": source,
        "description": description,
        "kind": _kind(description),
        "made": period_text(description.made),
        "reliability": concept_label("reliability", description.reliability),
        "history": Description.objects.history(description.stem).select_related("made_by"),
        "exhibits": [
            (exhibit, _doors(actor, exhibit))
            for exhibit in selectors.beside_archives(actor, source)[:MOST_FILES]
        ],
        "all_files": selectors.documents(actor).filter(source=source).count(),
        "custody": selectors.custody(actor, source)[:MOST_EVENTS],
        "consents": selectors.consents(actor, source),
        "file_form": FileForm(),
        "consent_form": ConsentForm(),
    }
    return render(request, "sources/one.html", context)


def _doors(actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return where one can go from a file; of working copies only texts and tables lead on."""
    leads = (
        selectors.is_document(exhibit)
        or exhibit.media_type == selectors.TEXT
        or exhibit.tool == tables.TOOL
    )
    return doors_from(actor, exhibit) if leads else []


@needs(Right.CODE)
def new_source(request: HttpRequest) -> HttpResponse:
    """Take in a source and its first file."""
    actor = actor_of(request)
    refuse_too_much(request)
    form = NewSourceForm(
        request.POST or None, request.FILES or None, compartment_ids=actor.compartment_ids()
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        source = services.add_source(
            values, compartment_id=form.cleaned_data["compartment"], by=actor
        )
        upload = form.cleaned_data["file"]
        if upload:
            services.take_in(source, upload.file, name=upload.name, by=actor)
        return redirect("sources:one", pk=source.pk)
    return render(request, "sources/new.html", {"form": form})


@needs(Right.CODE)
def correct_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a source, as a new version."""
    source = _source(request, pk)
    description = selectors.description_of(source)
    form = CorrectionForm(request.POST or None, instance=description)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.Meta.fields}
        shown = shown_version(request, Description.objects.history(description.stem))
        services.describe(shown, changes, by=actor_of(request), reason=form.cleaned_data["reason"])
        return redirect("sources:one", pk=source.pk)
    version = request.POST.get("version", description.pk)
    context = {"form": form, "source": source, "description": description, "version": version}
    return render(request, "sources/correct.html", context)


@require_POST
@needs(Right.CODE)
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Preserve one more file of a source."""
    source = _source(request, pk)
    refuse_too_much(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError("No file was chosen.", remedy="Choose a file and send it again.")
    upload = form.cleaned_data["file"]
    services.take_in(source, upload.file, name=upload.name, by=actor_of(request))
    return redirect("sources:one", pk=source.pk)


@require_POST
@needs(Right.CODE)
def record_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an answer about one use of a source."""
    source = _source(request, pk)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise InputError("The answer is not complete.", remedy="Say how it was given.")
    services.record_consent(source, by=actor_of(request), **form.cleaned_data)
    return redirect("sources:one", pk=source.pk)


@needs(Right.EXPORT)
def original(request: HttpRequest, pk: int) -> FileResponse:
    """Give out the exact bytes of a file; its custody and the log say so."""
    actor = actor_of(request)
    exhibit = get_object_or_404(selectors.exhibits(actor), pk=pk)
    require_export(request)
    require_use(exhibit.source, INTERNAL)
    services.note_custody(exhibit, "export", by=actor)
    note("export", "sources_exhibit", exhibit.pk)
    return FileResponse(
        register.archive().open(exhibit.sha256),
        as_attachment=True,
        filename=exhibit.name,
        content_type="application/octet-stream",
    )


def _source(request: HttpRequest, pk: int) -> Source:
    return get_object_or_404(selectors.sources(actor_of(request)), pk=pk)
