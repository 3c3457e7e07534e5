"""Long work is asked for once, done under the rights of who asked, stopped, and begun anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.jobs import live, running, services, worker
from onrecord.web.jobs.models import Job


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("coder", [general])


def test_without_a_worker_the_work_is_done_at_once(
    work: object, arta: User, general: Compartment
) -> None:
    job = services.start("count", 7, title="Report", compartment_id=general.pk, by=arta)
    assert (job.state, job.result, job.tries) == ("done", "/sources/", 1)
    assert job.begun_at is not None
    assert job.ended_at is not None
    assert live.progress(job.pk) == live.Progress(0, 0), "nothing of it stays in memory"
    names = set(Entry.objects.filter(subject="jobs_job").values_list("actor", flat=True))
    assert arta.username in names, "the work is done in the name of who asked for it"


def test_one_subject_has_one_open_job(asked: Callable[..., Job], arta: User) -> None:
    first, second = asked(arta), asked(arta)
    assert first == second
    assert asked(arta, subject=8) != first
    assert running.run_waiting() == 2
    assert asked(arta) != first, "work that is over can be asked for again"


def test_a_reader_starts_nothing(
    asked: Callable[..., Job], user_of: Callable[..., User], general: Compartment, arta: User
) -> None:
    reader = user_of("reader", [general])
    with pytest.raises(AccessDenied):
        asked(reader)
    job = asked(arta)
    for act in (services.cancel, services.again):
        with pytest.raises((AccessDenied, Conflict)):
            act(job, by=reader)


def test_who_lost_the_right_meanwhile_gets_nothing_done(
    asked: Callable[..., Job], arta: User
) -> None:
    job = asked(arta)
    User.objects.filter(pk=arta.pk).update(role="reader")
    running.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result) == ("failed", "")
    assert "right to {right}" in job.error["template"]


def test_a_refusal_is_kept_as_its_parts_and_a_fault_tells_nothing(
    asked: Callable[..., Job],
    work: Callable[..., None],
    arta: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_any: object) -> str:
        raise InputError("Page {page} is damaged.", page=3, remedy="Scan it again.")

    def fail(*_any: object) -> str:
        raise ZeroDivisionError("".join(["Bes", "im"]))

    work(refuse)
    refused = asked(arta)
    running.run_waiting()
    refused.refresh_from_db()
    assert refused.error == {
        "template": "Page {page} is damaged.",
        "params": {"page": "3"},
        "remedy": "Scan it again.",
    }
    work(fail)
    failed = asked(arta)
    running.run_waiting()
    failed.refresh_from_db()
    assert failed.state == "failed"
    assert "Besim" not in str(failed.error)
    assert "ZeroDivisionError" in caplog.text
    assert "Besim" not in caplog.text


def test_waiting_work_is_cancelled_at_once_and_running_work_at_its_next_step(
    asked: Callable[..., Job], work: Callable[..., None], arta: User
) -> None:
    done: list[int] = []

    def stop_itself(job: Job, who: User, tell: Callable[[int, int], None]) -> str:
        tell(1, 3)
        assert live.progress(job.pk) == live.Progress(1, 3)
        services.cancel(job, by=who)
        done.append(1)
        tell(2, 3)
        done.append(2)
        return "never"

    waiting = asked(arta)
    services.cancel(waiting, by=arta)
    waiting.refresh_from_db()
    assert waiting.state == "cancelled"
    with pytest.raises(Conflict):
        services.cancel(waiting, by=arta)
    work(stop_itself)
    begun = services.again(waiting, by=arta)
    assert begun != waiting
    running.run_waiting()
    begun.refresh_from_db()
    assert (begun.state, done) == ("cancelled", [1])


def test_work_that_a_stopped_server_left_is_taken_up_and_given_up_after_three_times(
    asked: Callable[..., Job], arta: User
) -> None:
    job = asked(arta)
    Job.objects.filter(pk=job.pk).update(state="running", tries=1)
    running.take_up()
    running.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.tries) == ("done", 2)
    other = asked(arta)
    Job.objects.filter(pk=other.pk).update(state="running", tries=3)
    running.take_up()
    other.refresh_from_db()
    assert other.state == "failed"
    with pytest.raises(Conflict):
        services.again(job, by=arta)


def test_the_worker_does_what_it_is_called_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Called as the server calls it, with work that touches no database."""
    calls: list[str] = []
    twice = threading.Event()

    def work() -> None:
        calls.append("work")
        if calls.count("work") == 2:
            twice.set()

    monkeypatch.setattr(worker, "_thread", None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    assert not worker.wake()
    worker.begin(lambda: calls.append("first"), work)
    worker.begin(lambda: calls.append("never"), work)
    worker.wake()
    assert twice.wait(10)
    assert calls[:2] == ["first", "work"]
    assert "never" not in calls


def test_a_round_of_the_worker_goes_on_with_what_apps_have_beside(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    done: list[str] = []
    module = SimpleNamespace(go_on=lambda: done.append("index"))
    monkeypatch.setattr(running, "modules_named", lambda _name: [module])
    monkeypatch.setattr(running.worker, "begin", lambda _first, work: work())
    running.work_beside()
    assert done == ["index"]


def test_a_fault_beside_the_jobs_does_not_end_the_worker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    again = threading.Event()
    calls: list[int] = []

    def work() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise LookupError("".join(["Bes", "im"]))
        again.set()

    monkeypatch.setattr(worker, "_thread", None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.begin(lambda: None, work)
    while not calls:
        again.wait(0.01)
    worker.wake()
    assert again.wait(30)
    assert "LookupError in the worker" in caplog.text
    assert "Besim" not in caplog.text


def test_whoever_waits_is_woken_by_an_end() -> None:
    started = threading.Event()
    woken = threading.Event()

    def wait() -> None:
        started.set()
        live.wait_for_an_end(10)
        woken.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    started.wait(10)
    while not woken.wait(0.01):
        live.forget(1)
    waiting.join()
