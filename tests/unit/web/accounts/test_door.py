from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from tests.register_scene import PASSWORD

from onrecord.web.accounts import factors, links
from onrecord.web.accounts.factors import NewSecret
from onrecord.web.accounts.models import User
from onrecord.web.accounts.services import OPERATOR
from onrecord.web.audit.models import Entry
from onrecord.web.site import install

LOGIN = "/accounts/login/"
SECOND = "/accounts/login/second/"
ME = "/accounts/me/"
SECRET = NewSecret(bytes(range(20)))


def _code(clock) -> str:
    return TOTP(SECRET.secret, 6, SHA1(), 30).generate(int(clock.now.timestamp())).decode()


def _log_in(client: Client, password: str = PASSWORD, *, name: str = "arta", **more: object):
    return client.post(LOGIN, {"username": name, "password": password}, **more)


@pytest.fixture
def arta(user_of, general) -> User:
    return user_of("supervisor", [general], password=True)


@pytest.fixture
def guarded(arta, clock) -> User:
    """Arta with an authenticator app."""
    factors.set_up(arta, SECRET, _code(clock), by=arta)
    clock.forward(seconds=60)
    return arta


def test_whoever_is_not_logged_in_is_asked_to(client: Client) -> None:
    response = client.get(ME)
    assert response["Location"] == f"{LOGIN}?next={ME}"
    page = client.get(response["Location"])
    assert b'autocomplete="current-password"' in page.content
    assert "no-store" in page["Cache-Control"]


def test_the_right_password_leads_where_one_wanted_to_go(client: Client, arta) -> None:
    response = client.post(
        f"{LOGIN}?next=/accounts/me/password/", {"username": " ARTA ", "password": PASSWORD}
    )
    assert response["Location"] == "/accounts/me/password/"
    assert client.get(ME).status_code == 200
    entry = Entry.objects.get(action="login")
    assert (entry.actor, entry.subject_id, entry.fields) == ("arta", str(arta.pk), "password")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_login_leads_to_no_other_site(target: str, client: Client, arta) -> None:
    response = client.post(f"{LOGIN}?next={target}", {"username": "arta", "password": PASSWORD})
    assert response["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(client: Client, arta) -> None:
    wrong = _log_in(client, "wrong").content.decode()
    unknown = _log_in(client, "wrong", name="arta2").content.decode()
    cut = [page.partition("<main")[2].replace("arta2", "arta") for page in (wrong, unknown)]
    tokens = [text.split('csrfmiddlewaretoken" value="')[1][:64] for text in cut]
    assert cut[0].replace(tokens[0], "") == cut[1].replace(tokens[1], "")
    assert "do not belong together" in cut[0]


def test_failures_are_in_the_log_without_what_was_typed(client: Client, arta) -> None:
    _log_in(client, "my-secret-word")
    _log_in(client, "x", name="my-secret-word")
    known, unknown = Entry.objects.filter(action="login-failed").order_by("seq")
    assert known.subject_id == str(arta.pk)
    assert len(unknown.subject_id) == 64
    assert "my-secret-word" not in str(Entry.objects.values_list())
    assert "127.0.0.1" not in str(Entry.objects.values_list())


def test_an_account_out_of_use_does_not_get_in(client: Client, arta) -> None:
    User.objects.filter(pk=arta.pk).update(is_active=False)
    assert _log_in(client).status_code == 200
    assert client.get(ME).status_code == 302


def test_the_sixth_guess_waits_even_with_the_right_password(client: Client, arta) -> None:
    for _ in range(5):
        assert _log_in(client, "wrong").status_code == 200
    response = _log_in(client)
    assert response.status_code == 429
    assert b"five minutes" in response.content
    assert client.get(ME).status_code == 302


def test_a_session_gets_a_new_key_at_login(client: Client, arta) -> None:
    client.get(LOGIN)
    client.session["x"] = 1
    before = client.session.session_key
    _log_in(client)
    assert client.session.session_key != before


def test_a_form_without_its_token_is_refused(arta) -> None:
    assert _log_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_the_password_alone_does_not_open_an_account_with_a_second_factor(
    client: Client, guarded, clock
) -> None:
    response = client.post(f"{LOGIN}?next={ME}", {"username": "arta", "password": PASSWORD})
    assert response["Location"] == SECOND
    assert client.get(ME).status_code == 302
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": "000000"}).status_code == 200
    assert client.get(ME).status_code == 302
    response = client.post(SECOND, {"code": _code(clock)})
    assert response["Location"] == ME
    assert client.session["second_factor"] is True
    assert Entry.objects.get(action="login").fields == "password code"


def test_a_code_that_was_used_opens_no_second_session(guarded, clock) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        _log_in(client)
    code = _code(clock)
    assert first.post(SECOND, {"code": code}).status_code == 302
    assert second.post(SECOND, {"code": code}).status_code == 200
    assert second.get(ME).status_code == 302


def test_a_recovery_code_stands_in_once(client: Client, guarded) -> None:
    code = factors.new_recovery_codes(guarded, by=guarded)[3]
    _log_in(client)
    assert client.post(SECOND, {"code": code}).status_code == 302
    assert Entry.objects.filter(action="recovery-code", subject_id=str(guarded.pk)).exists()


def test_codes_are_guessed_five_times(client: Client, guarded, clock) -> None:
    _log_in(client)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})
    assert client.post(SECOND, {"code": _code(clock)}).status_code == 429


