"""How is long work asked for, cancelled and begun anew?"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import Conflict
from onrecord.web.jobs import live, worker
from onrecord.web.jobs.kinds import kinds
from onrecord.web.jobs.models import Job
from onrecord.web.jobs.running import end, run_waiting
from onrecord.web.site.rights import Actor, require

PATIENCE = 1.5
"""Seconds that whoever asks for work waits for its end before the page of the job is shown."""


def start(
    kind: str,
    subject: int,
    *,
    title: str,
    compartment_id: int,
    by: Actor,
    arguments: Mapping[str, Any] | None = None,
) -> Job:
    """Ask for long work and return its job; the one that is open already where there is one.

    Where no worker runs beside (tests, the command line) the work is done before this returns.
    """
    require(by, kinds()[kind].right)
    with transaction.atomic():
        job, _is_new = Job.objects.filter(state__in=Job.OPEN).get_or_create(
            kind=kind,
            subject=subject,
            defaults={
                "title": title,
                "arguments": dict(arguments or {}),
                "compartment_id": compartment_id,
                "made_by_id": by.pk,
            },
        )
    if worker.wake():
        _wait(job)
    else:
        run_waiting()
    job.refresh_from_db()
    return job


def start_many(kind: str, asked: Iterable[Asked], *, by: Actor) -> int:
    """Ask for long work on many subjects, and return on how many it was not open already.

    Nobody waits for its end, save where no worker runs beside.
    """
    require(by, kinds()[kind].right)
    with transaction.atomic():
        waiting = Job.objects.filter(kind=kind, state__in=Job.OPEN)
        is_open = set(waiting.values_list("subject", flat=True))
        jobs = [
            Job(
                kind=kind,
                subject=one.subject,
                title=one.title[:300],
                compartment_id=one.compartment_id,
                made_by_id=by.pk,
            )
            for one in asked
            if one.subject not in is_open
        ]
        Job.objects.bulk_create(jobs)
    if not worker.wake():
        run_waiting()
    return len(jobs)


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject of long work that is asked for together with others."""

    subject: int
    title: str
    compartment_id: int


@transaction.atomic
def cancel(job: Job, *, by: Actor) -> None:
    """Stop a job: at once where it waits, at its next step where it runs; Conflict once over."""
    require(by, kinds()[job.kind].right)
    if Job.objects.filter(pk=job.pk, state="waiting").exists():
        end(job, "cancelled")
    elif Job.objects.filter(pk=job.pk, state="running").exists():
        live.stop(job.pk)
    else:
        raise Conflict("This work is over already.", remedy="Look at what became of it.")


def again(job: Job, *, by: Actor) -> Job:
    """Begin failed or cancelled work anew, as a job of its own."""
    if job.is_open or job.state == "done":
        raise Conflict("This work is not to be begun anew.", remedy="Look at what became of it.")
    return start(
        job.kind,
        job.subject,
        title=job.title,
        compartment_id=job.compartment_id,
        by=by,
        arguments=job.arguments,
    )


def _wait(job: Job) -> None:
    until = time.monotonic() + PATIENCE
    while (left := until - time.monotonic()) > 0:
        if not Job.objects.filter(pk=job.pk, state__in=Job.OPEN).exists():
            return
        live.wait_for_an_end(left)
