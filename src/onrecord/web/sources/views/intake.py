"""Pages of intake: send many files, see what came in, open archives, see what lies in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.models import Job
from onrecord.web.jobs.selectors import jobs
from onrecord.web.jobs.services import start
from onrecord.web.site.doors import Door, deeds_on, doors_from
from onrecord.web.site.rights import Actor, Right, actor_of, needs
from onrecord.web.site.words import number_text, said, said_error_in_place
from onrecord.web.sources import intake, intake_contents, selectors
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.intake_forms import FilesForm, IntakeForm, OpeningForm
from onrecord.web.sources.intake_members import is_openable
from onrecord.web.sources.intake_upload import refuse_too_much
from onrecord.web.sources.long_work import OPEN
from onrecord.web.sources.models import Exhibit

ON_A_PAGE = 50
MOST_ID = 2**63 - 1
MOST_SHOWN = 200
"""Files of an archive that could not be taken, as many as one page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One file that came in, and what can be done with it."""

    exhibit: Exhibit
    doors: list[Door]
    can_open: bool
    is_listed: bool
    job: Job | None


@needs(Right.CODE)
def take_in(request: HttpRequest) -> HttpResponseBase:
    """Take in many files as one new source, or each as a source of its own."""
    actor = actor_of(request)
    refuse_too_much(request)
    form = IntakeForm(
        request.POST or None, request.FILES or None, compartment_ids=actor.compartment_ids()
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "sources/intake.html", {"form": form})
    apart = form.cleaned_data["sources"] == "each"
    taken = intake.take_in_new(
        _sent(form),
        form.described(),
        compartment_id=form.cleaned_data["compartment"],
        apart=apart,
        by=actor,
    )
    return _after(request, taken, form.cleaned_data["opening"])


@needs(Right.CODE)
def take_in_more(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take in more files of one source."""
    actor = actor_of(request)
    source = get_object_or_404(selectors.sources(actor), pk=pk)
    refuse_too_much(request)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "source": source,
            "description": selectors.description_of(source),
        }
        return render(request, "sources/intake.html", context)
    taken = intake.take_in_more(source, _sent(form), by=actor)
    return _after(request, taken, form.cleaned_data["opening"])


@needs(Right.READ)
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came in with a source, also out of its archives, and what each file can do."""
    actor = actor_of(request)
    source = get_object_or_404(selectors.sources(actor), pk=pk)
    found = selectors.documents(actor).filter(source=source).order_by("pk")
    page = Paginator(found, ON_A_PAGE).get_page(_page_of(request, found))
    context = {
        "source": source,
        "description": selectors.description_of(source),
        "page": page,
        "rows": _rows(actor, page),
        "deeds": deeds_on(actor, source),
    }
    return render(request, "sources/intake_files.html", context)


@needs(Right.READ)
def contents(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what lies in an archive: where each file went, and what could not be taken, and why."""
    actor = actor_of(request)
    archive = get_object_or_404(selectors.documents(actor), pk=pk)
    require_reading(actor, archive.source)
    listed = intake_contents.contents_exhibit(actor, archive)
    context: dict[str, object] = {
        "archive": archive,
        "description": selectors.description_of(archive.source),
        "can_open": is_openable(archive.name),
        "form": OpeningForm(),
        "job": _open_jobs(actor, [archive.pk]).get(archive.pk),
        "so_far": selectors.documents(actor).filter(derived_from=archive).count(),
    }
    if listed is not None:
        found = intake_contents.contents_of(listed)
        page = Paginator(found.places, ON_A_PAGE).get_page(request.GET.get("page"))
        shown = list(page.object_list)
        kept = intake_contents.kept_from(actor, archive, shown)
        left_out = found.left_out
        context |= {
            "page": page,
            "rows": [
                (place, kept.get(place.sha256), place.why and said(place.why)) for place in shown
            ],
            "left_out": [(one, one.why and said(one.why)) for one in left_out[:MOST_SHOWN]],
            "left_out_count": len(left_out),
            "stopped": found.why_stopped and said(found.why_stopped),
            "deeds": deeds_on(actor, archive.source),
        }
    return render(request, "sources/intake_contents.html", context)


