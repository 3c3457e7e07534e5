"""Which long work does linkage ask for? A run over the mentions of one compartment."""

from __future__ import annotations

from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.jobs.services import start
from onrecord.web.linkage.services import Asked, link
from onrecord.web.site.rights import Actor, Right

LINK = "link"


def ask(compartment: Compartment, asked: Asked, *, by: Actor) -> Job:
    """Ask for a run over a compartment; the one that is open already where there is one."""
    return start(
        LINK,
        compartment.pk,
        title=str(compartment),
        compartment_id=compartment.pk,
        by=by,
        arguments=asdict(asked),
    )


def _link(job: Job, who: User, tell: Tell) -> str:
    made = link(job.subject, Asked(**job.arguments), by=who, tell=tell)
    return reverse("linkage:run", args=[made.pk])


KINDS = {LINK: Kind(label=_("Link mentions"), right=Right.JUDGE, run=_link)}
