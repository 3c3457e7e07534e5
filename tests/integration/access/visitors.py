"""Who comes to the register: every role, with several compartments, and nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.test import Client

from onrecord.web.accounts.models import Compartment, User

OUTSIDE = "nobody"
"""The name that the table has for whoever is not logged in."""

READ = frozenset({"reader", "coder", "investigator", "supervisor", "coordinator", "publisher"})
CODE = frozenset({"coder", "investigator", "supervisor", "coordinator"})
JUDGE = frozenset({"investigator", "supervisor", "coordinator"})
IMPORT = frozenset({"supervisor", "coordinator"})
ESTIMATE = frozenset({"supervisor", "coordinator"})
EXPORT = frozenset({"supervisor", "coordinator", "publisher"})
AUDIT = frozenset({"auditor"})
ADMINISTER = frozenset({"administrator"})
EVERY_ROLE = READ | AUDIT | ADMINISTER
EVERYBODY = EVERY_ROLE | {OUTSIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One person at the door: a role, the compartments, and whether a second factor was shown."""

    role: str
    enters: frozenset[str]
    factor: bool
    client: Client
    user: User | None

    def __str__(self) -> str:
        """Return who this is, as a failure names them."""
        if self.role == OUTSIDE:
            return "somebody not logged in"
        where = " and ".join(sorted(self.enters)) or "no compartment"
        return f"{self.role} of {where}{'' if self.factor else ', without a second factor'}"


def everybody(compartments: Mapping[str, Compartment]) -> list[Visitor]:
    """Make an account and a session for everybody who comes; ``compartments`` by short name."""
    return [Visitor(role=OUTSIDE, enters=frozenset(), factor=False, client=Client(), user=None)] + [
        _visitor(role, enters, compartments, factor=factor) for role, enters, factor in _everybody()
    ]


def _everybody() -> Iterator[tuple[str, frozenset[str], bool]]:
    for role in sorted(EVERY_ROLE):
        for enters in ((), ("general",), ("general", "sealed")):
            yield role, frozenset(enters), True
    for role in ("reader", "supervisor"):
        yield role, frozenset({"sealed"}), True
    yield "supervisor", frozenset({"general", "sealed"}), False
    yield "administrator", frozenset(), False


def _visitor(
    role: str, enters: frozenset[str], compartments: Mapping[str, Compartment], *, factor: bool
) -> Visitor:
    name = "-".join([role, *sorted(enters), *([] if factor else ["without"])])
    user = User(username=name, full_name=name, role=role)
    user.set_unusable_password()
    user.save()
    user.compartments.set([compartments[short] for short in enters])
    client = Client()
    client.force_login(user)
    session = client.session
    session["second_factor"] = factor
    session.save()
    return Visitor(role=role, enters=enters, factor=factor, client=client, user=user)
