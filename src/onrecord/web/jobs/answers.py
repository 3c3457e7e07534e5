"""Where does a page lead that asked for long work?"""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.urls import reverse

from onrecord.web.jobs.models import Job


def lead_on(job: Job) -> HttpResponseRedirect:
    """Lead to the result of a job, or to its page while there is none."""
    has_result = job.state == "done" and job.result
    return HttpResponseRedirect(job.result if has_result else reverse("jobs:one", args=[job.pk]))
