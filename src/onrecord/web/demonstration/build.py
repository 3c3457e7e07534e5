"""How does the demonstration register come into being, and what does it say at the end?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.reference.kosovo import kosovo
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.accounts.services import OPERATOR, create_compartment, create_user
from onrecord.web.checks.long_work import CHECK
from onrecord.web.demonstration.documents import read_and_code
from onrecord.web.demonstration.estimates import estimate_invented, estimate_published
from onrecord.web.demonstration.figures import enter_figures
from onrecord.web.demonstration.lists import import_lists
from onrecord.web.demonstration.statements import take_statement
from onrecord.web.jobs.services import start
from onrecord.web.search.refreshing import refresh
from onrecord.web.site.acting import acting_as
from onrecord.web.site.compartments import GENERAL
from onrecord.web.site.rights import Role

SEALED = "witnesses"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class People:
    """The invented people who work in the demonstration register."""

    arta: User
    """Supervisor, who may enter both compartments."""
    besim: User
    """Coder, who may enter the general compartment only."""


def build(say: Say) -> None:
    """Fill an empty register with the reference case; ``say`` is told each step."""
    say("Making accounts for five invented people")
    people = _people()
    case = kosovo()
    say(f"Entering {len(case.figures)} published figures of {len(case.sources)} sources")
    with acting_as(people.arta.username):
        sources = enter_figures(case, by=people.arta)
    say("Preserving, reading and coding the invented documents")
    with acting_as(people.besim.username):
        read_and_code(case, coder=people.besim, supervisor=people.arta)
    say("Taking a statement with an invented form")
    with acting_as(people.besim.username):
        take_statement(SEALED, coder=people.besim, supervisor=people.arta)
    say("Importing the invented lists of named people")
    with acting_as(people.arta.username):
        import_lists(case, by=people.arta)
        say("Estimating from the published table of four lists, and from the invented lists")
        estimate_published(case, sources, by=people.arta)
        estimate_invented(by=people.arta)
        say("Checking texts and figures for what cannot be true")
        for compartment in people.arta.compartments.all():
            start(
                CHECK,
                compartment.pk,
                title=str(compartment),
                compartment_id=compartment.pk,
                by=people.arta,
            )
    say("Indexing every word for search, under keys")
    refresh(words=None, entries=None)


def _people() -> People:
    reason = "Demonstration."
    general = Compartment.objects.get(name=GENERAL)
    sealed = create_compartment(SEALED, "Witness statements", by=OPERATOR)

    def person(name: str, role: Role, *compartments: Compartment) -> User:
        return create_user(
            name,
            role=role,
            by=OPERATOR,
            reason=reason,
            full_name=name.capitalize(),
            compartments=compartments,
        )

    person("dragana", Role.AUDITOR)
    person("enver", Role.ADMINISTRATOR)
    person("fatime", Role.READER, general)
    return People(
        arta=person("arta", Role.SUPERVISOR, general, sealed),
        besim=person("besim", Role.CODER, general, sealed),
    )
