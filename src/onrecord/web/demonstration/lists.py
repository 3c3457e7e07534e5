"""How do the invented lists of named people enter, and who is judged to be one person?"""

from __future__ import annotations

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.reconcile.names.fold import fold
from onrecord.reference.case import ReferenceCase
from onrecord.web.accounts.models import User
from onrecord.web.demonstration.documents import preserve
from onrecord.web.people.models import Mention
from onrecord.web.people.selectors import mentions
from onrecord.web.people.services.imports import commit, stage
from onrecord.web.people.services.persons import merge
from onrecord.web.site.compartments import GENERAL

_REASON = "Same name and date in both lists."


def import_lists(case: ReferenceCase, *, by: User) -> None:
    """Import every invented list, and judge who stands in two of them."""
    for document in case.documents:
        if document.mapping is not None:
            exhibit = preserve(document, GENERAL, by)
            mapping = Mapping.from_yaml(document.mapping, file=document.name)
            commit(stage(exhibit, mapping, by=by).batch, by=by)
    for pair in _pairs(by):
        merge({mention.stem: frozenset() for mention in pair}, by=by, reason=_REASON)


def _pairs(by: User) -> list[list[Mention]]:
    """Return pairs of mentions of different lists with one name and one date.

    Only names that fold alike are found; the rest is left for whoever tries the demonstration.
    """
    same: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions(by).order_by("pk"):
        name = fold(f"{mention.given} {mention.surname}")
        if name and mention.death:
            same.setdefault((name, mention.death), []).append(mention)
    return [
        found
        for found in same.values()
        if len(found) == 2 and len({mention.list_name for mention in found}) == 2
    ]
