"""The pages of findings: what, why, where, how sure, what would settle it, what was decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.checks import selectors, services
from onrecord.web.checks.models import Verdict

from .conftest import WRONG, TextOf


@pytest.fixture
def desk(enver: User, logged_in: Callable[..., Client]) -> Client:
    return logged_in(enver)


def test_the_list_leads_to_the_finding_and_the_finding_to_its_place(
    text_in: TextOf, general: Compartment, enver: User, desk: Client
) -> None:
    text = text_in(general, WRONG, by=enver)
    assert desk.post(f"/checks/text/{text.pk}/").status_code == 302
    finding = selectors.undecided(enver).get(rule="parts_and_total")
    listed = desk.get("/checks/").content.decode()
    assert f"/checks/{finding.pk}/" in listed
    assert "Check all in" in listed
    assert f"/checks/{finding.pk}/" in desk.get(f"/checks/text/{text.pk}/").content.decode()
    page = desk.get(f"/checks/{finding.pk}/").content.decode()
    assert f"/coding/read/{text.pk}/?at=" in page
    assert "<mark>" in page
    assert "What would settle it" in page


def test_a_finding_is_decided_and_the_decision_taken_back(
    text_in: TextOf, general: Compartment, enver: User, desk: Client
) -> None:
    services.check_text(text_in(general, WRONG, by=enver), by=enver)
    finding = selectors.undecided(enver).get(rule="parts_and_total")
    assert desk.post(f"/checks/{finding.pk}/decide/", {"outcome": "fault"}).status_code == 200
    said = {"outcome": "fault", "reason": "Ten are missing."}
    assert desk.post(f"/checks/{finding.pk}/decide/", said).status_code == 302
    assert desk.post(f"/checks/{finding.pk}/decide/", said).status_code == 409
    verdict = Verdict.objects.get()
    page = desk.get(f"/checks/{finding.pk}/").content.decode()
    assert "Ten are missing." in page
    undo = {"version": verdict.pk, "reason": "Read again."}
    assert desk.post(f"/checks/{finding.pk}/undo/", undo).status_code == 302
    assert "taken back" in desk.get(f"/checks/{finding.pk}/").content.decode()


def test_a_run_over_a_compartment_is_long_work(
    text_in: TextOf, general: Compartment, sealed: Compartment, enver: User, desk: Client
) -> None:
    text_in(general, WRONG, by=enver)
    answer = desk.post(f"/checks/run/{general.pk}/")
    assert answer["Location"] == "/checks/"
    assert selectors.undecided(enver).exists()
    assert desk.post(f"/checks/run/{sealed.pk}/").status_code == 404


def test_queries_do_not_grow_with_findings(
    text_in: TextOf,
    general: Compartment,
    enver: User,
    desk: Client,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(5):
        services.check_text(text_in(general, f"{number}. {WRONG}", by=enver), by=enver)
    with django_assert_max_num_queries(12):
        desk.get("/checks/")
