from __future__ import annotations

import pytest
from django.test import RequestFactory

from onrecord.web.accounts import throttle
from onrecord.web.accounts.throttle import Attempt, TooManyAttempts


def test_the_sixth_guess_of_one_account_waits(clock) -> None:
    for number in range(5):
        throttle.begin(Attempt("arta", f"10.0.0.{number}"))
    with pytest.raises(TooManyAttempts):
        throttle.begin(Attempt("arta", "10.0.0.99"))
    throttle.begin(Attempt("besim", "10.0.0.99"))
    clock.forward(seconds=throttle.WINDOW + 1)
    throttle.begin(Attempt("arta", "10.0.0.99"))


def test_one_address_guesses_thirty_times_whatever_the_account(clock) -> None:
    for number in range(30):
        throttle.begin(Attempt(f"name-{number}", "10.0.0.1"))
    with pytest.raises(TooManyAttempts):
        throttle.begin(Attempt("another", "10.0.0.1"))
    throttle.begin(Attempt("another", "10.0.0.2"))


def test_success_forgets_the_failures_of_the_account_but_not_of_the_address(clock) -> None:
    for number in range(29):
        throttle.begin(Attempt(f"name-{number}", "10.0.0.1"))
    own = Attempt("arta", "10.0.0.1")
    throttle.begin(own)
    throttle.succeeded(own)
    throttle.begin(own)
    with pytest.raises(TooManyAttempts):
        throttle.begin(own)


def test_more_guesses_do_not_make_the_wait_longer(clock) -> None:
    for _ in range(5):
        throttle.begin(Attempt("arta", "10.0.0.1"))
    clock.forward(seconds=throttle.WINDOW - 10)
    with pytest.raises(TooManyAttempts):
        throttle.begin(Attempt("arta", "10.0.0.1"))
    clock.forward(seconds=11)
    throttle.begin(Attempt("arta", "10.0.0.1"))


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 10.0.0.7", "10.0.0.7"),
        (2, "6.6.6.6, 10.0.0.7, 10.0.0.1", "10.0.0.7"),
        (2, "10.0.0.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_that_the_client_wrote_itself_is_not_believed(
    proxies: int, passed: str, address: str, settings
) -> None:
    settings.ONRECORD_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": passed})
    assert throttle.address_of(request) == address
