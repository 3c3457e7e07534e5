"""What may a person see of accounts, and of the words that they rest on?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onrecord.core.kernel.period import Period
from onrecord.vocab import load_scheme
from onrecord.web.coding.models import Account, AccountPassage, Act, ActBasis
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import readable
from onrecord.web.sources.models import Exhibit, Passage
from onrecord.web.sources.selectors import Excerpt, excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage of an account in its words, and the values that rest on it."""

    passage: Passage
    excerpt: Excerpt | None
    fields: tuple[str, ...]


def accounts(actor: Actor) -> QuerySet[Account]:
    """Return the current accounts that this person may see."""
    return readable(Account.objects.visible_to(actor).current(), actor)


def account_history(actor: Actor, stem: uuid.UUID) -> QuerySet[Account]:
    """Return every version of one account that this person may see, the newest first."""
    rows = Account.objects.visible_to(actor).history(stem).select_related("made_by")
    return readable(rows, actor)


def unjudged(actor: Actor) -> QuerySet[Account]:
    """Return the accounts on which no current act that this person may see rests."""
    # Not correlated: asked once for all accounts, not once for each.
    used = ActBasis.objects.filter(act__in=Act.objects.visible_to(actor).current())
    return accounts(actor).exclude(stem__in=used.values("account"))


def cited(actor: Actor, account: Account) -> list[Cited]:
    """Return the passages of an account in text order, each with the values it supports."""
    found: dict[int, tuple[Passage, list[str]]] = {}
    rows = (
        AccountPassage.objects.visible_to(actor)
        .filter(account=account)
        .select_related("passage__exhibit")
        .order_by("passage__start", "pk")
    )
    for row in rows:
        found.setdefault(row.passage_id, (row.passage, []))[1].append(row.field)
    return [
        Cited(passage=passage, excerpt=excerpt(passage), fields=tuple(fields))
        for passage, fields in found.values()
    ]


def accounts_of_text(actor: Actor, text: Exhibit) -> QuerySet[Account]:
    """Return the accounts coded from a text, the newest first."""
    here = AccountPassage.objects.filter(account=OuterRef("pk"), passage__exhibit=text)
    return accounts(actor).filter(Exists(here)).order_by("-pk")


def of_type(concept: str) -> Q:
    """Return the condition that an act type is this concept or a narrower one."""
    return Q(act_type__in=_with_narrower("acts", concept))


def of_group(concept: str) -> Q:
    """Return the condition that the victims' group is this concept or a narrower one."""
    return Q(victim_group__in=_with_narrower("groups", concept))


def in_period(period: Period) -> Q:
    """Return the condition that something can have happened within a period."""
    condition = ~Q(period="")
    if period.latest is not None:
        condition &= Q(first_day__lte=period.latest.isoformat())
    if period.earliest is not None:
        condition &= Q(last_day__gte=period.earliest.isoformat())
    return condition


def _with_narrower(scheme: str, concept: str) -> list[str]:
    found = load_scheme(scheme)
    if concept not in found:
        return []
    return [concept, *(narrower.id for narrower in found.descendants(concept))]
