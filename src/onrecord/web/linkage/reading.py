"""How does a mention of the register read to whatever scores pairs, with what is held of it?"""

from __future__ import annotations

from itertools import pairwise

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.person_name import PersonName
from onrecord.flows.lists import MentionValues
from onrecord.web.linkage import selectors
from onrecord.web.linkage.models import PairDecision
from onrecord.web.linkage.scoring import Judged, Named
from onrecord.web.linkage.standing import holding
from onrecord.web.people.models import Membership, Mention


def named(mention: Mention) -> Named:
    """Return a mention as it is scored; its key is its stem."""
    return Named(
        key=str(mention.stem),
        list_name=mention.list_name,
        values=MentionValues(
            line=mention.line or 0,
            record_id=mention.record_id or None,
            membership=mention.memberships,
            list_name=mention.list_name or None,
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


def judged_before(compartment_id: int) -> list[Judged]:
    """Return what is held of the mentions of a compartment, to bind a new run.

    Mentions of one person are the same, whichever page that was judged on. For a run over all of
    a compartment; it is not a reading for a person.
    """
    held = {
        one.id: one
        for one in holding(selectors.standing_in(compartment_id))
        if one.verdict in {"same", "different"}
    }
    rows = PairDecision.objects.filter(pk__in=held).select_related("made_by")
    found = [
        Judged(
            left=str(row.left),
            right=str(row.right),
            verdict=row.verdict,
            who=row.made_by.username,
            when=row.made_at,
            reason=row.reason,
        )
        for row in rows
    ]
    return found + _of_persons(compartment_id)


def _of_persons(compartment_id: int) -> list[Judged]:
    rows = Membership.objects.filter(compartment_id=compartment_id).select_related("made_by")
    ordered = list(rows.order_by("person", "mention"))
    return [
        Judged(
            left=str(one.mention),
            right=str(other.mention),
            verdict="same",
            who=other.made_by.username,
            when=other.made_at,
            reason="",
        )
        for one, other in pairwise(ordered)
        if one.person_id == other.person_id
    ]


def _name(mention: Mention) -> PersonName | None:
    parts = {
        "given": mention.given or None,
        "surname": mention.surname or None,
        "father": mention.father or None,
    }
    try:
        if any(parts.values()):
            return PersonName.of(**parts)
        return PersonName.from_full(mention.name) if mention.name else None
    except InputError:
        return None


def _period(edtf: str) -> Period | None:
    return Period.from_edtf(edtf) if edtf else None
