"""What may a person see of lists, mentions and persons?"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from onrecord.core.reconcile.clusters import Decision, DecisionKind, in_force
from onrecord.core.reconcile.names.fold import fold
from onrecord.web.people.models import (
    LISTS_JOINED_BY,
    Batch,
    ListEvent,
    Membership,
    Mention,
    Person,
    PersonDecision,
)
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import readable
from onrecord.web.sources.models import Description, Exhibit
from onrecord.web.sources.selectors import descriptions, exhibits

LIST_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
OFFERED_FILES = 200
CANDIDATES = 20
"""Mentions that are offered at most beside one, by surname and year or place."""


def batches(actor: Actor) -> QuerySet[Batch]:
    """Return the imports that this person may see, each with the title of its source."""
    return Batch.objects.visible_to(actor).annotate(source_title=_source_title())


def imports_of_same_file(actor: Actor, batch: Batch) -> QuerySet[Batch]:
    """Return other committed imports of the file of this one: the rows would be there twice."""
    same = batches(actor).filter(exhibit__sha256=batch.exhibit.sha256, state="committed")
    return same.exclude(pk=batch.pk).order_by("pk")


def later_version(actor: Actor, batch: Batch) -> Batch | None:
    """Return the import of the next version of a list, if there is one."""
    return batches(actor).filter(supersedes=batch).first()


def earlier_versions(actor: Actor, batch: Batch) -> list[Batch]:
    """Return the imports of which this one can be the next version, the newest first.

    They are committed, of the same source, have no other next version, and do not come after it.
    """
    others = batches(actor).filter(source=batch.source_id, state="committed")
    free = others.filter(Q(later__isnull=True) | Q(later=batch)).exclude(pk=batch.pk)
    after = _versions_after(batch)
    return [found for found in free.order_by("-made_at", "-pk") if found.pk not in after]


def _versions_after(batch: Batch) -> set[int]:
    """Return the ids of all later versions of a list."""
    pairs = Batch.objects.filter(source=batch.source_id, supersedes__isnull=False)
    following = dict(pairs.values_list("supersedes", "pk"))
    found: set[int] = set()
    current = following.get(batch.pk)
    while current is not None and current not in found:
        found.add(current)
        current = following.get(current)
    return found


def list_events(actor: Actor, batch: Batch) -> QuerySet[ListEvent]:
    """Return what happened to each row between this version of a list and the one before."""
    found = ListEvent.objects.visible_to(actor).filter(batch=batch)
    return readable(found, actor, source="batch__source")


def counts_of(rows: QuerySet[ListEvent]) -> dict[str, int]:
    """Return how many of the events are of each kind."""
    counted = rows.order_by().values("kind").annotate(number=Count("pk"))
    return dict(counted.values_list("kind", "number"))


def named_events(rows: QuerySet[ListEvent], words: str) -> QuerySet[ListEvent]:
    """Keep events about a name that holds every word or part of a word, in any script."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def events_of(actor: Actor, stem: uuid.UUID) -> list[ListEvent]:
    """Return what happened to a row of a list in its next version and came of the one before."""
    found = ListEvent.objects.visible_to(actor).filter(Q(before=stem) | Q(after=stem))
    rows = readable(found, actor, source="batch__source").select_related("batch__supersedes")
    return list(rows.order_by("batch__made_at", "pk"))


def lists_preserved(actor: Actor) -> QuerySet[Exhibit]:
    """Return the preserved files that look like lists by their names, the newest first."""
    named_so = Q()
    for ending in LIST_ENDINGS:
        named_so |= Q(name__iendswith=ending)
    return exhibits(actor).filter(named_so).order_by("-pk")[:OFFERED_FILES]


def list_names(actor: Actor) -> list[str]:
    """Return the names of all committed lists that this person may see, sorted."""
    committed = Batch.objects.visible_to(actor).filter(state="committed")
    return sorted({name for lists in committed.values_list("lists", flat=True) for name in lists})


def mentions(actor: Actor) -> QuerySet[Mention]:
    """Return the current mentions that this person may see."""
    return readable(Mention.objects.visible_to(actor).current(), actor)


def history(actor: Actor, stem: uuid.UUID) -> QuerySet[Mention]:
    """Return every version of one mention, the newest first, if this person may see it."""
    return readable(Mention.objects.visible_to(actor).history(stem), actor)


def with_source(rows: QuerySet[Mention]) -> QuerySet[Mention]:
    """Give each mention the title of its source as ``source_title``."""
    return rows.annotate(source_title=_source_title())


