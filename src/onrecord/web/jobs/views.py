"""Pages of long work: all of it, and one piece with how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from onrecord.web.audit.services import note
from onrecord.web.jobs import live, selectors, services
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.kinds import kinds
from onrecord.web.jobs.models import Job
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.words import sentences


def _label(job: Job) -> str:
    kind = kinds().get(job.kind)
    return str(kind.label) if kind else job.kind


def _asked(job: Job) -> str:
    return date_format(localtime(job.made_at), "SHORT_DATETIME_FORMAT")


_COLUMNS = (
    Column(
        "title",
        gettext_lazy("On what"),
        lambda job: job.title,
        sort="title",
        link=lambda job: reverse("jobs:one", args=[job.pk]),
    ),
    Column("kind", gettext_lazy("Work"), _label, sort="kind"),
    Column("state", gettext_lazy("State"), lambda job: job.get_state_display(), sort="state"),
    Column("by", gettext_lazy("Asked for by"), lambda job: job.made_by),
    Column("asked", gettext_lazy("Asked for"), _asked, sort="made_at"),
    Column("compartment", gettext_lazy("Compartment"), lambda job: job.compartment),
)


@needs(Right.READ)
def job_list(request: HttpRequest) -> HttpResponseBase:
    """List the long work that the person may see, the newest first."""
    return Listing(
        rows=selectors.jobs(actor_of(request)),
        columns=_COLUMNS,
        filters=(
            Filter("q", _("On what"), lambda rows, value: rows.filter(title__icontains=value)),
            Filter(
                "state",
                _("State"),
                lambda rows, value: rows.filter(state=value),
                list(Job.STATES.items()),
            ),
        ),
        sort="-asked",
        name="long-work",
        exported=lambda count: note("export", "jobs_job", fields=f"rows={count}"),
    ).response(request, "jobs/list.html")


@needs(Right.READ)
def one_job(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one piece of work; its page asks every second how far it is, and then leads on."""
    job = _job(request, pk)
    if request.htmx and job.state == "done" and job.result:  # type: ignore[attr-defined]  # django-htmx
        return HttpResponseClientRedirect(job.result)
    actor = actor_of(request)
    error = job.error
    context = {
        "job": job,
        "label": _label(job),
        "progress": live.progress(job.pk),
        "sentence": error and sentences(error["template"], error["params"], error["remedy"]),
        "may": job.kind in kinds() and has_right(actor, kinds()[job.kind].right),
    }
    page = "jobs/state.html" if request.htmx else "jobs/one.html"  # type: ignore[attr-defined]
    return render(request, page, context)


@require_POST
@needs(Right.READ)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a piece of work."""
    services.cancel(_job(request, pk), by=actor_of(request))
    messages.info(request, _("The work stops. Nothing of it is half kept."))
    return redirect("jobs:one", pk=pk)


@require_POST
@needs(Right.READ)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin failed or cancelled work anew."""
    job = services.again(_job(request, pk), by=actor_of(request))
    return lead_on(job)


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(selectors.jobs(actor_of(request)), pk=pk)
