"""What may a person see of acts, events and alleged involvement?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.same_act import NEAR_DAYS, Grade, Likeness, Told, same_act
from onrecord.vocab import load_scheme
from onrecord.web.coding.models import OPEN_END, Account, Act, Event, EventLink, Involvement
from onrecord.web.coding.selectors.accounts import accounts
from onrecord.web.site.compartments import general_id
from onrecord.web.site.models import VersionedQuerySet
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import closed_to
from onrecord.web.sources.selectors import titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One account of an act beside the others: its source, and what differs from the act."""

    account: Account
    source: str
    differs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """One link of a chain as an event's page shows it: the other event and the way there."""

    link: EventLink
    other: Event
    outgoing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An account that may tell the same act: its source, and what speaks for it and against."""

    account: Account
    source: str
    likeness: Likeness


CANDIDATES = 8
"""Accounts that are offered at most beside an act."""
LOOKED_AT = 200
"""Accounts that are compared at most, the earliest first."""

COMPARED = (
    "act_type",
    "victim_name",
    "victim_group",
    "victims",
    "place_id",
    "period",
    "method",
)
"""What the accounts of one act are compared by."""


def acts(actor: Actor) -> QuerySet[Act]:
    """Return the current acts that this person may see."""
    return _without_refused(Act.objects.visible_to(actor).current(), actor)


def act_history(actor: Actor, stem: uuid.UUID) -> QuerySet[Act]:
    """Return every version of one act that this person may see, the newest first."""
    rows = _without_refused(Act.objects.visible_to(actor), actor)
    return rows.history(stem).select_related("made_by")


def _without_refused(rows: VersionedQuerySet[Act], actor: Actor) -> VersionedQuerySet[Act]:
    """Leave out acts that rest on a source which this person may not read any more."""
    sources = closed_to(actor)
    if not sources:
        return rows
    told = Account.objects.filter(source__in=sources).values("stem")
    return rows.exclude(basis__account__in=told)


def events(actor: Actor) -> QuerySet[Event]:
    """Return the current events that this person may see."""
    return Event.objects.visible_to(actor).current()


def event_history(actor: Actor, stem: uuid.UUID) -> QuerySet[Event]:
    """Return every version of one event that this person may see, the newest first."""
    return Event.objects.visible_to(actor).history(stem).select_related("made_by")


def event_links(actor: Actor) -> QuerySet[EventLink]:
    """Return the current links between events that this person may see."""
    return EventLink.objects.visible_to(actor).current()


def involvements(actor: Actor) -> QuerySet[Involvement]:
    """Return the current allegations of involvement that this person may see."""
    return Involvement.objects.visible_to(actor).current()


def tellings(actor: Actor, act: Act) -> list[Telling]:
    """Return the accounts on which an act rests, as far as this person may see them."""
    found = list(
        accounts(actor).filter(stem__in=act.basis.values("account")).order_by("source_id", "pk")
    )
    named = titles(actor)
    return [
        Telling(
            account=account,
            source=named.get(account.source_id, ""),
            differs=frozenset(
                name for name in COMPARED if _value(account, name) != _value(act, name)
            ),
        )
        for account in found
    ]


def rests_on_withdrawn(actor: Actor, act: Act) -> bool:
    """Say whether an account of the act is withdrawn; one that the person may not see is silent."""
    stems = act.basis.values("account")
    return Account.objects.visible_to(actor).filter(stem__in=stems, withdrawn=True).exists()


def related_accounts(actor: Actor, act: Act, *, limit: int = 30) -> list[Account]:
    """Return accounts of the same place or victim and a time that fits, not yet of the act."""
    same = Q()
    if act.municipality:
        same |= Q(municipality=act.municipality)
    if act.victim_name:
        same |= Q(victim_name=act.victim_name)
    if not same:
        return []
    found = accounts(actor).filter(same).exclude(stem__in=act.basis.values("account"))
    if act.period:
        found = found.filter(first_day__lte=act.last_day, last_day__gte=act.first_day)
    return list(found.order_by("sort_date", "pk")[:limit])


def may_tell_it(actor: Actor, act: Act) -> list[Candidate]:
    """Return accounts that may tell the same act and are not of it yet, the most alike first.

    Looked at are accounts near in time, of the same place or victim, that lie where the act may
    rest on them: in its own compartment or the general one.
    """
    near = _near(act)
    if not near:
        return []
    found = accounts(actor).filter(near, compartment_id__in={act.compartment_id, general_id()})
    rows = found.exclude(stem__in=act.basis.values("account")).order_by("sort_date", "pk")
    judged = told(act)
    graded = [(same_act(judged, told(row)), row) for row in rows[:LOOKED_AT]]
    likely = [pair for pair in graded if pair[0].grade is not Grade.UNLIKELY]
    likely.sort(key=lambda pair: (-pair[0].points, pair[1].sort_date, pair[1].pk))
    named = titles(actor) if likely else {}
    return [
        Candidate(account=row, source=named.get(row.source_id, ""), likeness=likeness)
        for likeness, row in likely[:CANDIDATES]
    ]


def _near(act: Act) -> Q:
    """Return the condition that an account has a chance to tell the act; empty for none."""
    same = Q()
    if act.municipality:
        same |= Q(municipality=act.municipality)
    if act.victim_name:
        same |= Q(victim_name=act.victim_name)
    if not act.period or not act.first_day or act.last_day == OPEN_END:
        return same
    first, last = (date.fromisoformat(day) for day in (act.first_day, act.last_day))
    around = timedelta(days=NEAR_DAYS)
    in_time = Q(first_day__lte=str(last + around), last_day__gte=str(first - around))
    if last - first <= around:
        same |= Q(act_type=act.act_type)
    return same & in_time if same else same


def told(row: Account | Act) -> Told:
    """Return what an account or an act says, as the core compares it."""
    return Told(
        kinds=_kinds(row.act_type),
        victim_name=row.victim_name,
        victim_group=row.victim_group,
        victims=row.victims(),
        place=row.place_id,
        municipality=row.municipality,
        period=_period(row.period) if row.period else None,
    )


@lru_cache(maxsize=512)
def _kinds(concept: str) -> tuple[str, ...]:
    """Return a kind of act and its broader ones, the narrowest first."""
    scheme = load_scheme("acts")
    broader = scheme.ancestors(concept) if concept in scheme else ()
    return (concept, *(one.id for one in broader))


_period = lru_cache(maxsize=4096)(Period.from_edtf)


def acts_of_account(actor: Actor, account: Account) -> QuerySet[Act]:
    """Return the acts that rest on an account."""
    return acts(actor).filter(basis__account=account.stem).distinct().order_by("sort_date", "pk")


def chain(actor: Actor, event: Event) -> list[Chained]:
    """Return the links of an event in both directions, with the event at the other end."""
    links = list(
        event_links(actor).filter(Q(event=event.stem) | Q(other=event.stem)).order_by("pk")
    )
    ends = {link.other if link.event == event.stem else link.event for link in links}
    found = {other.stem: other for other in events(actor).filter(stem__in=ends)}
    return [
        Chained(link=link, other=found[end], outgoing=link.event == event.stem)
        for link in links
        if (end := link.other if link.event == event.stem else link.event) in found
    ]


def event_titles(actor: Actor, stems: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the titles of events that this person may see, by stem."""
    return dict(events(actor).filter(stem__in=stems).values_list("stem", "title"))


def by_period(rows: QuerySet[Act]) -> list[tuple[str, int]]:
    """Return how many of the acts have each period: (EDTF, number), in order of time."""
    counted = rows.order_by().values("period").annotate(number=Count("pk"))
    return list(counted.order_by("period").values_list("period", "number"))


def by_municipality(rows: QuerySet[Act]) -> dict[str, int]:
    """Return how many of the acts lie in each municipality; "" stands for an unknown one."""
    counted = rows.order_by().values("municipality").annotate(number=Count("pk"))
    return dict(counted.values_list("municipality", "number"))


def _value(row: Account | Act, name: str) -> object:
    return row.victims() if name == "victims" else getattr(row, name)
