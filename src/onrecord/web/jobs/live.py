"""How far is each running job, and which ones shall stop? Kept in the memory of the server.

One process serves the pages and does the work, hence memory is enough; rows would fill the log.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass


class Stopped(Exception):
    """Somebody asked that this job stop; raised inside its work, caught by the worker."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many steps of a job are done, of how many; 0 of 0 where that is not known."""

    done: int
    all: int


_lock = threading.Lock()
_progress: dict[int, Progress] = {}
_stopping: set[int] = set()
_ended = threading.Condition(_lock)


def report(job_id: int, done: int, steps: int) -> None:
    """Note how far a job is; Stopped where somebody asked for that."""
    with _lock:
        _progress[job_id] = Progress(done, steps)
        if job_id in _stopping:
            raise Stopped


def progress(job_id: int) -> Progress:
    """Return how far a job is."""
    with _lock:
        return _progress.get(job_id, Progress(0, 0))


def stop(job_id: int) -> None:
    """Ask that a job stop at its next step."""
    with _lock:
        _stopping.add(job_id)


def forget(job_id: int) -> None:
    """Drop what is known of a job that is over, and wake whoever waits for it."""
    with _ended:
        _progress.pop(job_id, None)
        _stopping.discard(job_id)
        _ended.notify_all()


def wait_for_an_end(seconds: float) -> None:
    """Return when some job is over, or after this time."""
    with _ended:
        _ended.wait(seconds)
