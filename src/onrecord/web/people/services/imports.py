"""How does a list come in: staged, looked at, committed as one unit, and undone as one unit?"""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError, Table
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.core.reconcile.clusters import in_force
from onrecord.flows.lists import MentionValues, open_list, validate
from onrecord.web.audit.services import note
from onrecord.web.people import selectors
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.rows import fitting, mention_fields, write_mentions
from onrecord.web.people.services import versions
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit

SHOWN_ERRORS = 100
"""Refused cells that a batch keeps to be shown; the failed-rows file has them all."""

Progress = Callable[[int], None]


def _silent(_count: int) -> None:
    """Tell nobody how far a commit is."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A batch, and whether it is new: the same content twice gives the batch that is there."""

    batch: Batch
    is_new: bool


def stage(exhibit: Exhibit, mapping: Mapping, *, by: Actor) -> Staged:
    """Validate every row of a preserved list and keep what was found; no mention is written.

    Raises InputError where the file is no list or the mapping names a column that it lacks.
    """
    require(by, Right.IMPORT)
    text = mapping.to_yaml()
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = _standing(exhibit, digest)
    if known is not None:
        return Staged(known, is_new=False)
    found = _look_through(exhibit, mapping)
    with transaction.atomic():
        batch, is_new = Batch.objects.exclude(state="undone").get_or_create(
            source_id=exhibit.source_id,
            exhibit=exhibit,
            mapping_hash=digest,
            defaults={
                "name": exhibit.name,
                "mapping": text,
                "compartment_id": exhibit.compartment_id,
                "made_by_id": by.pk,
                **found,
            },
        )
    return Staged(batch, is_new)


@transaction.atomic
def commit(
    batch: Batch, *, by: Actor, written: Progress = _silent, earlier: Batch | None = None
) -> Batch:
    """Write every accepted row of a staged batch as a mention: all of them, or none.

    ``written`` is told how many rows are written so far. ``earlier`` is the import of the version
    before, where the list was published again. Raises Conflict where the batch is not staged any
    more.
    """
    require(by, Right.IMPORT)
    batch = _in_state(batch, "staged", by)
    accepted = (mention_fields(row) for row in _read(batch) if not isinstance(row, RowError))
    count = write_mentions(batch, accepted, made_by_id=by.pk, written=written)
    if count != batch.accepted:
        raise Conflict(
            "The file reads otherwise than when it was staged.",
            remedy="Cancel this import and stage the file again.",
        )
    committed = _decided(batch, "committed", by)
    return committed if earlier is None else versions.supersede(committed, earlier, by=by)


@transaction.atomic
def undo(batch: Batch, *, by: Actor, reason: str) -> Batch:
    """Take a committed import back: every mention of it is deleted, and the log says so.

    The same file under the same mapping gives the same mentions again. What was compared with
    other versions of the list goes with it. Raises UsageError without a reason and while a mention
    is corrected or part of a decision about persons that ``by`` may see, and Conflict where the
    batch is not committed. Decisions in other compartments stand and show there what they lost: a
    refusal here would betray them.
    """
    require(by, Right.IMPORT)
    if not reason.strip():
        raise UsageError("Taking an import back needs a reason.", remedy="Say why in a sentence.")
    batch = _in_state(batch, "committed", by)
    _require_unused(batch, by)
    versions.detach(batch)
    table = connection.ops.quote_name(Mention._meta.db_table)
    with connection.cursor() as cursor:
        # The ORM would load every row first, only to find that nothing refers to it.
        cursor.execute(f"DELETE FROM {table} WHERE batch_id = %s", [batch.pk])  # noqa: S608 - our own table
    batch.errors, batch.reason = [], reason.strip()
    return _decided(batch, "undone", by)


@transaction.atomic
def cancel(batch: Batch, *, by: Actor) -> None:
    """Drop a staged batch; the file stays preserved with its source."""
    require(by, Right.IMPORT)
    _in_state(batch, "staged", by).delete()


def preview(batch: Batch, count: int = 20) -> list[dict[str, Any]]:
    """Return the first accepted rows as they would be recorded: fields of a mention."""
    accepted = (mention_fields(row) for row in _read(batch) if not isinstance(row, RowError))
    return list(islice(accepted, count))


