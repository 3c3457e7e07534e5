"""How does a mention of the register read to whatever scores pairs, with what is held of it?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from itertools import pairwise

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.linkage import PairDecision as PairDecisionValue
from onrecord.core.reconcile.linkage import Verdict, record_key
from onrecord.flows.lists import MentionValues
from onrecord.web.linkage.models import PairDecision
from onrecord.web.linkage.scoring import Named
from onrecord.web.people.models import Membership, Mention


def named(mention: Mention) -> Named:
    """Return a mention as it is scored; its stem stands for its id in the list."""
    stem = str(mention.stem)
    return Named(
        key=record_key(mention.list_name, stem),
        list_name=mention.list_name,
        values=MentionValues(
            line=mention.line or 0,
            record_id=stem,
            membership={},
            list_name=mention.list_name,
            weight=mention.weight,
            name=_name(mention),
            sex=mention.sex.removeprefix("sex/") or None,
            birth=_period(mention.birth),
            age=None if mention.age is None else int(mention.age),
            municipality=mention.municipality or None,
            village=mention.village or None,
            death=_period(mention.death),
            raw=mention.raw,
        ),
    )


def as_decisions(
    rows: Iterable[PairDecision], memberships: Iterable[Membership], keys: Mapping[uuid.UUID, str]
) -> list[PairDecisionValue]:
    """Return what is held of mentions, by decisions about pairs and by persons, under ``keys``.

    Mentions of one person are the same, whichever page that was judged on. ``memberships`` come
    in the order of persons.
    """
    found = [
        PairDecisionValue(
            left=keys[row.left],
            right=keys[row.right],
            verdict=Verdict(row.verdict),
            who=row.made_by.username,
            when=row.made_at,
            reason=row.reason,
        )
        for row in rows
        if row.left in keys and row.right in keys
    ]
    known = [row for row in memberships if row.mention in keys]
    return found + [
        PairDecisionValue(
            left=keys[one.mention],
            right=keys[other.mention],
            verdict=Verdict.SAME,
            who=other.made_by.username,
            when=other.made_at,
        )
        for one, other in pairwise(known)
        if one.person_id == other.person_id
    ]


def _name(mention: Mention) -> PersonName | None:
    given, surname, father = mention.given, mention.surname, mention.father
    try:
        if given or surname or father:
            return PersonName.of(given=given, surname=surname, father=father)
        return PersonName.from_full(mention.name) if mention.name else None
    except InputError:
        return None


def _period(edtf: str) -> Period | None:
    return Period.from_edtf(edtf) if edtf else None
