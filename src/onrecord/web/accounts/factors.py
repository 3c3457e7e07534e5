"""What, beside the password, proves who somebody is: an authenticator app, recovery codes."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.utils import timezone

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import selectors, services
from onrecord.web.accounts.models import RecoveryCode, Totp, User
from onrecord.web.audit.functions import seal
from onrecord.web.audit.services import note
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require

STEP = 30
"""Seconds for which a code stands (RFC 6238, section 5.2)."""
DRIFT = 1
"""Time steps by which the clock of a phone may be wrong either way."""
RECOVERY_CODES = 10
_SECRET_BYTES = 20
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret that waits until its owner has shown one code of it."""

    secret: bytes

    @classmethod
    def make(cls) -> NewSecret:
        """Return a fresh secret."""
        return cls(secrets.token_bytes(_SECRET_BYTES))

    def address(self, user: User) -> str:
        """Return the address that an authenticator app reads from the QR code."""
        return _totp(self.secret).get_provisioning_uri(user.username, "OnRecord")

    def letters(self) -> str:
        """Return the secret in groups of four letters, for typing."""
        text = base64.b32encode(self.secret).decode()
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

    def sealed(self, user: User) -> str:
        """Return the secret encrypted under the register's key, as it is stored."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return (nonce + _cipher().encrypt(nonce, self.secret, _owner(user))).hex()

    @classmethod
    def unsealed(cls, sealed: str, user: User) -> NewSecret:
        """Return the secret that was stored; AccessDenied where it is not this account's."""
        raw = bytes.fromhex(sealed)
        try:
            return cls(_cipher().decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _owner(user)))
        except InvalidTag:
            raise AccessDenied("The second factor of this account was changed.") from None


@transaction.atomic
def set_up(user: User, secret: NewSecret, code: str, *, by: Actor) -> list[str]:
    """Make an authenticator app the second factor of one's own account.

    Returns recovery codes, which are shown once. Raises InputError where the code is wrong.
    """
    _require_own(user, by)
    step = _step_of(secret.secret, code)
    if step is None:
        raise InputError(
            "This code is not right.", remedy="Check the clock of the phone and type the newest."
        )
    Totp.objects.update_or_create(
        user=user,
        defaults={"secret": secret.sealed(user), "last_step": step, "made_at": timezone.now()},
    )
    return new_recovery_codes(user, by=by)


@transaction.atomic
def new_recovery_codes(user: User, *, by: Actor) -> list[str]:
    """Return new recovery codes for one's own account; the older ones end."""
    _require_own(user, by)
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return codes


@transaction.atomic
def accepts(user: User, code: str) -> bool:
    """Tell whether a code of the app, or a recovery code, is right; it never is again."""
    if _accepts_totp(user, code):
        return True
    used = user.recovery_codes.filter(digest=_digest(user, code), used_at=None)
    if used.update(used_at=timezone.now()):
        note("recovery-code", "accounts_user", user.pk)
        return True
    return False


@transaction.atomic
def remove(user: User, *, by: Actor) -> None:
    """Remove the authenticator app of one's own account."""
    _require_own(user, by)
    Totp.objects.filter(user=user).delete()
    drop_codes_without_factor(user)


@transaction.atomic
def remove_all(user: User, *, by: Actor, reason: str) -> None:
    """Remove every second factor of an account whose owner lost them; its sessions end."""
    require(by, Right.ADMINISTER)
    Totp.objects.filter(user=user).delete()
    user.passkeys.all().delete()
    user.recovery_codes.all().delete()
    services.end_sessions(user)
    services.record_change(user, "second-factor", by=by, reason=reason)


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes of the account were not used."""
    return user.recovery_codes.filter(used_at=None).count()


def drop_codes_without_factor(user: User) -> None:
    """Remove recovery codes that stand in for nothing any more."""
    if not selectors.has_second_factor(User.objects.get(pk=user.pk)):
        user.recovery_codes.all().delete()


def _accepts_totp(user: User, code: str) -> bool:
    totp = Totp.objects.filter(user=user).first()
    if totp is None:
        return False
    step = _step_of(NewSecret.unsealed(totp.secret, user).secret, code)
    # The database decides, so that one code is taken once even by two requests at one time.
    fresh = Totp.objects.filter(pk=totp.pk, last_step__lt=step) if step is not None else None
    return fresh is not None and fresh.update(last_step=step) == 1


def _step_of(secret: bytes, code: str) -> int | None:
    """Return the time step to which a code belongs, None where it belongs to none."""
    digits = _plain(code)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    now = int(timezone.now().timestamp()) // STEP
    for step in range(now - DRIFT, now + DRIFT + 1):
        if secrets.compare_digest(_totp(secret).generate(step * STEP), digits.encode()):
            return step
    return None


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every authenticator app supports; as HMAC it is sound (RFC 6238, 1.2).
    return TOTP(secret, 6, SHA1(), STEP)  # noqa: S303 - see above


def _recovery_code() -> str:
    """Return 80 random bits as four groups of four letters and digits."""
    text = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def _digest(user: User, code: str) -> str:
    return seal(f"recovery-code\x1f{user.pk}\x1f{_plain(code)}")


def _plain(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code).lower()
    return "".join(char for char in folded if char.isalnum())[:64]


def _cipher() -> AESGCM:
    return AESGCM(register.ring().derive("second-factor"))


def _owner(user: User) -> bytes:
    return f"totp {user.pk}".encode()


def _require_own(user: User, by: Actor) -> None:
    if not by.is_authenticated or by.pk != user.pk:
        raise AccessDenied("Nobody sets up the second factor of another person.")
