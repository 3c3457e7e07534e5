"""Which jobs may this person see?"""

from __future__ import annotations

from django.db.models import QuerySet

from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Actor


def jobs(actor: Actor) -> QuerySet[Job]:
    """Return the jobs of the compartments that this person may enter."""
    return Job.objects.visible_to(actor).select_related("made_by", "compartment")


def failed_of(actor: Actor) -> QuerySet[Job]:
    """Return the failed jobs that this person asked for and nobody has begun anew."""
    return jobs(actor).filter(state="failed", made_by_id=actor.pk)
