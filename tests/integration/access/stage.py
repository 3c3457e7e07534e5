"""How is the scene set: accounts, both sides, and what was seen before anything was sealed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.urls import URLPattern, URLResolver
from tests.integration.access.building import build, judge_across
from tests.integration.access.judging import Scene, View, view_from_outside
from tests.integration.access.sides import ABSENT, OPEN, SECRET, Side
from tests.integration.access.table import Row
from tests.integration.access.visitors import everybody
from tests.register_scene import PASSWORD

from onrecord.web.accounts.links import make_login_link
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.accounts.services import OPERATOR
from onrecord.web.site import register, urls

Told = tuple[Scene, dict[str, View]]
"""The scene, and what those outside saw of each row before the sealed side was filled."""


@contextmanager
def scene_of(rows: Sequence[Row]) -> Iterator[Told]:
    """Set the scene in a transaction that is rolled back in the end."""
    with transaction.atomic():
        Compartment.objects.filter(name="general").update(title=f"{OPEN.capitalize()} matters")
        general = Compartment.objects.get(name="general")
        sealed = Compartment.objects.create(name=SECRET, title=f"{SECRET.capitalize()} matters")
        arta = _account("arta", "supervisor", general, sealed)
        enver = _account("enver", "coder", general, sealed)
        besim = _account("besim", "coder")
        besim.set_password(PASSWORD)
        besim.full_name = f"Besim {SECRET}"
        besim.save()
        token = make_login_link(besim, by=OPERATOR, reason="New here.")
        empty = Side(account_of_besim=besim.pk, token=token)
        visitors = tuple(everybody({"general": general, "sealed": sealed}))
        open_side = build(empty, general, OPEN, by=arta, second=enver)
        outside = Scene(general=open_side, sealed=ABSENT, visitors=visitors)
        known = addresses()
        before = {str(row): view_from_outside(row, outside) for row in rows if row.url in known}
        sealed_side = build(empty, sealed, SECRET, by=arta, second=enver)
        sealed_side = judge_across(sealed_side, open_side, by=arta)
        yield Scene(general=open_side, sealed=sealed_side, visitors=visitors), before
        transaction.set_rollback(True)
    # What was signed of a log that was rolled back must not outlive it.
    (register.folder() / register.CHECKPOINTS).unlink(missing_ok=True)


def addresses() -> frozenset[str]:
    """Return the name of every address, walked from the URL configuration itself."""
    return frozenset(_names(urls.urlpatterns))


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{space}{pattern.namespace}:")
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{space}{pattern.name}"


def _account(name: str, role: str, *compartments: Compartment) -> User:
    user = User(username=name, full_name=name.capitalize(), role=role)
    user.set_unusable_password()
    user.save()
    user.compartments.set(compartments)
    return user
