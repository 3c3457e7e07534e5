"""Which runs, pairs and decisions may this person see, and what waits for them?

A pair is seen only by those who see both of its mentions; numbers of a run are counted from
such pairs. What a run itself counted is shown only to those who see all that it read.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from onrecord.web.accounts.models import Compartment
from onrecord.web.linkage.models import CandidatePair, ClusterMember, Effect, PairDecision, Run
from onrecord.web.linkage.standing import Decided, Pair, holding, is_disputed
from onrecord.web.people.models import Membership, Mention
from onrecord.web.people.selectors import mentions, with_source
from onrecord.web.site.compartments import general_id
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import closed_to, leaving

_FIRST = 1e9
"""A place above every worth: of pairs whose score is hidden."""


def runs(actor: Actor) -> QuerySet[Run]:
    """Return the runs of the compartments that this person may enter."""
    return Run.objects.visible_to(actor).select_related("compartment", "made_by")


def newest_runs(actor: Actor) -> list[Run]:
    """Return the newest run of each compartment that this person may enter."""
    newest = runs(actor).filter(compartment=OuterRef("compartment")).order_by("-pk").values("pk")
    return list(runs(actor).filter(pk=Subquery(newest[:1])).order_by("pk"))


def compartments(actor: Actor) -> QuerySet[Compartment]:
    """Return the compartments in which this person may start a run."""
    return Compartment.objects.filter(pk__in=actor.compartment_ids()).order_by("title", "pk")


def sees_whole(actor: Actor, run: Run) -> bool:
    """Tell whether this person may see everything that a run read."""
    if not set(run.spans) <= set(actor.compartment_ids()):
        return False
    return not set(run.sources) & set(closed_to(actor))


def pairs(actor: Actor) -> QuerySet[CandidatePair]:
    """Return the candidate pairs of which this person may see both mentions."""
    return _seen(actor, CandidatePair.objects.visible_to(actor))


def of_run(actor: Actor, run: Run) -> QuerySet[Any]:
    """Return the pairs of a run, each with what was decided, by whom, and whether it is done.

    ``is_mine`` says that this person decided, ``is_decided`` that somebody did, ``is_twice`` that
    two did, ``is_settled`` that a dispute was settled, ``is_joined`` that both mentions are one
    person already. ``is_hidden`` says that this person may not know the score yet; by ``place``
    such pairs stand first, so that their place tells nothing of it.
    """
    here = _of_pair(standing_rows())
    joined = Membership.objects.filter(
        compartment=OuterRef("compartment"),
        mention=OuterRef("left"),
        person__memberships__mention=OuterRef("right"),
    )
    found = pairs(actor).filter(run=run)
    found = found.annotate(
        is_mine=Exists(here.filter(made_by=actor.pk)),
        is_decided=Exists(here),
        is_twice=Exists(here.filter(part="second")),
        is_settled=Exists(here.filter(part="settling")),
        is_joined=Exists(joined),
    )
    hidden = Q(second=True, run__blind=True, is_mine=False, is_twice=False, is_settled=False)
    found = found.annotate(is_hidden=hidden)
    return found.annotate(place=Case(When(is_hidden=True, then=Value(_FIRST)), default=F("worth")))


def queue(actor: Actor, run: Run) -> QuerySet[Any]:
    """Return the pairs of a run that wait for this person.

    A pair whose mentions became one person by other decisions waits no more, save where it
    measures something: quality or agreement.
    """
    measuring = Q(sampled=True) | Q(second=True)
    open_to_first = Q(is_decided=False) & (Q(is_joined=False) | measuring)
    open_to_second = Q(is_decided=True, second=True, is_twice=False, is_settled=False)
    return of_run(actor, run).filter(open_to_first | open_to_second, is_mine=False)


def next_in_queue(actor: Actor, run: Run, *, after: CandidatePair | None = None) -> Any:
    """Return the pair that waits first, or first behind ``after``; None where none waits.

    Asked in two steps, so that the one of the many is found along the index of their worth.
    """
    waiting = queue(actor, run)
    hidden = waiting.filter(second=True, is_hidden=True).order_by("-pk")
    others = waiting.filter(is_hidden=False).order_by("-worth", "-pk")
    if after is not None:
        here = of_run(actor, run).filter(pk=after.pk, is_hidden=True)
        if here.exists():
            hidden = hidden.filter(pk__lt=after.pk)
        else:
            hidden = hidden.none()
            behind = Q(worth=after.worth, pk__lt=after.pk) | Q(worth__lt=after.worth)
            others = others.filter(behind, worth__lte=after.worth)
        later = hidden.first() or others.first()
        return later or next_in_queue(actor, run)
    return hidden.first() or others.first()


def decisions(actor: Actor) -> QuerySet[PairDecision]:
    """Return the decisions about pairs that this person may see, those taken back included.

    Of a pair that two people review, nobody but its maker sees the first decision before the
    second is there.
    """
    complete = _of_pair(standing_rows()).filter(part__in=("second", "settling"))
    found = _seen(actor, PairDecision.objects.visible_to(actor))
    return found.filter(Q(pair__second=False) | Q(made_by=actor.pk) | Exists(complete))


def standing(actor: Actor) -> QuerySet[PairDecision]:
    """Return the decisions that this person may see and that nobody took back."""
    return _standing(decisions(actor))


def standing_rows() -> QuerySet[PairDecision]:
    """Return every decision that nobody took back; for conditions, not for pages."""
    return _standing(PairDecision.objects.all())


def standing_in(compartment_id: int) -> list[Decided]:
    """Return every standing decision of a compartment as values, in their order.

    For services that carry decisions out; it is not a reading for a person.
    """
    return as_values(standing_rows().filter(compartment_id=compartment_id))


def as_values(rows: QuerySet[PairDecision]) -> list[Decided]:
    """Return decisions as values."""
    found = rows.order_by("pk").values_list(
        "pk", "left", "right", "verdict", "part", "pair__second"
    )
    return [
        Decided(id=pk, pair=(left, right), verdict=verdict, part=part, twofold=second)
        for pk, left, right, verdict, part, second in found
    ]


def with_effect(rows: QuerySet[PairDecision]) -> QuerySet[Any]:
    """Give each decision ``is_carried_out``, ``is_joined`` and ``taken_back_by``, an id."""
    joined = Membership.objects.filter(
        compartment=OuterRef("compartment"),
        mention=OuterRef("left"),
        person__memberships__mention=OuterRef("right"),
    )
    return rows.annotate(
        is_carried_out=Exists(Effect.objects.filter(decision=OuterRef("pk"))),
        is_joined=Exists(joined),
        taken_back_by=F("undone_by"),
    )


def last_own(actor: Actor, run: Run) -> PairDecision | None:
    """Return the newest standing decision of this person on a pair of a run."""
    own = standing(actor).filter(made_by=actor.pk, pair__run=run)
    return own.order_by("-pk").first()


def held(actor: Actor) -> QuerySet[PairDecision]:
    """Return the one decision that holds of each pair, as far as this person may see them."""
    ids = [one.id for one in holding(as_values(standing(actor)))]
    return PairDecision.objects.filter(pk__in=ids).select_related("made_by").order_by("pk")


def held_in(compartment_id: int) -> QuerySet[PairDecision]:
    """Return the one decision that holds of each pair of a compartment; not for pages."""
    ids = [one.id for one in holding(standing_in(compartment_id))]
    return PairDecision.objects.filter(pk__in=ids).select_related("made_by").order_by("pk")


def memberships(actor: Actor) -> QuerySet[Membership]:
    """Return which visible mention is which visible person, in the order of persons."""
    rows = Membership.objects.visible_to(actor).filter(mention__in=mentions(actor).values("stem"))
    return rows.select_related("made_by", "person").order_by("person", "mention")


def memberships_in(compartment_id: int) -> QuerySet[Membership]:
    """Return which mention is which person in a compartment; not for pages."""
    rows = Membership.objects.filter(compartment_id=compartment_id)
    return rows.select_related("made_by").order_by("person", "mention")


def persons_of_compartment(compartment_id: int) -> list[set[uuid.UUID]]:
    """Return the mentions of every person of a compartment; for services, not for pages."""
    found: dict[int, set[uuid.UUID]] = {}
    rows = Membership.objects.filter(compartment_id=compartment_id)
    for person, mention in rows.values_list("person", "mention"):
        found.setdefault(person, set()).add(mention)
    return list(found.values())


def read_for_run(actor: Actor, compartment_id: int) -> QuerySet[Mention]:
    """Return the mentions that a run over a compartment reads: its own, and general ones."""
    spans = {compartment_id, general_id() or compartment_id} & set(actor.compartment_ids())
    return mentions(actor).filter(compartment__in=spans).order_by("source", "line", "pk")


def disputed(actor: Actor, run: Run) -> list[CandidatePair]:
    """Return the pairs of a run about which two people decided otherwise, and nobody settled it."""
    by_pair: dict[Pair, list[Decided]] = {}
    for one in as_values(standing(actor).filter(compartment=run.compartment_id)):
        by_pair.setdefault(one.pair, []).append(one)
    apart = {pair for pair, decided in by_pair.items() if is_disputed(decided)}
    found = pairs(actor).filter(run=run, left__in=[left for left, _right in apart])
    return [one for one in found.order_by("-worth", "-pk") if (one.left, one.right) in apart]


def with_list(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    """Keep pairs with a mention of this list."""
    return rows.filter(Q(left_list=name) | Q(right_list=name))


def lists_of_pairs(actor: Actor, run: Run) -> list[str]:
    """Return the names of the lists that the visible pairs of a run stand in."""
    rows = pairs(actor).filter(run=run).order_by().values_list("left_list", "right_list")
    return sorted({name for both in rows.distinct() for name in both if name})


def leaving_both(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Keep of pairs or decisions those of which both mentions may leave the register."""
    free = leaving(Mention.objects.all())
    return rows.filter(
        Exists(free.filter(stem=OuterRef("left"))), Exists(free.filter(stem=OuterRef("right")))
    )


