"""Is the log whole, and is every row still what the log says it is?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models

from onrecord.web.audit import checkpoints, functions, triggers
from onrecord.web.audit.models import Entry, Head
from onrecord.web.audit.problem import Problem
from onrecord.web.site import register


def problems() -> Iterator[Problem]:
    """Yield everything that is wrong with log, triggers, checkpoints and logged rows."""
    yield from _chain_problems()
    yield from _head_problems()
    yield from _checkpoint_problems()
    yield from _trigger_problems()
    for model in triggers.audited():
        yield from _row_problems(model)


def _chain_problems() -> Iterator[Problem]:
    previous, expected_seq = functions.START, 1
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=5000):
        where = f"log entry {entry.seq}"
        if entry.seq != expected_seq:
            yield Problem(
                "log-gap", where, f"Entries {expected_seq} to {entry.seq - 1} are missing."
            )
        if entry.previous != previous:
            yield Problem("log-order", where, "The entry does not follow the one before it.")
        if entry.digest != functions.chain(
            entry.previous,
            entry.at,
            entry.actor,
            entry.action,
            entry.subject,
            entry.subject_id,
            entry.fields,
            entry.seal,
        ):
            yield Problem("log-edited", where, "The entry was changed after it was written.")
        previous, expected_seq = entry.digest, entry.seq + 1


def _head_problems() -> Iterator[Problem]:
    newest = Entry.objects.order_by("-seq").first()
    head = Head.objects.order_by("-id").first()
    if newest is None and head is None:
        return
    if head is None:
        yield Problem("log-head", "log head", "The head of the log was removed.")
        return
    if head.code != functions.head_code(head.seq, head.digest):
        yield Problem("log-head", "log head", "The head of the log was changed.")
    if newest is None or (newest.seq, newest.digest) != (head.seq, head.digest):
        last = newest.seq if newest else 0
        yield Problem(
            "log-cut", f"log entry {last}", f"The log ends at {last}; its head says {head.seq}."
        )
    if head.seq < (used := _highest_used()):
        yield Problem("log-cut", "log head", f"Entries up to {used} were written and are gone.")


def _highest_used() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _checkpoint_problems() -> Iterator[Problem]:
    path = register.folder() / register.CHECKPOINTS
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from checkpoints.problems(lines, register.CHECKPOINTS)


def _trigger_problems() -> Iterator[Problem]:
    present = triggers.installed()
    for name, sql in triggers.expected().items():
        if present.get(name) != sql:
            yield Problem("trigger", name, "A trigger of the log was removed or changed.")


def _row_problems(model: type[models.Model]) -> Iterator[Problem]:
    """Compare the seal of every row with the newest entry about it."""
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_id, action, seal, max(seq) FROM audit_entry "
            "WHERE subject = %s AND seal != '' GROUP BY subject_id",
            [table],
        )
        logged = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
        cursor.execute(
            f'SELECT CAST(t."{pk}" AS TEXT), onrecord_seal({triggers.content_of(model, "t")}) '
            f'FROM "{table}" t'
        )
        for row_id, seal in iter(cursor.fetchone, None):
            action, expected = logged.pop(row_id, ("delete", ""))
            where = f"{table} {row_id}"
            if action == "delete":
                yield Problem("row-unlogged", where, "The row was written without the log.")
            elif seal != expected:
                yield Problem("row-edited", where, "The row was changed without the log.")
    for row_id, (action, _seal) in logged.items():
        if action != "delete":
            yield Problem(
                "row-removed", f"{table} {row_id}", "The row was removed without the log."
            )
