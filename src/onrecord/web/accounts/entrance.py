"""What happens between the login page and an open session?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from onrecord.web.accounts import factors, links, passkeys, selectors, throttle
from onrecord.web.accounts.gate import SHOWN
from onrecord.web.accounts.models import User
from onrecord.web.audit.functions import seal
from onrecord.web.audit.services import note
from onrecord.web.site.acting import acting_as

VIA_LINK = "entered_by_link"
"""Key of the session: true where a login link opened it, until a password is chosen."""
_PENDING = "entering"
_PENDING_SECONDS = 300
_SUBJECT = "accounts_user"


def by_password(request: HttpRequest, username: str, password: str) -> User | None:
    """Return whose password this is; None for a wrong one, counted and logged.

    Raises TooManyAttempts. The log gets the account, or a keyed hash where there is none: what
    was typed may be a password in the wrong field.
    """
    name = username.strip().lower()
    attempt = throttle.Attempt(name, throttle.address_of(request))
    throttle.begin(attempt)
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        known = User.objects.filter(username=name).values_list("pk", flat=True).first()
        _note_failure(known or seal(f"name\x1f{name}"), attempt)
        return None
    throttle.succeeded(attempt)
    return user


def by_link(request: HttpRequest, token: str) -> User | None:
    """Use a login link up and return whose it is; None where it opens no session."""
    attempt = throttle.Attempt(f"link\x1f{token}", throttle.address_of(request))
    throttle.begin(attempt)
    user = links.redeem(token)
    if user is None:
        _note_failure(seal(f"link\x1f{token}"), attempt)
        return None
    throttle.succeeded(attempt)
    return user


def step_in(request: HttpRequest, user: User, *, via: str, target: str) -> bool:
    """Open the session, or wait for the second factor; tell whether the session is open."""
    if not selectors.has_second_factor(user):
        _open_session(request, user, via=via, shown=False)
        return True
    request.session.cycle_key()
    request.session[_PENDING] = {
        "user": user.pk,
        "auth": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "via": via,
        "target": target,
    }
    return False


def waiting_user(request: HttpRequest) -> User | None:
    """Return who has shown the first factor within the last five minutes."""
    pending = request.session.get(_PENDING)
    if pending is None or timezone.now().timestamp() - pending["at"] > _PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    # A password changed meanwhile ends the wait as it ends sessions.
    return user if user and user.get_session_auth_hash() == pending["auth"] else None


def by_code(request: HttpRequest, user: User, code: str) -> str | None:
    """Open the session of a waiting user whose code is right; return where to go, else None."""
    attempt = throttle.Attempt(f"code\x1f{user.pk}", throttle.address_of(request))
    throttle.begin(attempt)
    if not factors.accepts(user, code):
        _note_failure(user.pk, attempt)
        return None
    return _finish(request, user, attempt, "code")


def ask_passkey(request: HttpRequest, user: User) -> str:
    """Return what the browser is to ask the passkeys of a waiting user (JSON), or nothing."""
    challenge = passkeys.begin_asking(user, origin_of(request))
    if challenge is None:
        return ""
    request.session["passkey"] = challenge.state
    return challenge.options


def by_passkey(request: HttpRequest, user: User, answer: str) -> str | None:
    """Open the session of a waiting user whose passkey answered; return where to go."""
    attempt = throttle.Attempt(f"code\x1f{user.pk}", throttle.address_of(request))
    throttle.begin(attempt)
    state = request.session.pop("passkey", None)
    if state is None or not passkeys.accepts(user, answer, state, origin=origin_of(request)):
        _note_failure(user.pk, attempt)
        return None
    return _finish(request, user, attempt, "passkey")


def confirms_password(request: HttpRequest, user: User, password: str) -> bool:
    """Tell whether whoever uses the session knows its password too, where there is one.

    Whoever entered by a login link need not: the link is there to choose a new one.
    """
    if request.session.get(VIA_LINK) or not user.has_usable_password():
        return True
    return by_password(request, user.username, password) == user


def leave(request: HttpRequest) -> None:
    """Close the session and say so in the log."""
    if request.user.is_authenticated:
        note("logout", _SUBJECT, request.user.pk)
    logout(request)


def safe_target(request: HttpRequest, target: str) -> str:
    """Return an address of ours to go to after login; the first page for any other."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"


def origin_of(request: HttpRequest) -> str:
    """Return scheme, host and port under which the browser sees us."""
    return f"{request.scheme}://{request.get_host()}"


def _finish(request: HttpRequest, user: User, attempt: throttle.Attempt, kind: str) -> str:
    throttle.succeeded(attempt)
    pending = request.session.pop(_PENDING)
    _open_session(request, user, via=f"{pending['via']} {kind}", shown=True)
    return str(pending["target"])


@transaction.atomic
def _open_session(request: HttpRequest, user: User, *, via: str, shown: bool) -> None:
    with acting_as(user.username):
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        note("login", _SUBJECT, user.pk, fields=via)
    request.session[SHOWN] = shown
    request.session[VIA_LINK] = via.startswith("link")


def _note_failure(subject_id: object, attempt: throttle.Attempt) -> None:
    address = seal(f"address\x1f{attempt.address}")
    note("login-failed", _SUBJECT, subject_id, fields=f"address {address[:16]}")