def by_stem(actor: Actor, stems: Iterable[uuid.UUID]) -> dict[uuid.UUID, Mention]:
    """Return the mentions of these stems that this person may see, with their sources' titles."""
    rows = with_source(mentions(actor).filter(stem__in=set(stems)))
    return {row.stem: row for row in rows.select_related("batch", "compartment", "source")}


def neighbours(actor: Actor, pair: CandidatePair) -> list[tuple[Mention, int]]:
    """Return the other visible mentions of both clusters, each with its cluster."""
    members = ClusterMember.objects.visible_to(actor).filter(run=pair.run_id)
    own = members.filter(mention__in=(pair.left, pair.right))
    clusters = set(own.values_list("cluster", flat=True))
    others = members.filter(cluster__in=clusters).exclude(mention__in=(pair.left, pair.right))
    found = dict(others.values_list("mention", "cluster"))
    seen = by_stem(actor, found)
    return sorted(
        ((row, found[stem]) for stem, row in seen.items()), key=lambda one: (one[1], one[0].folded)
    )


def clusters_of(actor: Actor, pair: CandidatePair) -> dict[uuid.UUID, int]:
    """Return the cluster of each of the two mentions."""
    members = ClusterMember.objects.visible_to(actor).filter(run=pair.run_id)
    return dict(
        members.filter(mention__in=(pair.left, pair.right)).values_list("mention", "cluster")
    )


