"""Who may do what? Roles and the rights that each of them has; deny by default."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import AccessDenied

P = ParamSpec("P")


class Right(StrEnum):
    """One kind of thing that a person may do."""

    READ = "read"
    CODE = "code"
    IMPORT = "import"
    JUDGE = "judge"
    ESTIMATE = "estimate"
    EXPORT = "export"
    AUDIT = "audit"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What a person is in the organisation."""

    READER = "reader"
    CODER = "coder"
    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    PUBLISHER = "publisher"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLE_LABELS = {
    Role.READER: _("Reader"),
    Role.CODER: _("Coder"),
    Role.INVESTIGATOR: _("Investigator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.COORDINATOR: _("Coordinator"),
    Role.PUBLISHER: _("Publisher"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

_ALL_WORK = frozenset(
    {Right.READ, Right.CODE, Right.IMPORT, Right.JUDGE, Right.ESTIMATE, Right.EXPORT}
)
RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.CODER: frozenset({Right.READ, Right.CODE}),
    Role.INVESTIGATOR: frozenset({Right.READ, Right.CODE, Right.JUDGE}),
    Role.SUPERVISOR: _ALL_WORK,
    Role.COORDINATOR: _ALL_WORK,
    Role.PUBLISHER: frozenset({Right.READ, Right.EXPORT}),
    # Whoever checks the log, and whoever manages accounts, reads no record.
    Role.AUDITOR: frozenset({Right.AUDIT}),
    Role.ADMINISTRATOR: frozenset({Right.ADMINISTER}),
}


class Actor(Protocol):
    """The acting user, as far as rules of access need to know."""

    @property
    def pk(self) -> int:
        """The id of the account."""

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody is logged in."""

    @property
    def is_active(self) -> bool:
        """Whether the account is in use."""

    @property
    def role(self) -> str:
        """One of Role."""

    def compartment_ids(self) -> Collection[int]:
        """Return the compartments that this person may enter."""


def has_right(actor: Actor, right: Right) -> bool:
    """Tell whether the role of this person has the right."""
    if not (actor.is_authenticated and actor.is_active):
        return False
    return right in RIGHTS_OF.get(actor.role, frozenset())


def require(actor: Actor, right: Right) -> None:
    """Raise AccessDenied unless this person has the right. Every service calls it first."""
    if not has_right(actor, right):
        raise AccessDenied(
            "Your role does not have the right to {right}.",
            right=right.value,
            remedy="An administrator can change your role.",
        )


def needs(
    right: Right,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Guard a view: whoever lacks the right gets a page that says so, status 403."""

    def guard(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            require(actor_of(request), right)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def require_export(request: HttpRequest) -> None:
    """Raise AccessDenied unless this person may take data out, with a second factor shown.

    What counts as a second factor is the matter of the app that the settings name.
    """
    require(actor_of(request), Right.EXPORT)
    import_string(settings.ONRECORD_EXPORT_GUARD)(request)


def actor_of(request: HttpRequest) -> Actor:
    """Return the acting user of a request under the name that our rules know."""
    return request.user  # type: ignore[return-value]  # AnonymousUser is refused by is_authenticated
