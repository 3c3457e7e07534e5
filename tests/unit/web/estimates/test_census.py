"""Does the page of an estimate of the reference case hold it against the register of the dead?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.reference import kosovo
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.services import Order, counted_table, make
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.services import add_source, take_in

METHODS = ("independence", "chao-mth", "loglinear-bic", "stepwise")


@pytest.fixture
def statistician(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])


def estimate_of(content: bytes, general: Compartment, by: User) -> Estimate:
    with acting_as(by.username):
        source = add_source(
            {"title": "Table", "kind": "source/dataset"}, compartment_id=general.pk, by=by
        )
        exhibit = take_in(source, content, name="table.csv", by=by)
        return make(counted_table(exhibit), Order(title="Dead", methods=METHODS), by=by)


def test_every_answer_lies_beside_each_ceiling(
    general: Compartment, statistician: User, logged_in: Callable[..., Client]
) -> None:
    estimate = estimate_of(kosovo().capture_histories.content, general, statistician)
    page = logged_in(statistician).get(reverse("estimates:one", args=[estimate.pk]))
    census = page.context["census"]
    assert [persons for _, persons in census.ceilings] == [11_489, 10_812, 8_676]
    told = {line.title: [str(side) for side in line.sides] for line in census.lines}
    assert told["All lists independent"] == ["below"] * 3
    assert told["Chao's lower bound, lists of different reach (Mth)"] == ["below"] * 3
    assert told["Log-linear model, pairs taken in step by step"] == ["whole interval above"] * 3
    assert told["Log-linear model chosen by BIC"] == [
        "number below, interval reaches above",
        "number below, interval reaches above",
        "whole interval above",
    ]
    text = page.content.decode()
    assert text.count('<g class="limit">') == 3
    assert "one agreement proves nothing" in text


def test_another_table_is_not_held_against_it(
    general: Compartment, statistician: User, logged_in: Callable[..., Client]
) -> None:
    content = kosovo().capture_histories.content.replace(b"1131.00", b"1132.00")
    estimate = estimate_of(content, general, statistician)
    page = logged_in(statistician).get(reverse("estimates:one", args=[estimate.pk]))
    assert page.context["census"] is None
    assert b'class="limit"' not in page.content
