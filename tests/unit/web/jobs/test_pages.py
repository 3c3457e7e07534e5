"""The pages of long work: what runs, how far it is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from onrecord.core.kernel.errors import InputError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs import live, running
from onrecord.web.jobs.models import Job
from onrecord.web.jobs.waiting import waiting


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("coder", [general])


@pytest.fixture
def desk(arta: User, logged_in: Callable[..., Client]) -> Client:
    return logged_in(arta)


def test_running_work_shows_how_far_it_is_and_asks_again(
    asked: Callable[..., Job], arta: User, desk: Client
) -> None:
    job = asked(arta)
    Job.objects.filter(pk=job.pk).update(state="running")
    live.report(job.pk, 3, 12)
    page = desk.get(f"/jobs/{job.pk}/").content.decode()
    assert "3 of 12" in page
    assert "every 1s" in page
    assert "Stop this work" in page
    part = desk.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    live.forget(job.pk)


def test_done_work_leads_to_its_result(asked: Callable[..., Job], arta: User, desk: Client) -> None:
    job = asked(arta)
    running.run_waiting()
    page = desk.get(f"/jobs/{job.pk}/").content.decode()
    assert 'href="/sources/"' in page
    assert "every 1s" not in page
    answer = desk.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/sources/"


def test_failed_work_says_why_and_can_be_begun_anew(
    asked: Callable[..., Job], work: Callable[..., None], arta: User, desk: Client
) -> None:
    def refuse(*_any: object) -> str:
        raise InputError("Page {page} is damaged.", page=3, remedy="Scan it again.")

    work(refuse)
    job = asked(arta)
    running.run_waiting()
    page = desk.get(f"/jobs/{job.pk}/").content.decode()
    assert "Page 3 is damaged. Scan it again." in page
    assert [item.count for item in waiting(arta)] == [1]
    assert desk.post(f"/jobs/{job.pk}/again/").status_code == 302
    assert Job.objects.filter(state="waiting").count() == 1


def test_work_is_cancelled_from_its_page(
    asked: Callable[..., Job], arta: User, desk: Client
) -> None:
    job = asked(arta)
    desk.post(f"/jobs/{job.pk}/cancel/")
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "Begin anew" in desk.get(f"/jobs/{job.pk}/").content.decode()


def test_the_list_holds_what_one_may_see(
    asked: Callable[..., Job],
    desk: Client,
    user_of: Callable[..., User],
    general: Compartment,
    sealed: Compartment,
    arta: User,
) -> None:
    insider = user_of("coder", [general, sealed])
    hidden = asked(insider, subject=9, in_=sealed)
    Job.objects.filter(pk=hidden.pk).update(title="Statement of the sealed")
    asked(arta)
    page = desk.get("/jobs/").content.decode()
    assert "Report" in page
    assert "Statement of the sealed" not in page
    assert "1 row" in page
    assert desk.get(f"/jobs/{hidden.pk}/").status_code == 404
    assert desk.post(f"/jobs/{hidden.pk}/cancel/").status_code == 404