def refused(batch: Batch) -> Iterator[RowError]:
    """Yield every refused row of a batch with all its reasons, read again from the file."""
    return (row for row in _read(batch) if isinstance(row, RowError))


def failed_rows(batch: Batch, *, by: Actor) -> Iterator[str]:
    """Yield the lines of a CSV file with every refused row as it stands and why; an export."""
    require(by, Right.IMPORT)
    note("export", "people_batch", batch.pk, fields=f"refused={batch.rejected}")
    return _failed_lines(batch)


def open_exhibit(exhibit: Exhibit, mapping: Mapping | None = None) -> Table:
    """Open a preserved file as a list; what the mapping leaves open is found out from the file."""
    source = partial(register.archive().open, exhibit.sha256)
    return open_list(source, exhibit.name, mapping or Mapping())


def _look_through(exhibit: Exhibit, mapping: Mapping) -> dict[str, Any]:
    """Return what a batch keeps of a validation: counts, lists, first errors."""
    lists: Counter[str] = Counter()
    errors: list[dict[str, object]] = []
    accepted = rejected = 0
    for row in fitting(validate(open_exhibit(exhibit, mapping), mapping)):
        if isinstance(row, RowError):
            rejected += 1
            if len(errors) < SHOWN_ERRORS:
                errors += [_kept(error) for error in row.errors]
        else:
            accepted += 1
            lists.update(row.sources)
    return {
        "rows": accepted + rejected,
        "accepted": accepted,
        "rejected": rejected,
        "lists": dict(sorted(lists.items())),
        "errors": errors[:SHOWN_ERRORS],
    }


def _read(batch: Batch) -> Iterator[MentionValues | RowError]:
    mapping = Mapping.from_yaml(batch.mapping)
    return fitting(validate(open_exhibit(batch.exhibit, mapping), mapping))


def _kept(error: InputError) -> dict[str, object]:
    """Return an error so that a page can say it in the language of its reader."""
    return {
        "line": error.line,
        "column": error.column,
        "value": None if error.value is None else str(error.value)[:80],
        "template": error.template,
        "params": {name: str(value) for name, value in error.params.items()},
        "remedy": error.remedy,
    }


def _failed_lines(batch: Batch) -> Iterator[str]:
    mapping = Mapping.from_yaml(batch.mapping)
    columns = open_exhibit(batch.exhibit, mapping).columns
    yield "\ufeff" + _csv_line(["line", "reason", *columns])
    for error in refused(batch):
        reasons = "; ".join(
            f"{reason['column']}: {reason['reason']}" if reason["column"] else str(reason["reason"])
            for reason in error.as_rows()
        )
        yield _csv_line([str(error.line), reasons, *error.values])


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([spreadsheet_safe(cell) for cell in cells])
    return line.getvalue()


def _standing(exhibit: Exhibit, digest: str) -> Batch | None:
    found = Batch.objects.filter(exhibit=exhibit, mapping_hash=digest)
    return found.exclude(state="undone").first()


def _in_state(batch: Batch, state: str, by: Actor) -> Batch:
    """Return the batch as it is in this transaction; Conflict where it is in another state."""
    current = Batch.objects.visible_to(by).filter(pk=batch.pk).first()
    if current is None or current.state != state:
        raise Conflict(
            "This import is not in the state that the page showed.",
            remedy="Somebody else went on with it: open it again.",
        )
    return current


def _decided(batch: Batch, state: str, by: Actor) -> Batch:
    batch.state, batch.decided_by_id, batch.decided_at = state, by.pk, timezone.now()
    batch.save()
    return batch


def _require_unused(batch: Batch, by: Actor) -> None:
    if Mention.objects.filter(batch=batch, version__gt=1).exists():
        raise UsageError(
            "Mentions of this import were corrected.",
            remedy="Corrections cannot be taken back: withdraw single mentions instead.",
        )
    decided = {
        uuid.UUID(stem)
        for compartment in by.compartment_ids()
        for decision in in_force(selectors.decisions_in(compartment))
        for stem in decision.mentions
    }
    if decided and not decided.isdisjoint(
        Mention.objects.filter(batch=batch).values_list("stem", flat=True)
    ):
        raise UsageError(
            "Mentions of this import are part of decisions about persons.",
            remedy="Take these decisions back first.",
        )
