"""Which accounts and compartments may this person see?"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from onrecord.web.accounts.models import Change, Compartment, LoginLink, User
from onrecord.web.site.rights import RIGHTS_OF, Actor, Right, Role, has_right


def users(actor: Actor) -> QuerySet[User]:
    """Return every account for those who administer, nothing for anybody else."""
    return User.objects.all() if has_right(actor, Right.ADMINISTER) else User.objects.none()


def compartments(actor: Actor) -> QuerySet[Compartment]:
    """Return every compartment for those who administer, one's own for anybody else."""
    if has_right(actor, Right.ADMINISTER):
        return Compartment.objects.all()
    return Compartment.objects.filter(pk__in=actor.compartment_ids())


def without_compartment(actor: Actor) -> QuerySet[User]:
    """Return the accounts in use whose role reads records, and that see none yet."""
    reading = [role.value for role in Role if Right.READ in RIGHTS_OF[role]]
    return users(actor).filter(is_active=True, role__in=reading, compartments__isnull=True)


def administrators() -> QuerySet[User]:
    """Return the accounts in use that manage accounts."""
    return User.objects.filter(is_active=True, role=Role.ADMINISTRATOR)


def changes(actor: Actor, user: User) -> QuerySet[Change]:
    """Return what was decided about an account, the newest first: for its owner too."""
    if not (has_right(actor, Right.ADMINISTER) or actor.pk == user.pk):
        return Change.objects.none()
    return user.changes.select_related("made_by").order_by("-made_at", "-pk")


def login_links(user: User) -> QuerySet[LoginLink]:
    """Return the login links that were ever made for an account, the newest first."""
    return user.login_links.order_by("-pk")


def has_second_factor(user: User) -> bool:
    """Tell whether the account has an authenticator app or a passkey."""
    return hasattr(user, "totp") or user.passkeys.exists()


def compartments_with_numbers(actor: Actor) -> QuerySet[Compartment]:
    """Return the compartments, each with how many accounts in use may enter it (``entering``)."""
    return compartments(actor).annotate(
        entering=Count("users", filter=Q(users__is_active=True), distinct=True)
    )
