"""How do the rows of a list become rows of the table of mentions, a hundred thousand at a time?

The ORM's own bulk insert binds at most 999 values a statement on SQLite and spends more time on
building rows than the database on writing and logging them, hence the statement of our own.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection
from django.utils import timezone

from onrecord.adapters.read.table import RowError
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.flows.lists import MentionValues
from onrecord.web.people.derived import derived, place_of
from onrecord.web.people.models import LISTS_JOINED_BY, Batch, Mention
from onrecord.web.site.ids import new_id

CHUNK = 2_000
"""Rows that are built and written at a time."""


def fitting(rows: Iterable[MentionValues | RowError]) -> Iterator[MentionValues | RowError]:
    """Yield the rows; one with a text longer than its field is refused."""
    for row in rows:
        yield row if isinstance(row, RowError) else _refused_if_too_long(row)


def mention_fields(row: MentionValues) -> dict[str, Any]:
    """Return what a row says as fields of a mention; what it does not say is empty or None."""
    name = row.name
    said: dict[str, Any] = {
        "line": row.line,
        "record_id": row.record_id or "",
        "list_name": LISTS_JOINED_BY.join(row.sources),
        "memberships": dict(row.membership),
        "weight": row.weight,
        "name": str(name) if name else "",
        "given": (name.given if name else None) or "",
        "surname": (name.surname if name else None) or "",
        "father": (name.father if name else None) or "",
        "sex": f"sex/{row.sex}" if row.sex else "",
        "birth": _edtf(row.birth),
        "age": row.age,
        "municipality": row.municipality or "",
        "village": row.village or "",
        "place": place_of(row.municipality, row.village),
        "death": _edtf(row.death),
        "raw": dict(row.raw),
    }
    return said | derived(said)


def write_mentions(
    batch: Batch,
    rows: Iterable[dict[str, Any]],
    *,
    made_by_id: int,
    written: Callable[[int], None],
) -> int:
    """Write rows of fields as mentions of the batch in the caller's transaction; return how many.

    ``written`` is told the number of rows so far after each chunk.
    """
    fields = Mention._meta.concrete_fields
    names = [field.attname for field in fields]
    quote = connection.ops.quote_name
    columns, marks = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {quote(Mention._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own table
    shared = _shared(batch, made_by_id)
    count, rest = 0, enumerate(rows)
    origin = f"{batch.source_id}/{batch.exhibit.sha256}/{batch.mapping_hash}"
    with connection.cursor() as cursor:
        while chunk := [
            _bound(shared | row, names, stem_of(origin, place))
            for place, row in islice(rest, CHUNK)
        ]:
            cursor.executemany(statement, chunk)
            count += len(chunk)
            written(count)
    return count


def _refused_if_too_long(row: MentionValues) -> MentionValues | RowError:
    name = row.name
    texts = {
        "record_id": row.record_id,
        "list_name": LISTS_JOINED_BY.join(row.sources),
        "name": name.full if name else None,
        "given": name.given if name else None,
        "surname": name.surname if name else None,
        "father": name.father if name else None,
        "municipality": row.municipality,
        "village": row.village,
    }
    errors = tuple(
        InputError(
            "The text is longer than {most} characters",
            most=_LONGEST[field],
            line=row.line,
            column=field,
            value=text,
            remedy="Is the separator right, or a quote missing?",
        )
        for field, text in texts.items()
        if text and len(text) > _LONGEST[field]
    )
    return RowError(row.line, tuple(row.raw.values()), errors) if errors else row


_LONGEST = {field.name: field.max_length or 0 for field in Mention._meta.concrete_fields}


@lru_cache(maxsize=1 << 16)
def _edtf(period: Period | None) -> str:
    return period.edtf() if period else ""


def _shared(batch: Batch, made_by_id: int) -> dict[str, Any]:
    """Return the values that all mentions of a batch share, as the database takes them."""
    blank = Mention(
        batch=batch,
        source_id=batch.source_id,
        compartment_id=batch.compartment_id,
        made_by_id=made_by_id,
        made_at=timezone.now(),
    )
    return {
        field.attname: field.get_db_prep_save(getattr(blank, field.attname), connection)
        for field in Mention._meta.concrete_fields
    }


def stem_of(origin: str, place: int) -> uuid.UUID:
    """Return what a row of a list is known by: the same when the same list comes in again.

    Whoever takes an import back and repeats it finds the judgements on its mentions in force.
    """
    return uuid.uuid5(_MENTIONS, f"{origin}/{place}")


_MENTIONS = uuid.UUID("5b0f4a1e-6f0e-4c55-9d3c-0d7f1f9b7a11")


def _bound(fields: dict[str, Any], names: list[str], stem: uuid.UUID) -> list[Any]:
    fields["id"], fields["stem"] = new_id(), stem.hex
    fields["memberships"] = json.dumps(fields["memberships"], ensure_ascii=False)
    fields["raw"] = json.dumps(fields["raw"], ensure_ascii=False)
    return [fields[name] for name in names]
