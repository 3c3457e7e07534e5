"""Which mentions stand behind one cell of an estimate's table, counted anew?

Only mentions that are judged to be somebody need to be looked at one by one; all others have
their history in themselves, so that the database finds them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from django.db.models import Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from onrecord.adapters.read.mapping import Mapping as Columns
from onrecord.core.kernel.capture_histories import NOT_COVERED
from onrecord.flows.histories import ListedMention
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import listed_mentions, units
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.selectors import mentions
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Source

History = tuple[int, ...]
Names = dict[tuple[int, str], str]


def mentions_behind(actor: Actor, estimate: Estimate, history: str) -> QuerySet[Mention]:
    """Return the mentions of the persons with one history that this person may see.

    They are counted anew from the register as it is, by the rule of ``flows.histories``.
    """
    asked = tuple(NOT_COVERED if sign == "-" else int(sign) for sign in history)
    lists = [item["list"] for item in estimate.inputs]
    names = {(item["source"], item["list"]): item["list"] for item in estimate.inputs}
    behind, by_themselves = _behind(_judged(actor, names), lists, asked)
    alone = _alone(actor, names, lists, asked)
    found = Q(stem__in=_these(behind - by_themselves if alone else behind))
    if alone:
        elsewhere = by_themselves - behind
        apart = alone & ~Q(stem__in=_these(elsewhere)) if elsewhere else alone
        found = apart | found if behind - by_themselves else apart
    return mentions(actor).filter(found) if 1 in asked else mentions(actor).none()


def _behind(
    told: Mapping[str, ListedMention], lists: Sequence[str], asked: History
) -> tuple[set[str], set[str]]:
    """Return which judged mentions belong to persons with the history, and which have it alone."""
    read: dict[int, History] = {}
    said: dict[str, History] = {}
    by_themselves = set()
    for stem, mention in told.items():
        members = mention.memberships
        marks = read.get(id(members))
        if marks is None:
            marks = read[id(members)] = tuple(_mark(members, name) for name in lists)
        before = said.get(mention.unit)
        said[mention.unit] = marks if before is None else tuple(map(max, before, marks))
        if _history(marks) == asked:
            by_themselves.add(stem)
    units_behind = {unit for unit, marks in said.items() if _history(marks) == asked}
    return {s for s, mention in told.items() if mention.unit in units_behind}, by_themselves


def _judged(actor: Actor, names: Names) -> dict[str, ListedMention]:
    """Return what each mention of the lists says that is judged to be somebody."""
    sources = {source for source, _name in names}
    seen = Source.objects.visible_to(actor).filter(pk__in=sources)
    persons = units(actor, set(seen.values_list("compartment_id", flat=True)))
    # Asked by stem alone: SQLite would rather read every mention of the sources.
    rows = mentions(actor).filter(stem__in=_these(persons))
    return dict(listed_mentions(rows, names, persons))


def _alone(actor: Actor, names: Names, lists: Sequence[str], asked: History) -> Q | None:
    """Return the condition that a mention has the history by itself; None where none can."""
    several = _with_membership_columns(actor, {source for source, _name in names})
    found = None
    if sorted(asked) == [0] * (len(asked) - 1) + [1]:
        only = lists[asked.index(1)]
        for source, name in names:
            if name == only and source not in several:
                here = Q(source_id=source, list_name=name)
                found = here if found is None else found | here
    for source in several:
        here = _said_so(actor, source, names, lists, asked)
        found = here if found is None else found | here
    return found


def _with_membership_columns(actor: Actor, sources: set[int]) -> set[int]:
    """Return the sources of which a file says by columns in which lists a row stands."""
    batches = Batch.objects.visible_to(actor).filter(source_id__in=sources, state="committed")
    mapped = batches.values_list("source_id", "mapping")
    return {source for source, text in mapped if _names_lists(text)}


@lru_cache(maxsize=256)
def _names_lists(mapping: str) -> bool:
    """Tell whether a mapping has membership columns; the same few are asked for again and again."""
    return bool(Columns.from_yaml(mapping).lists)


def _said_so(actor: Actor, source: int, names: Names, lists: Sequence[str], asked: History) -> Q:
    """Return the condition for the mentions of one source whose columns say the history."""
    said = Cast("memberships", TextField())
    rows = mentions(actor).filter(source_id=source).annotate(said=said)
    fitting = []
    for list_name, text in rows.order_by().values_list("list_name", "said").distinct():
        members = json.loads(text) or {list_name: True}
        known = {n: member for n, member in members.items() if (source, n) in names}
        if _history(tuple(_mark(known, name) for name in lists)) == asked:
            fitting.append((list_name, text))
    condition = Q(pk__in=[])
    for list_name, text in fitting:
        matching = rows.filter(list_name=list_name, said=text).values("pk")
        condition |= Q(pk__in=matching)
    return condition


_UNSAID = NOT_COVERED - 1
"""Below every mark, so that the largest of several is what somebody said."""


def _mark(members: Mapping[str, bool | None], name: str) -> int:
    if name not in members:
        return _UNSAID
    member = members[name]
    return NOT_COVERED if member is None else int(member)


@lru_cache(maxsize=4096)
def _history(marks: tuple[int, ...]) -> History:
    return tuple(0 if mark == _UNSAID else mark for mark in marks)


def _these(stems: Collection[str]) -> RawSQL:
    """Return the stems as one parameter: there may be more than a statement can bind."""
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(stems))])