def scores_between(
    actor: Actor, pair: CandidatePair, others: Collection[uuid.UUID]
) -> dict[Pair, CandidatePair]:
    """Return the pairs of the run that join the two mentions with these others."""
    ends = (pair.left, pair.right)
    found = pairs(actor).filter(
        Q(left__in=ends, right__in=others) | Q(right__in=ends, left__in=others), run=pair.run_id
    )
    return {(one.left, one.right): one for one in found.select_related("run")}


def _standing(rows: QuerySet[PairDecision]) -> QuerySet[PairDecision]:
    return rows.filter(undone_by__isnull=True).exclude(verdict="taken_back")


def _of_pair(rows: QuerySet[PairDecision]) -> QuerySet[PairDecision]:
    """Keep the decisions about the two mentions of an outer row, whichever run proposed them."""
    return rows.filter(
        compartment=OuterRef("compartment"), left=OuterRef("left"), right=OuterRef("right")
    )


def _seen(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    seen = mentions(actor)
    return rows.filter(
        Exists(seen.filter(stem=OuterRef("left"))), Exists(seen.filter(stem=OuterRef("right")))
    )


def lists_for_run(actor: Actor, compartment: Compartment) -> list[tuple[str, int]]:
    """Return the lists that a run over a compartment reads, with the number of mentions."""
    rows = read_for_run(actor, compartment.pk).order_by()
    counted = rows.values_list("list_name").annotate(number=Count("pk"))
    return sorted((name, number) for name, number in counted)


def pairs_by_rule(actor: Actor, run: Run) -> list[dict[str, Any]]:
    """Return each blocking rule with the visible pairs that it proposed.

    ``compared`` is what the rule proposed in all, shown to those who see all that was read.
    """
    counts = Counter(
        rule
        for rules in pairs(actor).filter(run=run).values_list("rules", flat=True)
        for rule in rules
    )
    whole = sees_whole(actor, run)
    told = {one["rule"]: one for one in run.blocking} if whole else {}
    return [
        {
            "rule": rule,
            "kept": counts[rule],
            "compared": told[rule]["pairs"] if rule in told else None,
            "share": told[rule]["share"] if rule in told else None,
        }
        for rule in sorted(counts.keys() | told.keys(), key=lambda one: (-counts[one], one))
    ]
