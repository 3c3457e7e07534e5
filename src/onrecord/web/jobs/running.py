"""How is the work done that was asked for: under whose rights, and what if it fails?"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from onrecord.core.kernel.errors import UserError
from onrecord.web.accounts.models import User
from onrecord.web.jobs import live, worker
from onrecord.web.jobs.kinds import kinds
from onrecord.web.jobs.models import Job
from onrecord.web.site.acting import acting_as
from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import require

MOST_TRIES = 3


def run_waiting() -> int:
    """Do every job that waits, the oldest first, and return how many were done."""
    count = 0
    while (job := _claimed()) is not None:
        _run(job)
        count += 1
    return count


def work_beside() -> None:
    """Start the worker of a server: it takes up what was left, then does what is asked for.

    An app's module ``beside`` may have a ``go_on``: a bounded piece of its own upkeep.
    """
    worker.begin(take_up, _one_round)


def _one_round() -> None:
    run_waiting()
    for module in modules_named("beside"):
        module.go_on()


def take_up() -> None:
    """Let jobs that a stopped server left running wait again; give up what stopped it thrice."""
    for job in Job.objects.filter(state="running"):
        if job.tries >= MOST_TRIES:
            end(job, "failed", error=_GIVEN_UP)
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
            end(job, "cancelled")
        except UserError as error:
            end(job, "failed", error=_parts(error))
        except Exception as fault:  # noqa: BLE001 - the next job must run whatever befell this one
            worker.note_fault(f"job {job.pk} ({job.kind})", fault)
            end(job, "failed", error=_FAULT)
        else:
            end(job, "done", result=result)
        finally:
            live.forget(job.pk)


def end(job: Job, state: str, *, result: str = "", error: dict[str, Any] | None = None) -> None:
    """Note what became of a job."""
    job.state, job.ended_at, job.result, job.error = state, timezone.now(), result, error or {}
    job.save(update_fields=["state", "ended_at", "result", "error"])


def _parts(error: UserError) -> dict[str, Any]:
    return {
        "template": error.template,
        "params": {name: str(value) for name, value in error.params.items()},
        "remedy": error.remedy,
    }
