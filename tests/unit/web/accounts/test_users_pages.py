from __future__ import annotations

import re

import pytest
from django.test import Client

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.site import install
from onrecord.web.site.rights import Role

USERS = "/accounts/users/"
ADMINISTRATION = (USERS, USERS + "add/", "/accounts/compartments/")


@pytest.fixture
def goran(user_of) -> User:
    return user_of("administrator", name="goran")


@pytest.fixture
def client(goran, logged_in) -> Client:
    return logged_in(goran)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_opens_the_administration(role, user_of, general, logged_in) -> None:
    somebody = user_of(role, [general], name="besim")
    other = logged_in(somebody)
    for address in (*ADMINISTRATION, f"{USERS}{somebody.pk}/"):
        assert other.get(address).status_code == 403
    assert other.post(f"{USERS}{somebody.pk}/login-link/", {"reason": "x"}).status_code == 403


def test_the_administration_needs_a_second_factor(goran, logged_in) -> None:
    weak = logged_in(goran, second_factor=False)
    for address in (*ADMINISTRATION, f"{USERS}{goran.pk}/"):
        assert weak.get(address)["Location"] == "/accounts/me/second-factor/"
    answer = weak.post(f"{USERS}{goran.pk}/login-link/", {"reason": "x"})
    assert answer["Location"] == "/accounts/me/second-factor/"
    assert b"second factor" in weak.get("/accounts/me/second-factor/").content


def test_a_register_for_trying_out_asks_for_no_second_factor(
    goran, logged_in, register_folder
) -> None:
    marker = register_folder / install.DEMO
    marker.touch()
    try:
        assert logged_in(goran, second_factor=False).get(USERS).status_code == 200
    finally:
        marker.unlink()


def test_the_list_shows_accounts_and_filters_them(client, user_of, general) -> None:
    user_of("coder", [general], name="dragana")
    user_of("reader", name="enver")
    page = client.get(USERS, {"q": "drag"}).content.decode()
    assert "dragana" in page
    assert "enver" not in page
    assert "General" in page
    assert "enver" in client.get(USERS, {"role": "reader"}).content.decode()


def test_an_account_is_made_changed_and_explained(client, general) -> None:
    values = {
        "username": "fatime",
        "full_name": "Fatime F.",
        "role": "coder",
        "compartments": [general.pk],
        "reason": "joins the team",
    }
    address = client.post(USERS + "add/", values)["Location"]
    fatime = User.objects.get(username="fatime")
    assert address == f"{USERS}{fatime.pk}/"
    client.post(
        address,
        {"role": "supervisor", "compartments": [], "is_active": "on", "reason": "leads now"},
    )
    fatime = User.objects.get(username="fatime")
    assert (fatime.role, list(fatime.compartments.all())) == ("supervisor", [])
    page = client.get(address).content.decode()
    assert page.count("leads now") == 2
    assert "joins the team" in page
    assert "<td>Coder</td><td>Supervisor</td>" in page
    entry = Entry.objects.get(subject="accounts_user", action="update", fields="role")
    assert (entry.actor, entry.subject_id) == ("goran", str(fatime.pk))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "en ver"}, "plain letter"),
        ({"username": "goran"}, "already"),
        ({"role": "emperor"}, "valid choice"),
        ({"reason": ""}, "required"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, words, client) -> None:
    values = {"username": "enver", "role": "reader", "reason": "new", **change}
    assert words in client.post(USERS + "add/", values).content.decode()
    assert not User.objects.filter(username="enver").exists()


def test_an_administrator_does_not_change_their_own_rights(client, goran, general) -> None:
    values = {"role": "coordinator", "is_active": "on", "reason": "x", "compartments": []}
    page = client.post(f"{USERS}{goran.pk}/", values).content.decode()
    assert "own account" in page
    assert User.objects.get(pk=goran.pk).role == "administrator"


def test_a_login_link_is_shown_once_and_opens_the_account(client, user_of) -> None:
    enver = user_of("reader", name="enver")
    page = client.post(f"{USERS}{enver.pk}/login-link/", {"reason": "new laptop"})
    assert "no-store" in page["Cache-Control"]
    address = re.search(r"http://testserver(/accounts/link/[^<]+)", page.content.decode())[1]
    theirs = Client()
    assert theirs.post(address).status_code == 302
    mine = theirs.get("/accounts/me/").content.decode()
    assert "new laptop" in mine
    assert "goran" in mine


def test_an_action_without_a_reason_or_a_name_does_nothing(client, user_of) -> None:
    enver = user_of("reader", name="enver")
    for action in ("login-link", "reset-password", "remove-factors"):
        assert client.post(f"{USERS}{enver.pk}/{action}/").status_code == 302
    assert client.post(f"{USERS}{enver.pk}/explode/", {"reason": "x"}).status_code == 404
    assert client.post(f"{USERS}9999/login-link/", {"reason": "x"}).status_code == 404
    assert not enver.changes.exists()


def test_a_compartment_is_made_and_counted(client, user_of) -> None:
    values = {"name": "witnesses", "title": "Witnesses <b>"}
    assert client.post("/accounts/compartments/", values).status_code == 302
    made = Compartment.objects.get(name="witnesses")
    user_of("reader", [made], name="enver")
    page = client.get("/accounts/compartments/").content.decode()
    assert "Witnesses &lt;b&gt;" in page
    assert ">1</td>" in page
    again = client.post("/accounts/compartments/", values).content.decode()
    assert "already" in again


def test_the_first_page_names_accounts_that_see_nothing(client, user_of, general) -> None:
    user_of("reader", name="enver")
    user_of("reader", [general], name="fatime")
    user_of("auditor", name="besim")
    page = client.get("/").content.decode()
    assert "1</span> <span>account may enter no compartment yet" in page
