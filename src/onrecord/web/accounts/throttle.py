"""How many times may somebody guess a password or a code?

Counted per account and per address in the cache that all workers share. An attempt is counted
before it is checked, so that many guesses at once do not slip through.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from onrecord.core.kernel.errors import AccessDenied
from onrecord.web.audit.functions import seal

WINDOW = 300
"""Seconds after which counting begins anew."""


class TooManyAttempts(AccessDenied):
    """The limit of an account or an address is reached."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is being guessed, and from where."""

    account: str
    address: str

    def limits(self) -> list[tuple[str, int]]:
        """Return what is counted and how often it may happen within the window."""
        return [(self.of_address, 30), (self.of_account, 5)]

    @property
    def of_account(self) -> str:
        """Return the name under which the account is counted."""
        return f"account\x1f{self.account}"

    @property
    def of_address(self) -> str:
        """Return the name under which the address is counted."""
        return f"address\x1f{self.address}"


def begin(attempt: Attempt) -> None:
    """Count an attempt that begins; TooManyAttempts where a limit is reached."""
    now = timezone.now().timestamp()
    for what, most in attempt.limits():
        # One writer at a time: reading and counting on is one step.
        with transaction.atomic():
            count, ends = _counted(what, now)
            if count < most:
                cache.set(_key(what), (count + 1, ends), WINDOW)
        if count >= most:
            raise TooManyAttempts(
                "There were too many attempts to log in.", remedy="Try again in five minutes."
            )


def succeeded(attempt: Attempt) -> None:
    """Forget the failures of the account; the address keeps only its failures."""
    with transaction.atomic():
        cache.delete(_key(attempt.of_account))
        count, ends = _counted(attempt.of_address, timezone.now().timestamp())
        cache.set(_key(attempt.of_address), (max(0, count - 1), ends), WINDOW)


def address_of(request: HttpRequest) -> str:
    """Return from where a request comes, past the proxies that the office runs itself."""
    proxies: int = settings.ONRECORD_PROXIES
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(passed) >= proxies and passed[-proxies]:
        return passed[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _counted(what: str, now: float) -> tuple[int, float]:
    """Return how many attempts there were in this window, and when it ends."""
    count, ends = cache.get(_key(what)) or (0, 0.0)
    return (count, ends) if now < ends else (0, now + WINDOW)


def _key(what: str) -> str:
    return f"throttle-{seal(what)}"
