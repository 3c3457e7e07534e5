"""How does somebody without a password log in once?"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import services
from onrecord.web.accounts.models import LoginLink, User
from onrecord.web.audit.functions import seal
from onrecord.web.site.rights import Actor, Right, require

LIFETIME = timedelta(hours=1)
LONGEST = timedelta(hours=72)


@transaction.atomic
def make_login_link(user: User, *, by: Actor, reason: str, lifetime: timedelta = LIFETIME) -> str:
    """Return the secret of a link that opens a session of ``user`` once, until it ends.

    An older link that was not used ends now. A second factor is asked all the same. The link
    is in the account's history, which its owner sees. Only a keyed digest of it is kept.
    """
    require(by, Right.ADMINISTER)
    if not user.is_active:
        raise AccessDenied("This account is not in use.", remedy="Take it into use again before.")
    if not timedelta(0) < lifetime <= LONGEST:
        raise InputError("A login link lives at most 72 hours.", value=str(lifetime))
    now = timezone.now()
    user.login_links.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    LoginLink.objects.create(user=user, digest=_digest(token), expires_at=now + lifetime)
    services.record_change(user, "login-link", by=by, reason=reason)
    return token


@transaction.atomic
def reset_password(user: User, *, by: Actor, reason: str, lifetime: timedelta = LIFETIME) -> str:
    """End the password and every session of an account; return the secret of a login link."""
    token = make_login_link(user, by=by, reason=reason, lifetime=lifetime)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    services.end_sessions(user)
    return token


def path_of(token: str) -> str:
    """Return the address of a login link below the host under which the register is served."""
    return reverse("accounts:link", args=[token])


def owner_of(token: str) -> User | None:
    """Return whose session the link opens, None where it is used, ended or unknown."""
    link = _open_links(token).select_related("user").first()
    return link.user if link else None


@transaction.atomic
def redeem(token: str) -> User | None:
    """Use the link up and return whose session it opens; None where it opens none."""
    user = owner_of(token)
    if user is None or not _open_links(token).update(used_at=timezone.now()):
        return None
    return user


def _open_links(token: str) -> QuerySet[LoginLink]:
    return LoginLink.objects.filter(
        digest=_digest(token),
        used_at=None,
        expires_at__gt=timezone.now(),
        user__is_active=True,
    )


def _digest(token: str) -> str:
    return seal(f"login-link\x1f{token}")