def test_the_second_step_waits_five_minutes(client: Client, guarded, clock) -> None:
    _log_in(client)
    clock.forward(seconds=301)
    assert client.post(SECOND, {"code": _code(clock)})["Location"] == LOGIN


def test_a_password_changed_meanwhile_ends_the_wait(client: Client, guarded, clock) -> None:
    _log_in(client)
    guarded.set_password("another-set-of-four-words")
    guarded.save()
    assert client.post(SECOND, {"code": _code(clock)})["Location"] == LOGIN


def test_nobody_begins_at_the_second_step(client: Client, guarded, clock) -> None:
    assert client.post(SECOND, {"code": _code(clock)})["Location"] == LOGIN


def test_logging_out_ends_the_session_and_is_in_the_log(client: Client, arta) -> None:
    _log_in(client)
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == LOGIN
    assert client.get(ME).status_code == 302
    assert Entry.objects.get(action="logout").actor == "arta"


def test_looking_at_a_link_does_not_use_it_up(client: Client, user_of) -> None:
    besim = user_of("reader", name="besim")
    address = links.path_of(links.make_login_link(besim, by=OPERATOR, reason="new"))
    for _ in range(2):
        assert b"Log in as besim" in client.get(address).content
    assert client.post(address)["Location"] == "/accounts/me/password/"
    assert client.get("/accounts/me/password/").status_code == 200
    other = Client().post(address)
    assert (other.status_code, b"opens nothing" in other.content) == (410, True)


def test_a_link_of_a_register_for_trying_out_leads_to_the_first_page(
    client: Client, user_of, register_folder
) -> None:
    besim = user_of("reader", name="besim")
    address = links.path_of(links.make_login_link(besim, by=OPERATOR, reason="try it"))
    marker = register_folder / install.DEMO
    marker.touch()
    try:
        assert client.post(address)["Location"] == "/"
    finally:
        marker.unlink()


def test_a_link_does_not_replace_the_second_factor(client: Client, guarded, clock) -> None:
    address = links.path_of(links.make_login_link(guarded, by=OPERATOR, reason="forgot"))
    assert client.post(address)["Location"] == SECOND
    assert client.get(ME).status_code == 302
    assert client.post(SECOND, {"code": _code(clock)}).status_code == 302
    assert client.get(ME).status_code == 200


def test_a_link_of_another_person_takes_over_no_rights(guarded, user_of, logged_in) -> None:
    client = logged_in(user_of("administrator", name="goran"))
    besim = user_of("reader", name="besim")
    client.post(links.path_of(links.make_login_link(besim, by=OPERATOR, reason="new")))
    assert client.session["second_factor"] is False
    assert client.get("/accounts/users/").status_code == 403


def test_pages_speak_the_language_that_was_chosen(client: Client, arta) -> None:
    _log_in(client)
    assert client.post(ME, {"language": "sq"}).status_code == 302
    fresh = Client()
    assert _log_in(fresh).cookies["django_language"].value == "sq"
    assert fresh.post(ME, {"language": "xx"}).status_code == 200
    arta.refresh_from_db()
    assert arta.language == "sq"
