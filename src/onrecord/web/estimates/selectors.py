"""What may a person see of estimates, and what stands behind their numbers?"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from onrecord.adapters.read.capture_table import read_capture_lines
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.flows.histories import ListedMention, histories
from onrecord.web.estimates.models import Estimate
from onrecord.web.people.models import Membership, Mention
from onrecord.web.people.selectors import mentions
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import leaving
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
    alike = mentions(actor).order_by().values_list("source_id", "list_name", "memberships")
    for source_id, list_name, memberships, number in alike.annotate(number=Count("pk")):
        for name in _names(list_name, memberships):
            counts[source_id, name] = counts.get((source_id, name), 0) + number
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
    rows = leaving(mentions(actor).filter(source_id__in=sources))
    compartments = set(rows.values_list("compartment_id", flat=True).distinct())
    listed = listed_mentions(rows, names, units(actor, compartments))
    said = (mention for _stem, mention in listed)
    table, behind = histories(said, [choice.name for choice in chosen])
    return table, behind, compartments


def units(actor: Actor, compartments: set[int]) -> dict[str, str]:
    """Return, for mentions judged to be somebody, one name of that person in all compartments.

    Mentions go by the digits of their stem. A general and a narrower judgement may each hold
    some mentions of one person together: their codes are joined where they share a mention.
    """
    judged = Membership.objects.visible_to(actor).filter(compartment_id__in=compartments)
    code_of: dict[str, str] = {}
    same: dict[str, set[str]] = {}
    digits = Cast("mention", TextField())
    for mention, code in judged.values_list(digits, "person__code"):
        other = code_of.setdefault(mention, code)
        if other != code:
            joined = same.get(other, {other}) | same.get(code, {code})
            same.update(dict.fromkeys(joined, joined))
    names = {code: _PERSON + "+".join(sorted(codes)) for code, codes in same.items()}
    return {mention: names.get(code) or _PERSON + code for mention, code in code_of.items()}


def listed_mentions(
    rows: QuerySet[Mention], names: dict[tuple[int, str], str], persons: dict[str, str]
) -> Iterable[tuple[str, ListedMention]]:
    """Yield each mention of the chosen sources: its stem, what it says, the unit it counts in."""
    sources = {source for source, _name in names}
    # As text: a hundred thousand ids and empty objects are not worth being made values.
    plain = (Cast("stem", TextField()), Cast("memberships", TextField()))
    found = rows.values_list("source_id", "list_name", "weight", *plain)
    # Many mentions say the same of the lists; they share one reading of it.
    read: dict[tuple[int, str, str], dict[str, bool | None]] = {}
    for source_id, list_name, weight, stem, memberships in found.iterator(chunk_size=5000):
        if source_id not in sources:
            continue
        wanted = read.get((source_id, list_name, memberships))
        if wanted is None:
            said = json.loads(memberships) if memberships != "{}" else {list_name: True}
            wanted = read[source_id, list_name, memberships] = {
                names[source_id, name]: member
                for name, member in said.items()
                if (source_id, name) in names
            }
        yield stem, ListedMention(persons.get(stem) or stem, wanted, weight)


def _names(list_name: str, memberships: dict[str, bool | None]) -> Iterable[str]:
    if memberships:
        return [name for name, member in memberships.items() if member]
    return [list_name] if list_name else []
