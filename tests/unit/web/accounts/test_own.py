from __future__ import annotations

import base64
import re

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from tests.register_scene import PASSWORD

from onrecord.web.accounts import factors, selectors
from onrecord.web.accounts.factors import NewSecret
from onrecord.web.accounts.models import User

ME = "/accounts/me/"
CHANGE = "/accounts/me/password/"
FACTOR = "/accounts/me/second-factor/"
NEW = "harbour-copper-eleven-swans"


@pytest.fixture
def arta(user_of, general) -> User:
    return user_of("supervisor", [general], password=True)


def _code_on(page: str, clock) -> str:
    letters = re.search(r"<p><code>([A-Z2-7 ]+)</code></p>", page)[1]
    secret = base64.b32decode(letters.replace(" ", ""))
    return TOTP(secret, 6, SHA1(), 30).generate(int(clock.now.timestamp())).decode()


def test_the_account_page_shows_role_and_compartments(arta, logged_in) -> None:
    page = logged_in(arta).get(ME).content.decode()
    assert "Supervisor" in page
    assert "General" in page


def test_a_new_password_ends_every_other_session(arta, logged_in) -> None:
    here, elsewhere = logged_in(arta), logged_in(arta)
    response = here.post(CHANGE, {"current": PASSWORD, "password": NEW, "again": NEW})
    assert response["Location"] == ME
    assert here.get(ME).status_code == 200
    assert elsewhere.get(ME).status_code == 302


@pytest.mark.parametrize(
    ("current", "password", "again", "words"),
    [
        ("wrong", NEW, NEW, "not your current password"),
        (PASSWORD, NEW, NEW + "x", "differ"),
        (PASSWORD, "short", "short", "too short"),
        ("", NEW, NEW, "not your current password"),
    ],
)
def test_a_password_is_refused_with_the_reason(
    current, password, again, words, arta, logged_in
) -> None:
    values = {"current": current, "password": password, "again": again}
    response = logged_in(arta).post(CHANGE, values)
    assert words in response.content.decode()
    assert User.objects.get(pk=arta.pk).check_password(PASSWORD)


def test_setting_up_an_app_gives_recovery_codes_once(arta, logged_in, clock) -> None:
    client = logged_in(arta, second_factor=False)
    page = client.get(FACTOR).content.decode()
    assert "<svg" in page
    assert page == client.get(FACTOR).content.decode() or "<svg" in page
    answer = client.post(FACTOR, {"code": _code_on(page, clock), "current": PASSWORD})
    codes = re.findall(r"<li><code>([a-z2-7-]{19})</code></li>", answer.content.decode())
    assert len(codes) == factors.RECOVERY_CODES
    assert "no-store" in answer["Cache-Control"]
    assert client.session["second_factor"] is True
    assert "new_totp" not in client.session
    assert selectors.has_second_factor(User.objects.get(pk=arta.pk))
    assert codes[0] not in client.get(FACTOR).content.decode()


def test_setting_up_asks_for_the_password(arta, logged_in, clock) -> None:
    client = logged_in(arta, second_factor=False)
    page = client.get(FACTOR).content.decode()
    answer = client.post(FACTOR, {"code": _code_on(page, clock), "current": "wrong"})
    assert "not your current password" in answer.content.decode()
    assert not selectors.has_second_factor(User.objects.get(pk=arta.pk))


def test_the_waiting_secret_lies_encrypted_in_the_session(arta, logged_in) -> None:
    client = logged_in(arta, second_factor=False)
    page = client.get(FACTOR).content.decode()
    secret = NewSecret.unsealed(client.session["new_totp"], arta)
    assert secret.letters() in page
    assert secret.secret.hex() not in client.session["new_totp"]


@pytest.mark.parametrize("address", ["codes/", "remove/"])
def test_a_session_left_open_changes_no_second_factor(address, arta, logged_in, clock) -> None:
    secret = NewSecret.make()
    code = TOTP(secret.secret, 6, SHA1(), 30).generate(int(clock.now.timestamp())).decode()
    factors.set_up(arta, secret, code, by=arta)
    left_open, own = logged_in(arta, second_factor=False), logged_in(arta)
    assert left_open.post(FACTOR + address).status_code == 403
    assert selectors.has_second_factor(User.objects.get(pk=arta.pk))
    assert own.post(FACTOR + address).status_code in {200, 302}


def test_removing_the_app_removes_its_recovery_codes(arta, logged_in, clock) -> None:
    secret = NewSecret.make()
    code = TOTP(secret.secret, 6, SHA1(), 30).generate(int(clock.now.timestamp())).decode()
    factors.set_up(arta, secret, code, by=arta)
    logged_in(arta).post(FACTOR + "remove/")
    assert not selectors.has_second_factor(User.objects.get(pk=arta.pk))
    assert factors.recovery_codes_left(arta) == 0


def test_pages_that_only_take_answers_refuse_to_be_read(arta, logged_in) -> None:
    client: Client = logged_in(arta)
    for address in ("passkey/", "codes/", "remove/"):
        assert client.get(FACTOR + address).status_code == 405
