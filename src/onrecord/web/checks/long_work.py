"""Which long work do checks ask for? A run over everything in one compartment."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.web.accounts.models import User
from onrecord.web.checks.services import check_compartment
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right

CHECK = "check"


def _check(job: Job, who: User, tell: Tell) -> str:
    check_compartment(job.subject, by=who, tell=tell)
    return reverse("checks:list")


KINDS = {CHECK: Kind(label=_("Check texts and figures"), right=Right.CODE, run=_check)}
