"""May a source be used for this purpose, and who may still read it when its giver said no?

One rule for pages, lists and exports. It asks what the giver answered last, for each purpose:

- *Internal work* needs no recorded yes, but ends with a no. Then whatever the source says is
  shown to nobody but supervisors, who must be able to return or erase it; everybody else of its
  compartment sees that consent was refused or withdrawn. Nothing of it leaves the register.
- Every other purpose needs a recorded yes of a statement, and no recorded no of anything else.

"Not asked" is not "refused": a purpose that nobody asked about has no answer at all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onrecord.core.document.custody import Ruling, rule
from onrecord.core.kernel.errors import AccessDenied
from onrecord.flows.consent import needs_consent
from onrecord.vocab import load_scheme
from onrecord.web.site.rights import Actor, Role
from onrecord.web.sources.models import Consent, Description, Source

M = TypeVar("M", bound=Model)

INTERNAL = "internal"
KEEPERS = frozenset({Role.SUPERVISOR, Role.COORDINATOR})
"""Roles that still read what may not be used any more, to return or erase it."""

WITHDRAWN: str | Promise = _(
    "Consent was refused or withdrawn: what this source says is not shown."
)
LEFT_OUT: str | Promise = _("What consent does not cover is left out.")
"""Said at every list and export that leaves something out for want of consent."""


class Answer(StrEnum):
    """What the giver of a source answered about one purpose."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ANSWERS = {
    Answer.NOT_ASKED: _("not asked"),
    Answer.GIVEN: _("given"),
    Answer.REFUSED: _("refused"),
    Answer.WITHDRAWN: _("withdrawn"),
}


def answers_of(source: Source) -> dict[str, Answer]:
    """Return the last answer for every purpose; withdrawn where a yes came before the no."""
    found = dict.fromkeys(Consent.PURPOSES, Answer.NOT_ASKED)
    for last in Consent.objects.current().filter(source=source):
        was_given = Consent.objects.history(last.stem).filter(given=True).exists()
        no = Answer.WITHDRAWN if was_given else Answer.REFUSED
        found[last.purpose] = Answer.GIVEN if last.given else no
    return found


def may_use(source: Source, purpose: str) -> Ruling:
    """Rule whether a source may be used for a purpose, with the reason in a sentence."""
    given = Consent.objects.current().filter(source=source)
    described = Description.objects.current().filter(source=source).first()
    return rule(
        purpose,
        dict(given.values_list("purpose", "given")),
        needs_consent=needs_consent(described.kind if described else ""),
    )


def may_read(actor: Actor, source: Source) -> bool:
    """Tell whether this person may see what a source says; the compartment is asked elsewhere."""
    return actor.role in KEEPERS or may_use(source, INTERNAL).allowed


def require_reading(actor: Actor, source: Source) -> None:
    """Raise AccessDenied where this person may not see what a source says any more."""
    if not may_read(actor, source):
        raise AccessDenied(
            "Consent was refused or withdrawn: what this source says is not shown.",
            remedy="A supervisor can return or erase it.",
        )


def require_use(source: Source, purpose: str) -> None:
    """Raise AccessDenied where a source may not be used for a purpose, by nobody."""
    ruling = may_use(source, purpose)
    if not ruling.allowed:
        raise AccessDenied(ruling.reason, remedy="Ask whoever gave it, and record the answer.")


def readable(rows: QuerySet[M], actor: Actor, *, source: str = "source") -> QuerySet[M]:
    """Return those rows whose source this person may still read.

    ``source`` is the path from the row to its source: ``passage__exhibit__source``.
    """
    return rows if actor.role in KEEPERS else _without(rows, INTERNAL, source)


def leaving(rows: QuerySet[M], *, source: str = "source") -> QuerySet[M]:
    """Return those rows that may leave the register in an export of what sources say."""
    return usable(rows, INTERNAL, source=source)


def usable(rows: QuerySet[M], purpose: str, *, source: str = "source") -> QuerySet[M]:
    """Return those rows whose source may be used for a purpose, whoever asks: for exports."""
    kept = _without(rows, purpose, source)
    if purpose == INTERNAL:
        return kept
    asked = Consent.objects.current().filter(purpose=purpose, given=True).values("source")
    free = Description.objects.current().filter(kind__in=_free_kinds()).values("source")
    return kept.filter(Q(**{f"{source}__in": asked}) | Q(**{f"{source}__in": free}))


def _without(rows: QuerySet[M], purpose: str, source: str) -> QuerySet[M]:
    """Leave out the rows of refused sources; hardly any are, hence asked first (measured).

    A condition on the source would keep SQLite from answering counts out of its indexes.
    """
    left_out = _refusers(purpose)
    return rows.exclude(**{f"{source}__in": left_out}) if left_out else rows


def closed_to(actor: Actor) -> list[int]:
    """Return the ids of the sources that this person may not read any more."""
    return [] if actor.role in KEEPERS else _refusers(INTERNAL)


def _refusers(purpose: str) -> list[int]:
    return list(refused(purpose).values_list("source", flat=True))


def refused(purpose: str) -> QuerySet[Consent, Any]:
    """Return the ids of the sources whose giver said no to a purpose, as a subquery."""
    return Consent.objects.current().filter(purpose=purpose, given=False).values("source")


def _free_kinds() -> list[str]:
    return [concept.id for concept in load_scheme("source_kinds") if not needs_consent(concept.id)]
