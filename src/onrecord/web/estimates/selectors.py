"""What may a person see of estimates, and what stands behind their numbers?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from onrecord.adapters.read.capture_table import read_capture_lines
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.flows.histories import ListedMention, histories
from onrecord.web.estimates.models import Estimate
from onrecord.web.people.models import Membership, Mention
from onrecord.web.people.selectors import mentions
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits

_PERSON = "person:"


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One named list that can enter an estimate."""

    source_id: int
    name: str
    mentions: int


def estimates(actor: Actor) -> QuerySet[Estimate]:
    """Return the estimates that this person may see."""
    return Estimate.objects.visible_to(actor)


def table_of(estimate: Estimate) -> CaptureHistories:
    """Return the frozen table of an estimate."""
    return read_capture_lines("snapshot", io.StringIO(estimate.snapshot))[0]


def table_exhibits(actor: Actor) -> QuerySet[Exhibit]:
    """Return the files that may hold a table of capture histories."""
    return exhibits(actor).filter(name__iendswith=".csv", derived_from=None).order_by("-pk")


def list_choices(actor: Actor) -> list[ListChoice]:
    """Return the named lists that this person may see, with how many mentions each has."""
    counts: dict[tuple[int, str], int] = {}
    rows = mentions(actor).values_list("source_id", "list_name", "memberships")
    for source_id, list_name, memberships in rows.iterator(chunk_size=5000):
        for name in _names(list_name, memberships):
            counts[source_id, name] = counts.get((source_id, name), 0) + 1
    return [ListChoice(source, name, n) for (source, name), n in sorted(counts.items())]


def table_from_lists(
    actor: Actor, chosen: Sequence[ListChoice]
) -> tuple[CaptureHistories, dict[tuple[int, ...], list[str]], set[int]]:
    """Count persons over the chosen lists.

    Only judgements that lie where the mentions do say who is one person: a number may not tell
    of a judgement that not everybody who sees the number may see. Returns the table, the units
    behind each history, and the compartments of the mentions.
    """
    names = {(choice.source_id, choice.name): choice.name for choice in chosen}
    sources = {choice.source_id for choice in chosen}
    rows = mentions(actor).filter(source_id__in=sources)
    compartments = set(rows.values_list("compartment_id", flat=True).distinct())
    listed = _listed(rows, names, _units(actor, compartments))
    table, behind = histories(listed, [choice.name for choice in chosen])
    return table, behind, compartments


def mentions_behind(actor: Actor, estimate: Estimate, history: str) -> QuerySet[Mention]:
    """Return the mentions of the persons with one history that this person may see.

    They are counted anew from the register as it is; the page says so where the table of the
    estimate differs from it.
    """
    chosen = [
        ListChoice(item["source"], item["list"], item["mentions"]) for item in estimate.inputs
    ]
    _table, behind, _compartments = table_from_lists(actor, chosen)
    units = behind.get(tuple(_mark(sign) for sign in history), [])
    persons = [
        code
        for unit in units
        if unit.startswith(_PERSON)
        for code in unit.removeprefix(_PERSON).split("+")
    ]
    stems = [unit for unit in units if not unit.startswith(_PERSON)]
    seen = Membership.objects.visible_to(actor)
    members = seen.filter(person__code__in=persons).values("mention")
    visible = mentions(actor).filter(source_id__in={choice.source_id for choice in chosen})
    return visible.filter(stem__in=stems) | visible.filter(stem__in=members)


def _units(actor: Actor, compartments: set[int]) -> dict[UUID, str]:
    """Return, for mentions judged to be somebody, one name of that person in all compartments.

    A general and a narrower judgement may each hold some mentions of one person together: their
    codes are joined where they share a mention.
    """
    judged = Membership.objects.visible_to(actor).filter(compartment_id__in=compartments)
    codes_of: dict[UUID, set[str]] = {}
    same: dict[str, set[str]] = {}
    for mention, code in judged.values_list("mention", "person__code"):
        known = codes_of.setdefault(mention, set())
        known.add(code)
        joined = set().union(known, *(same.get(each, {each}) for each in known))
        same.update(dict.fromkeys(joined, joined))
    return {
        mention: _PERSON + "+".join(sorted(same[next(iter(codes))]))
        for mention, codes in codes_of.items()
    }


def _listed(
    rows: QuerySet[Mention], names: dict[tuple[int, str], str], units: dict[UUID, str]
) -> Iterable[ListedMention]:
    fields = ("stem", "source_id", "list_name", "memberships", "weight")
    for stem, source_id, list_name, memberships, weight in rows.values_list(*fields).iterator(
        chunk_size=5000
    ):
        said = memberships or {list_name: True}
        wanted = {
            names[source_id, name]: member
            for name, member in said.items()
            if (source_id, name) in names
        }
        yield ListedMention(units.get(stem) or str(stem), wanted, weight)


def _names(list_name: str, memberships: dict[str, bool | None]) -> Iterable[str]:
    if memberships:
        return [name for name, member in memberships.items() if member]
    return [list_name] if list_name else []


def _mark(sign: str) -> int:
    return -1 if sign == "-" else int(sign)
