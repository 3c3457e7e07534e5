from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import factors, selectors
from onrecord.web.accounts.factors import NewSecret
from onrecord.web.accounts.models import RecoveryCode, Totp, User
from onrecord.web.accounts.services import OPERATOR


def code_at(secret: NewSecret, clock, steps: int = 0) -> str:
    at = int(clock.now.timestamp()) + 30 * steps
    return TOTP(secret.secret, 6, SHA1(), 30).generate(at).decode()


@pytest.fixture
def secret() -> NewSecret:
    return NewSecret(bytes(range(20)))


@pytest.fixture
def arta(user_of, secret, clock) -> User:
    """An account with an app, whose first code was used to set it up."""
    arta = user_of("supervisor")
    factors.set_up(arta, secret, code_at(secret, clock), by=arta)
    return arta


def test_a_code_is_taken_once(arta, secret, clock) -> None:
    assert not factors.accepts(arta, code_at(secret, clock)), "it set the app up"
    clock.forward(seconds=30)
    code = code_at(secret, clock)
    assert factors.accepts(arta, code)
    assert not factors.accepts(arta, code)


def test_an_older_code_is_refused_after_a_newer(arta, secret, clock) -> None:
    clock.forward(seconds=90)
    older, newer = code_at(secret, clock, -1), code_at(secret, clock)
    assert factors.accepts(arta, newer)
    assert not factors.accepts(arta, older)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_wrong_by_half_a_minute(steps, taken, arta, secret, clock) -> None:
    clock.forward(seconds=300)
    assert factors.accepts(arta, code_at(secret, clock, steps)) is taken


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "²²²²²²"]
)
def test_what_is_no_code_is_refused_in_peace(code, arta) -> None:
    assert not factors.accepts(arta, code)


def test_spaces_in_a_code_do_not_matter(arta, secret, clock) -> None:
    clock.forward(seconds=60)
    code = code_at(secret, clock)
    assert factors.accepts(arta, f" {code[:3]} {code[3:]} ")


def test_a_wrong_first_code_sets_nothing_up(user_of, secret, clock) -> None:
    besim = user_of("reader")
    wrong = f"{(int(code_at(secret, clock)) + 1) % 1_000_000:06d}"
    with pytest.raises(InputError, match="not right"):
        factors.set_up(besim, secret, wrong, by=besim)
    assert not selectors.has_second_factor(User.objects.get(pk=besim.pk))


def test_the_database_holds_neither_secret_nor_codes(user_of, secret, clock) -> None:
    besim = user_of("reader")
    codes = factors.set_up(besim, secret, code_at(secret, clock), by=besim)
    stored = str(list(Totp.objects.values()) + list(RecoveryCode.objects.values()))
    assert secret.secret.hex() not in stored
    assert secret.letters().replace(" ", "") not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


def test_a_secret_moved_to_another_account_does_not_open(arta, user_of) -> None:
    besim = user_of("reader")
    Totp.objects.filter(user=arta).update(user=besim)
    with pytest.raises(AccessDenied):
        factors.accepts(besim, "123456")


def test_a_recovery_code_is_taken_once_and_only_for_its_owner(arta, user_of) -> None:
    codes = factors.new_recovery_codes(arta, by=arta)
    besim = user_of("reader")
    assert len(set(codes)) == factors.RECOVERY_CODES
    assert not factors.accepts(besim, codes[0])
    assert factors.accepts(arta, codes[0].upper().replace("-", " "))
    assert not factors.accepts(arta, codes[0])
    assert factors.recovery_codes_left(arta) == factors.RECOVERY_CODES - 1


def test_new_recovery_codes_end_the_older(arta) -> None:
    older = factors.new_recovery_codes(arta, by=arta)
    newer = factors.new_recovery_codes(arta, by=arta)
    assert not factors.accepts(arta, older[0])
    assert factors.accepts(arta, newer[0])


def test_nobody_sets_up_the_factor_of_another(arta, user_of, secret, clock) -> None:
    goran = user_of("administrator")
    clock.forward(seconds=60)
    for attempt in (
        lambda: factors.set_up(arta, secret, code_at(secret, clock), by=goran),
        lambda: factors.new_recovery_codes(arta, by=goran),
        lambda: factors.remove(arta, by=goran),
        lambda: factors.remove_all(arta, by=arta, reason="I lost it"),
    ):
        with pytest.raises(AccessDenied):
            attempt()


def test_an_administrator_removes_lost_factors_and_the_sessions_end(arta, logged_in) -> None:
    client = logged_in(arta)
    factors.remove_all(arta, by=OPERATOR, reason="phone lost, spoken to in person")
    assert not selectors.has_second_factor(User.objects.get(pk=arta.pk))
    assert factors.recovery_codes_left(arta) == 0
    assert client.get("/accounts/me/").status_code == 302


def test_the_app_reads_name_and_secret_from_the_address(arta, secret) -> None:
    address = secret.address(arta)
    assert address.startswith("otpauth://totp/OnRecord:arta?")
    assert secret.letters().replace(" ", "") in address
