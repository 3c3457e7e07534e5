from __future__ import annotations

from datetime import timedelta

import pytest

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import links, services
from onrecord.web.accounts.models import LoginLink
from onrecord.web.accounts.services import OPERATOR


def test_a_link_opens_once(user_of) -> None:
    arta = user_of("reader")
    token = links.make_login_link(arta, by=OPERATOR, reason="new")
    assert links.owner_of(token) == arta
    assert links.redeem(token) == arta
    assert links.redeem(token) is None
    assert links.owner_of(token) is None


def test_a_link_ends_with_its_hour(user_of, clock) -> None:
    token = links.make_login_link(user_of("reader"), by=OPERATOR, reason="new")
    clock.forward(minutes=61)
    assert links.redeem(token) is None


def test_a_newer_link_ends_the_older(user_of) -> None:
    arta = user_of("reader")
    older = links.make_login_link(arta, by=OPERATOR, reason="new")
    newer = links.make_login_link(arta, by=OPERATOR, reason="lost the first")
    assert (links.redeem(older), links.redeem(newer)) == (None, arta)


def test_a_link_of_an_account_out_of_use_opens_nothing(user_of) -> None:
    arta = user_of("reader")
    token = links.make_login_link(arta, by=OPERATOR, reason="new")
    services.deactivate(arta, by=OPERATOR, reason="left")
    assert links.redeem(token) is None
    with pytest.raises(AccessDenied):
        links.make_login_link(arta, by=OPERATOR, reason="again")


def test_the_database_does_not_hold_the_link(user_of) -> None:
    token = links.make_login_link(user_of("reader"), by=OPERATOR, reason="new")
    assert token not in str(LoginLink.objects.values().get())
    assert links.redeem(token[:-1] + "~") is None


@pytest.mark.parametrize("hours", [0, -1, 73])
def test_a_link_is_short_lived(hours: int, user_of) -> None:
    with pytest.raises(InputError, match="72 hours"):
        links.make_login_link(
            user_of("reader"), by=OPERATOR, reason="x", lifetime=timedelta(hours=hours)
        )


def test_a_reset_ends_password_and_sessions(user_of, logged_in) -> None:
    arta = user_of("reader", password=True)
    client = logged_in(arta)
    assert client.get("/accounts/me/").status_code == 200
    links.reset_password(arta, by=OPERATOR, reason="laptop stolen")
    assert client.get("/accounts/me/").status_code == 302
    arta.refresh_from_db()
    assert not arta.has_usable_password()


def test_only_administrators_make_links(user_of) -> None:
    arta = user_of("coordinator")
    with pytest.raises(AccessDenied):
        links.make_login_link(arta, by=arta, reason="for me")