def named(rows: QuerySet[Mention], words: str) -> QuerySet[Mention]:
    """Keep mentions whose name holds every word or part of a word, in any script."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def in_list(rows: QuerySet[Mention], name: str) -> QuerySet[Mention]:
    """Keep mentions that stand in a list, alone or together with other lists."""
    return rows.filter(
        Q(list_name=name)
        | Q(list_name__startswith=f"{name}{LISTS_JOINED_BY}")
        | Q(list_name__endswith=f"{LISTS_JOINED_BY}{name}")
        | Q(list_name__contains=f"{LISTS_JOINED_BY}{name}{LISTS_JOINED_BY}")
    )


def at_place(rows: QuerySet[Mention], words: str) -> QuerySet[Mention]:
    """Keep mentions whose municipality or village holds every word, in any script."""
    for word in fold(words).split():
        rows = rows.filter(folded_place__contains=word)
    return rows


def dated(rows: QuerySet[Mention], beginning: str) -> QuerySet[Mention]:
    """Keep mentions whose date begins so: ``1999``, ``1999-04``, ``1999-04-14``."""
    return rows.filter(sort_date__gte=beginning, sort_date__lt=f"{beginning}~")


def candidates(actor: Actor, mention: Mention) -> QuerySet[Mention]:
    """Return other mentions of the same surname, and of the same year or municipality.

    A search, not a score: it finds no other spelling and no married name.
    """
    near = Q()
    if mention.sort_date:
        year = mention.sort_date[:4]
        near |= Q(sort_date__gte=year, sort_date__lt=f"{year}~")
    if mention.municipality:
        near |= Q(municipality=mention.municipality)
    if mention.place:
        near |= Q(place=mention.place)
    if not mention.folded_surname or not near:
        return Mention.objects.none()
    same = mentions(actor).filter(folded_surname=mention.folded_surname).filter(near)
    return with_source(same.exclude(stem=mention.stem)).order_by("folded", "pk")[:CANDIDATES]


def others_named(actor: Actor, mention: Mention, words: str) -> QuerySet[Mention]:
    """Return other mentions whose name holds the words, as many as fit beside one."""
    found = named(mentions(actor).exclude(stem=mention.stem), words)
    return with_source(found).order_by("folded", "pk")[:CANDIDATES]


def persons(actor: Actor) -> QuerySet[Person]:
    """Return the persons that this person may see, with at least one mention that they may see.

    Each has ``visible_mentions``, the number of these mentions, and ``called``, one of their
    names. What lies in compartments that the person may not enter is neither shown nor counted.
    """
    of_person = Membership.objects.filter(person=OuterRef(OuterRef("pk"))).values("mention")
    seen = mentions(actor).filter(stem__in=of_person)
    counted = seen.order_by().values("withdrawn").annotate(n=Count("pk")).values("n")
    found = Person.objects.visible_to(actor).filter(Exists(seen))
    return found.annotate(
        visible_mentions=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        called=Coalesce(Subquery(seen.order_by("-folded").values("name")[:1]), Value("")),
    )


def persons_named(actor: Actor, rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Keep persons of this code, or with a visible mention whose name holds the words."""
    # Only judged mentions belong to anybody, and they are few beside all that lists hold.
    judged = mentions(actor).filter(stem__in=Membership.objects.values("mention"))
    called = named(judged, words).values("stem")
    members = Membership.objects.filter(mention__in=called).values("person")
    return rows.filter(Q(code__iexact=words.strip()) | Q(pk__in=members))


def mentions_of(actor: Actor, person: Person) -> QuerySet[Mention]:
    """Return the mentions of a person that the actor may see, each with its source's title."""
    stems = Membership.objects.filter(person=person).values("mention")
    return with_source(mentions(actor).filter(stem__in=stems)).order_by("source", "line", "pk")


def taken_back(person: Person) -> int:
    """Return how many mentions of a person are gone because their import was taken back."""
    there = Mention.objects.filter(stem=OuterRef("mention"))
    return Membership.objects.filter(~Exists(there), person=person).count()


def persons_by_mention(actor: Actor, stems: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Person]]:
    """Return, for mentions, the persons they are judged to be, one at most a compartment."""
    found = Membership.objects.visible_to(actor).filter(mention__in=stems)
    persons_of: dict[uuid.UUID, list[Person]] = {}
    for row in found.select_related("person__compartment").order_by("pk"):
        persons_of.setdefault(row.mention, []).append(row.person)
    return persons_of


def notices(actor: Actor, source_ids: Collection[int]) -> list[str]:
    """Return the notices that sources require wherever something of them is shown."""
    found = descriptions(actor).filter(source__in=source_ids).exclude(required_notice="")
    return list(found.order_by("pk").values_list("required_notice", flat=True))


def decisions(actor: Actor) -> QuerySet[PersonDecision]:
    """Return the decisions about persons that this person may see."""
    return PersonDecision.objects.visible_to(actor).select_related("person", "made_by")


def decisions_about(actor: Actor, person: Person) -> QuerySet[PersonDecision]:
    """Return the decisions about a person, the newest first."""
    return decisions(actor).filter(person=person).order_by("-pk")


def in_force_ids(rows: Collection[PersonDecision]) -> set[int]:
    """Return the ids of those decisions that nothing takes back."""
    ordered = sorted(rows, key=lambda row: row.pk)
    return {decision.id for decision in in_force([as_value(row) for row in ordered])}


def decisions_in(compartment_id: int) -> list[Decision]:
    """Return all decisions of one compartment as values of the core, in their order.

    For services that rebuild memberships; it is not a reading for a person.
    """
    rows = PersonDecision.objects.filter(compartment_id=compartment_id).order_by("pk")
    return [as_value(row) for row in rows]


def as_value(row: PersonDecision) -> Decision:
    """Return a decision as a value of the core."""
    return Decision(
        id=row.pk,
        kind=DecisionKind(row.kind),
        mentions=frozenset(row.mentions),
        person=str(row.person_id) if row.kind != DecisionKind.UNDO else None,
        undoes=row.undoes_id,
    )


def _source_title() -> Subquery:
    current = Description.objects.current().filter(source=OuterRef("source"))
    return Subquery(current.values("title")[:1])
