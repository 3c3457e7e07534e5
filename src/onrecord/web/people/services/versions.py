"""How is a list said to be a later version of another, and what changed between them kept?"""

from __future__ import annotations

import uuid
from collections import defaultdict

from django.db import transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.core.reconcile.list_versions import ListedRecord, compare_versions
from onrecord.core.reconcile.list_versions import ListEvent as Event
from onrecord.core.reconcile.names.fold import fold
from onrecord.web.people import selectors
from onrecord.web.people.models import Batch, ListEvent, Membership, Mention
from onrecord.web.site.rights import Actor, Right, require

_AT_A_TIME = 2_000
_SAID = (
    *("stem", "record_id", "name", "father", "sex", "birth", "age"),
    *("municipality", "village", "death"),
)


@transaction.atomic
def supersede(batch: Batch, earlier: Batch, *, by: Actor) -> Batch:
    """Say that a committed list is the next version of an earlier one, and keep every event.

    The rows are compared as they came in; corrections of single mentions are no change of the
    list. Rows that are judged to be one person in the compartment of the list are one row.
    Saying it again compares anew. Raises UsageError where the earlier list is not one of
    ``selectors.earlier_versions``, and Conflict where the later one is not committed.
    """
    require(by, Right.IMPORT)
    current = Batch.objects.visible_to(by).filter(pk=batch.pk, state="committed").first()
    if current is None:
        raise Conflict(
            "This import is not in the state that the page showed.",
            remedy="Somebody else went on with it: open it again.",
        )
    if earlier.pk not in {one.pk for one in selectors.earlier_versions(by, current)}:
        raise UsageError(
            "This list cannot be the version before.",
            remedy="Choose a recorded list of the same source that has no other next version.",
        )
    drop_events(current)
    current.supersedes = earlier
    current.save()
    found = compare_versions(
        _records(earlier), _records(current), _judged_one(earlier, current)
    ).events
    ListEvent.objects.bulk_create(
        (_kept(event, current, by) for event in found), batch_size=_AT_A_TIME
    )
    return current


@transaction.atomic
def part(batch: Batch, *, by: Actor) -> Batch:
    """Take back that a list is the next version of another; no mention changes."""
    require(by, Right.IMPORT)
    current = Batch.objects.visible_to(by).filter(pk=batch.pk, supersedes__isnull=False).first()
    if current is None:
        raise Conflict(
            "This list is not said to be a later version any more.", remedy="Open it again."
        )
    drop_events(current)
    current.supersedes = None
    current.save()
    return current


def drop_events(batch: Batch) -> None:
    """Delete what was found between a version and the one before; the caller asked for rights."""
    ListEvent.objects.filter(batch=batch).delete()


def detach(batch: Batch) -> None:
    """Take a list out of its chain of versions, on both sides; the caller asked for rights.

    The version after it has none before it then.
    """
    for later in Batch.objects.filter(supersedes=batch):
        drop_events(later)
        later.supersedes = None
        later.save()
    drop_events(batch)
    batch.supersedes = None


def _records(batch: Batch) -> list[ListedRecord]:
    rows = Mention.objects.filter(batch=batch, version=1).order_by("line", "pk")
    return [_record(row) for row in rows.values(*_SAID).iterator(chunk_size=_AT_A_TIME)]


def _record(row: dict[str, object]) -> ListedRecord:
    said = {name: str(value) for name, value in row.items() if isinstance(value, str)}
    age = row["age"]
    if isinstance(age, int | float):
        said["age"] = f"{age:g}"
    return ListedRecord(key=str(row["stem"]), record_id=said.pop("record_id", ""), values=said)


def _judged_one(earlier: Batch, later: Batch) -> list[tuple[str, str]]:
    """Return pairs of stems, earlier and later, that are judged to be one person here."""
    here = Membership.objects.filter(compartment_id=later.compartment_id)
    sides = [
        here.filter(mention__in=Mention.objects.filter(batch=batch).values("stem"))
        for batch in (earlier, later)
    ]
    before: dict[int, list[uuid.UUID]] = defaultdict(list)
    for person, mention in sides[0].values_list("person", "mention"):
        before[person].append(mention)
    return [
        (str(one), str(mention))
        for person, mention in sides[1].values_list("person", "mention")
        for one in before.get(person, ())
    ]


def _kept(event: Event, batch: Batch, by: Actor) -> ListEvent:
    name = event.record.values.get("name", "")
    return ListEvent(
        batch=batch,
        compartment_id=batch.compartment_id,
        made_by_id=by.pk,
        kind=str(event.kind),
        basis=str(event.basis or ""),
        before=uuid.UUID(event.before.key) if event.before else None,
        after=uuid.UUID(event.after.key) if event.after else None,
        name=name,
        folded=fold(name)[:400],
        changed="".join(f"|{change.field}" for change in event.changes) + "|",
        changes=[[c.field, c.before, c.after, str(c.manner)] for c in event.changes],
        remarks=[remark.to_plain() for remark in event.remarks],
    )
