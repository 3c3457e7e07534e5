"""How are accounts and compartments made and changed, by whom, and why?"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from onrecord.core.kernel.errors import AccessDenied, InputError, UsageError
from onrecord.web.accounts import selectors
from onrecord.web.accounts.models import Change, Compartment, User
from onrecord.web.site.rights import Actor, Right, Role, require

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever holds the machine and the passphrase, at the command line: manages accounts."""

    pk: int = 0
    is_authenticated: bool = True
    is_active: bool = True
    role: str = Role.ADMINISTRATOR

    def compartment_ids(self) -> Collection[int]:
        """Return nothing: the command line manages accounts and reads no record."""
        return ()


OPERATOR = Operator()


@transaction.atomic
def create_user(
    username: str,
    *,
    role: str,
    by: Actor,
    reason: str,
    full_name: str = "",
    compartments: Collection[Compartment] = (),
) -> User:
    """Make an account without a password; a login link lets its owner choose one.

    Raises InputError for a name that is taken or not in plain letters, and for a role that
    does not exist.
    """
    require(by, Right.ADMINISTER)
    name = _name_of(username)
    if User.objects.filter(username=name).exists():
        raise InputError("There is an account of this name already.", value=name)
    user = User(username=name, full_name=full_name.strip()[:200], role=_role_of(role))
    user.set_unusable_password()
    user.save()
    user.compartments.set(compartments)
    record_change(user, "created", after=role, by=by, reason=reason)
    return user


@transaction.atomic
def change_role(user: User, role: str, *, by: Actor, reason: str) -> None:
    """Give an account another role. Nobody changes their own."""
    require(by, Right.ADMINISTER)
    _refuse_own(user, by)
    role, before = _role_of(role), user.role
    if role == before:
        return
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    record_change(user, "role", before=before, after=role, by=by, reason=reason)
    user.role = role
    user.save(update_fields=["role"])


@transaction.atomic
def set_compartments(
    user: User, compartments: Collection[Compartment], *, by: Actor, reason: str
) -> None:
    """Say which compartments an account may enter. Nobody changes their own."""
    require(by, Right.ADMINISTER)
    _refuse_own(user, by)
    before = _names(user.compartments.all())
    after = _names(compartments)
    if before == after:
        return
    record_change(user, "compartments", before=before, after=after, by=by, reason=reason)
    user.compartments.set(compartments)


@transaction.atomic
def deactivate(user: User, *, by: Actor, reason: str) -> None:
    """Take an account out of use: its sessions end, and what it did stays under its name."""
    require(by, Right.ADMINISTER)
    _refuse_own(user, by)
    if user.is_active:
        _keep_an_administrator(user)
        _set_active(user, by=by, reason=reason, active=False)


@transaction.atomic
def reactivate(user: User, *, by: Actor, reason: str) -> None:
    """Take an account into use again."""
    require(by, Right.ADMINISTER)
    if not user.is_active:
        _set_active(user, by=by, reason=reason, active=True)


@transaction.atomic
def change_account(
    user: User,
    *,
    role: str,
    compartments: Collection[Compartment],
    is_active: bool,
    by: Actor,
    reason: str,
) -> None:
    """Bring an account to this state as one step; what stays as it is leaves no trace."""
    if role != user.role:
        change_role(user, role, by=by, reason=reason)
    if _names(compartments) != _names(user.compartments.all()):
        set_compartments(user, compartments, by=by, reason=reason)
    if is_active != user.is_active:
        (reactivate if is_active else deactivate)(user, by=by, reason=reason)


@transaction.atomic
def create_compartment(name: str, title: str, *, by: Actor) -> Compartment:
    """Make a compartment; nobody may enter it until an administrator lets them in."""
    require(by, Right.ADMINISTER)
    name = _name_of(name)
    if not title.strip():
        raise InputError("A compartment needs a title.")
    if Compartment.objects.filter(name=name).exists():
        raise InputError("There is a compartment of this name already.", value=name)
    return Compartment.objects.create(name=name, title=title.strip()[:200])


@transaction.atomic
def set_own_password(user: User, password: str, *, by: Actor) -> None:
    """Give one's own account a password; every session of the account ends.

    Raises InputError where the password is too weak. Nobody sets another person's password.
    """
    if not by.is_authenticated or by.pk != user.pk:
        raise AccessDenied("Nobody sets the password of another person.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError("{problem}", problem=" ".join(error.messages)) from None
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def choose_language(user: User, language: str, *, by: Actor) -> None:
    """Remember the language of one's own pages for every later login."""
    if not by.is_authenticated or by.pk != user.pk:
        raise AccessDenied("Nobody sets the language of another person.")
    user.language = language
    user.save(update_fields=["language"])


def end_sessions(user: User) -> None:
    """End every session of an account; called by services that have checked the right."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def record_change(
    user: User, kind: str, *, by: Actor, reason: str, before: str = "", after: str = ""
) -> Change:
    """Write down a decision about an account with its reason; UsageError without one."""
    if not reason.strip():
        raise UsageError("A change of an account needs a reason.", remedy="Say why in a sentence.")
    return Change.objects.create(
        user=user,
        kind=kind,
        before=before[:500],
        after=after[:500],
        reason=reason.strip(),
        made_by_id=by.pk or None,
    )


def _set_active(user: User, *, by: Actor, reason: str, active: bool) -> None:
    before, after = ("no", "yes") if active else ("yes", "no")
    record_change(user, "active", before=before, after=after, by=by, reason=reason)
    user.is_active = active
    user.save(update_fields=["is_active"])
    end_sessions(user)


def _refuse_own(user: User, by: Actor) -> None:
    if by.pk == user.pk:
        raise AccessDenied(
            "Nobody changes the rights of their own account.",
            remedy="Ask another administrator.",
        )


def _keep_an_administrator(user: User) -> None:
    if (
        user.role == Role.ADMINISTRATOR
        and not selectors.administrators().exclude(pk=user.pk).exists()
    ):
        raise UsageError(
            "This is the last administrator in use.", remedy="Make another administrator first."
        )


def _name_of(text: str) -> str:
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise InputError(
            "A name begins with a plain letter or digit and has only a to z, 0 to 9, - and _.",
            value=text,
        )
    return name


def _role_of(text: str) -> str:
    if text not in set(Role):
        raise InputError(
            "There is no such role.", value=text, remedy=f"Choose one of: {', '.join(Role)}."
        )
    return text


def _names(compartments: Collection[Compartment]) -> str:
    return ", ".join(sorted(compartment.name for compartment in compartments))
