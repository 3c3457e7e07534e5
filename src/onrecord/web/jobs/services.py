"""How is long work asked for, done, cancelled and begun anew?"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from onrecord.core.kernel.errors import Conflict, UserError
from onrecord.web.accounts.models import User
from onrecord.web.jobs import live, worker
from onrecord.web.jobs.kinds import kinds
from onrecord.web.jobs.models import Job
from onrecord.web.site.acting import acting_as
from onrecord.web.site.rights import Actor, require

PATIENCE = 1.5
"""Seconds that whoever asks for work waits for its end before the page of the job is shown."""
MOST_TRIES = 3

_logger = logging.getLogger(__name__)


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


@transaction.atomic
def cancel(job: Job, *, by: Actor) -> None:
    """Stop a job: at once where it waits, at its next step where it runs; Conflict once over."""
    require(by, kinds()[job.kind].right)
    if Job.objects.filter(pk=job.pk, state="waiting").exists():
        _ended(job, "cancelled")
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


def run_waiting() -> int:
    """Do every job that waits, the oldest first, and return how many were done."""
    count = 0
    while (job := _claimed()) is not None:
        _run(job)
        count += 1
    return count


def work_beside() -> None:
    """Start the worker of a server: it takes up what was left, then does what is asked for."""
    worker.begin(take_up, run_waiting)


def take_up() -> None:
    """Let jobs that a stopped server left running wait again; give up what stopped it thrice."""
    for job in Job.objects.filter(state="running"):
        if job.tries >= MOST_TRIES:
            _ended(job, "failed", error=_GIVEN_UP)
        else:
            job.state = "waiting"
            job.save(update_fields=["state"])


_FAULT = {
    "template": gettext_noop("This is a fault of OnRecord. Nothing was half saved."),
    "params": {},
    "remedy": gettext_noop("The log of the server says more."),
}
_GIVEN_UP = {
    "template": gettext_noop("The server stopped three times during this work."),
    "params": {},
    "remedy": gettext_noop("Is the file very large, or the disk full?"),
}


@transaction.atomic
def _claimed() -> Job | None:
    job = Job.objects.filter(state="waiting").order_by("pk").first()
    if job is not None:
        job.state, job.begun_at, job.tries = "running", timezone.now(), job.tries + 1
        job.save(update_fields=["state", "begun_at", "tries"])
    return job


def _run(job: Job) -> None:
    who = User.objects.get(pk=job.made_by_id)
    with acting_as(who.username):
        try:
            require(who, kinds()[job.kind].right)
            result = kinds()[job.kind].run(
                job, who, lambda done, steps: live.report(job.pk, done, steps)
            )
        except live.Stopped:
            _ended(job, "cancelled")
        except UserError as error:
            _ended(job, "failed", error=_parts(error))
        except Exception:  # the next job must run whatever befell this one
            _logger.exception("Job %s (%s) failed", job.pk, job.kind)
            _ended(job, "failed", error=_FAULT)
        else:
            _ended(job, "done", result=result)
        finally:
            live.forget(job.pk)


def _ended(job: Job, state: str, *, result: str = "", error: dict[str, Any] | None = None) -> None:
    job.state, job.ended_at, job.result, job.error = state, timezone.now(), result, error or {}
    job.save(update_fields=["state", "ended_at", "result", "error"])


def _parts(error: UserError) -> dict[str, Any]:
    return {
        "template": error.template,
        "params": {name: str(value) for name, value in error.params.items()},
        "remedy": error.remedy,
    }


def _wait(job: Job) -> None:
    until = time.monotonic() + PATIENCE
    while (left := until - time.monotonic()) > 0:
        if not Job.objects.filter(pk=job.pk, state__in=Job.OPEN).exists():
            return
        live.wait_for_an_end(left)
