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
        return [(f"account\x1f{self.account}", 5), (f"address\x1f{self.address}", 30)]


def begin(attempt: Attempt) -> None:
    """Count an attempt that begins; TooManyAttempts where a limit is reached."""
    now = timezone.now().timestamp()
    for what, most in attempt.limits():
        # One writer at a time: reading and counting on is one step.
        with transaction.atomic():
            count, ends = cache.get(_key(what)) or (0, now + WINDOW)
            if count < most:
                cache.set(_key(what), (count + 1, ends), max(1, ends - now))
        if count >= most:
            raise TooManyAttempts(
                "There were too many attempts to log in.", remedy="Try again in five minutes."
            )


def succeeded(attempt: Attempt) -> None:
    """Forget the failures of the account; the address keeps only its failures."""
    (account, _most), (address, _limit) = attempt.limits()
    now = timezone.now().timestamp()
    with transaction.atomic():
        cache.delete(_key(account))
        count, ends = cache.get(_key(address)) or (0, now)
        if count > 1:
            cache.set(_key(address), (count - 1, ends), max(1, ends - now))
        else:
            cache.delete(_key(address))


def address_of(request: HttpRequest) -> str:
    """Return from where a request comes, past the proxies that the office runs itself."""
    proxies: int = settings.ONRECORD_PROXIES
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(passed) >= proxies and passed[-proxies]:
        return passed[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(what: str) -> str:
    return f"throttle-{seal(what)}"
