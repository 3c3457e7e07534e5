"""Is an estimate asked for, made, stopped between two methods, and made once more?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.core.kernel.errors import AccessDenied, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.estimates.long_work import ask, asked_again, order_of
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.services import Order, counted_table, make
from onrecord.web.jobs.models import Job
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import add_source, take_in

UserOf = Callable[..., User]
TABLE = b"a,b,c,count\n1,1,1,27\n1,1,0,32\n1,0,1,42\n0,1,1,123\n1,0,0,31\n0,1,0,106\n0,0,1,306\n"


@pytest.fixture
def statistician(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def exhibit(statistician: User, general: Compartment) -> Exhibit:
    with acting_as(statistician.username):
        source = add_source(
            {"title": "Table", "kind": "source/dataset"}, compartment_id=general.pk, by=statistician
        )
        return take_in(source, TABLE, name="table.csv", by=statistician)


def _asked(exhibit: Exhibit, **changed: object) -> dict[str, object]:
    asked: dict[str, object] = {
        "exhibit": exhibit.pk,
        "lists": [],
        "title": "Dead",
        "preferred": "chao-mh",
        "reason": "",
        "methods": ["independence"],
        "options": {"seed": 7},
    }
    return asked | changed


def test_the_estimate_is_made_by_the_methods_asked_for(
    exhibit: Exhibit, statistician: User
) -> None:
    with acting_as(statistician.username):
        job = ask(_asked(exhibit), by=statistician)
    made = Estimate.objects.get()
    assert job.state == "done"
    assert job.result == reverse("estimates:one", args=[made.pk])
    answered = [answer["method"] for answer in made.result["estimates"]]
    assert answered == ["chao-mh", "independence"]
    assert made.parameters["seed"] == 7
    assert made.sha256 == made.result["sha256"]


def test_it_is_made_once_more_with_the_same_settings(
    exhibit: Exhibit, statistician: User, logged_in: Callable[..., Client]
) -> None:
    with acting_as(statistician.username):
        ask(_asked(exhibit), by=statistician)
    first = Estimate.objects.get()
    answer = logged_in(statistician).post(reverse("estimates:again", args=[first.pk]))
    second = Estimate.objects.exclude(pk=first.pk).get()
    assert answer["Location"] == reverse("estimates:one", args=[second.pk])
    assert second.parameters == first.parameters
    assert [a["N"] for a in second.result["estimates"]] == [
        a["N"] for a in first.result["estimates"]
    ]
    assert asked_again(second) == asked_again(first)


def test_what_cannot_be_counted_is_refused_at_once(exhibit: Exhibit, statistician: User) -> None:
    with acting_as(statistician.username):
        broken = take_in(exhibit.source, b"\xff\xfe\xff", name="broken.csv", by=statistician)
        with pytest.raises(InputError):
            ask(_asked(broken), by=statistician)
        with pytest.raises(UsageError, match="too small"):
            ask(_asked(exhibit, options={"samples": 0}), by=statistician)
        with pytest.raises(UsageError, match="not there"):
            ask(_asked(exhibit) | {"exhibit": 1}, by=statistician)
    assert not Job.objects.filter(kind="estimate").exists()


class _Stopped(Exception):
    pass


def test_it_stops_between_two_methods_and_leaves_nothing(
    exhibit: Exhibit, statistician: User
) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, count: int) -> None:
        told.append((done, count))
        if done:
            raise _Stopped

    order = Order(title="Dead", methods=("chao-mh", "independence"), told=stop)
    with acting_as(statistician.username), pytest.raises(_Stopped):
        make(counted_table(exhibit), order, by=statistician)
    assert told == [(1, 4)]
    assert not Estimate.objects.exists()


def test_nobody_without_the_right_makes_one(
    exhibit: Exhibit, user_of: UserOf, general: Compartment
) -> None:
    with pytest.raises(AccessDenied):
        ask(_asked(exhibit), by=user_of("reader", [general]))
    assert order_of(_asked(exhibit)).options.seed == 7


def test_the_form_asks_for_what_was_ticked(
    exhibit: Exhibit, statistician: User, logged_in: Callable[..., Client]
) -> None:
    answer = logged_in(statistician).post(
        reverse("estimates:new"),
        {
            "title": "Dead",
            "exhibit": exhibit.pk,
            "preferred": "loglinear-bic",
            "methods": ["chao-mh"],
            "seed": "11",
            "samples": "200",
        },
    )
    made = Estimate.objects.get()
    assert answer["Location"] == reverse("estimates:one", args=[made.pk])
    assert (made.parameters["seed"], made.parameters["samples"]) == (11, 200)
    assert {answer["method"] for answer in made.result["estimates"]} == {
        "chao-mh",
        "loglinear-bic",
    }