@require_POST
@needs(Right.CODE)
def open_it(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take the files out of an archive or a mail that is preserved."""
    actor = actor_of(request)
    archive = get_object_or_404(selectors.documents(actor), pk=pk)
    return lead_on(_ask(archive, actor, apart=request.POST.get("opening") == "apart"))


def _page_of(request: HttpRequest, found: QuerySet[Exhibit]) -> str:
    """Return the page that is asked for, by its number or by a file that stands on it."""
    at = request.GET.get("at", "")
    if at.isascii() and at.isdecimal() and len(at) < 20 and int(at) <= MOST_ID:
        return str(found.filter(pk__lt=int(at)).count() // ON_A_PAGE + 1)
    return request.GET.get("page", "1")


def _sent(form: FilesForm) -> Iterator[intake.Sent]:
    """Yield the files of a form; those of a folder with the place that the browser states."""
    for upload in form.cleaned_data["chosen"]:
        yield intake.Sent(upload.file, upload.name or "file")
    paths = _paths(form.cleaned_data["paths"])
    folder: list[UploadedFile[Any]] = form.cleaned_data["folder"]
    for number, upload in enumerate(folder):
        name = upload.name or "file"
        place = paths[number] if len(paths) == len(folder) else ""
        yield intake.Sent(upload.file, name, place if place.endswith(name) else "")  # type: ignore[arg-type]  # a binary file


def _paths(stated: str) -> list[str]:
    try:
        found = json.loads(stated or "[]")
    except ValueError:
        return []
    is_good = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return found if is_good else []


def _after(request: HttpRequest, taken: intake.Taken, opening: str) -> HttpResponseBase:
    """Say what came of the files, begin to open the archives, and lead to what came in."""
    actor = actor_of(request)
    new, known = len(taken.new), len(taken.known)
    if new:
        words = ngettext("{number} file is preserved.", "{number} files are preserved.", new)
        messages.success(request, words.format(number=number_text(new)))
    if known:
        words = ngettext(
            "{number} file was here already: nothing changed.",
            "{number} files were here already: nothing changed.",
            known,
        )
        messages.info(request, words.format(number=number_text(known)))
    for _name, error in taken.refused:
        messages.warning(request, said_error_in_place(error))
    opened = [one for one in taken.all if opening != "closed" and is_openable(one.name)]
    asked = [_ask(one, actor, apart=opening == "apart") for one in opened]
    if len(asked) == 1 and len(taken.all) == 1:
        return lead_on(asked[0])
    sources = {one.source_id for one in taken.all}
    if len(sources) == 1:
        return redirect("sources:files", pk=sources.pop())
    return redirect("sources:list")


def _ask(archive: Exhibit, actor: Actor, *, apart: bool) -> Job:
    return start(
        OPEN,
        archive.pk,
        title=archive.name,
        compartment_id=archive.compartment_id,
        by=actor,
        arguments={"apart": apart},
    )


def _rows(actor: Actor, page: Page[Exhibit]) -> list[Row]:
    found = list(page.object_list)
    ids = [exhibit.pk for exhibit in found]
    listed = selectors.exhibits(actor).filter(derived_from__in=ids, media_type=selectors.CONTENTS)
    opened = set(listed.values_list("derived_from", flat=True))
    open_jobs = _open_jobs(actor, ids)
    return [
        Row(
            exhibit=exhibit,
            doors=doors_from(actor, exhibit),
            can_open=is_openable(exhibit.name),
            is_listed=exhibit.pk in opened,
            job=open_jobs.get(exhibit.pk),
        )
        for exhibit in found
    ]


def _open_jobs(actor: Actor, ids: list[int]) -> dict[int, Job]:
    found = jobs(actor).filter(kind=OPEN, subject__in=ids, state__in=Job.OPEN)
    return {job.subject: job for job in found}
