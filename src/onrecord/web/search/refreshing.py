"""How is the index brought up to date, a bounded piece of work at a time?

Every change of a row is an entry of the log, bulk updates and raw SQL included. The index reads
the log on from where it stopped, notes which records changed, and reads those again. A log that
is not the one it knew (a register set back from a backup) makes it begin anew. The search of a
person first does what they may see, so that nothing they may not see delays it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from onrecord.core.document.search_terms import words_in
from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.models import Entry as LogEntry
from onrecord.web.search.documents import words_of
from onrecord.web.search.index.store import Entry, Pending, Store, store
from onrecord.web.search.kinds import Content, Kind, all_kinds
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import text_of

WORDS_A_REQUEST = 3_000
"""Distinct words of records that one search puts into the index at most, and a piece more."""

ENTRIES_A_REQUEST = 4_000
"""Entries of the log that one search reads at most."""

_WORDS_AT_ONCE = 300_000
"""Words that go in at once while nobody waits: neighbours in the index are written together."""

_ENTRIES_AT_ONCE = 10_000
"""Entries of the log that are read at once."""

_ROWS = 100
"""Records that are read at once."""

_IN_NAMES, _IN_TEXTS = 1, 2
_CHANGES = frozenset({"insert", "update", "delete"})
_READ_TO, _READ_DIGEST = "log entry", "log digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Whether the index holds everything of some compartments, and what it still has to read."""

    is_complete: bool
    waiting: int


def refresh(
    compartments: Collection[int] = (),
    *,
    words: int | None = WORDS_A_REQUEST,
    entries: int | None = ENTRIES_A_REQUEST,
    told: Callable[[int], None] | None = None,
) -> None:
    """Do a bounded piece of work, that of the named compartments first.

    ``words`` and ``entries`` bound it (None: until nothing is left). ``told`` hears how many
    records wait. Where another thread or process is at it, this one leaves it alone.
    """
    index = store()
    try:
        _read_log(index, entries)
        most = _WORDS_AT_ONCE if words is None else words
        while _work(index, compartments, most) and words is None:
            if told is not None:
                told(_count(index, ()))
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise


def _work(index: Store, compartments: Collection[int], most: int) -> bool:
    """Read pending records in one transaction; return whether there may be more."""
    done = 0
    with index.writing(at_once=True):
        while done < most:
            piece = _next_piece(index, compartments)
            if not piece:
                return False
            done += _read_records(index, piece)
    return True


def state(compartments: Collection[int]) -> State:
    """Return what the index still lacks of these compartments; of no other one."""
    index = store()
    waiting = _count(index, compartments)
    unread = not waiting and _is_unread(index, compartments)
    return State(is_complete=not (waiting or unread), waiting=waiting)


def _read_log(index: Store, most: int | None) -> None:
    """Note the records that entries of the log are about, from where the last reading ended."""
    known = LogEntry.objects.filter(seq=_read_to(index)).values_list("digest", flat=True).first()
    if (known or "") != index.state(_READ_DIGEST):
        with index.writing(at_once=True):
            index.begin_anew()
    left = most
    while left is None or left > 0:
        size = _ENTRIES_AT_ONCE if left is None else min(left, _ENTRIES_AT_ONCE)
        with index.writing(at_once=True):
            rows = list(
                LogEntry.objects.filter(seq__gt=_read_to(index))
                .order_by("seq")
                .values_list("seq", "digest", "action", "subject", "subject_id")[:size]
            )
            if not rows:
                return
            index.note_pending(_changed(index, rows))
            index.set_state(_READ_TO, str(rows[-1][0]))
            index.set_state(_READ_DIGEST, rows[-1][1])
        left = None if left is None else left - len(rows)


def _changed(index: Store, rows: Iterable[tuple[int, str, str, str, str]]) -> Iterator[Pending]:
    changed: dict[str, set[int]] = defaultdict(set)
    for _seq, _digest, action, subject, subject_id in rows:
        if action in _CHANGES and subject_id.isdecimal():
            changed[subject].add(int(subject_id))
    for kind in all_kinds():
        for table, ids in changed.items():
            touched = kind.touches(table)
            found = dict(touched(ids)) if touched is not None else {}
            if table == kind.table:
                # Rows that are gone: the index knows where they lay.
                found |= index.compartment_of(kind.name, ids - found.keys())
            for record, compartment in found.items():
                yield Pending(kind=kind.name, record=record, compartment=compartment)


def _next_piece(index: Store, compartments: Collection[int]) -> list[Pending]:
    """Return some pending records of one kind, those of the named compartments first."""
    own = f"compartment IN ({_numbers(compartments)})"
    for where in (own, "1") if compartments else ("1",):
        first = index.connection.execute(
            f"SELECT kind FROM pending WHERE {where} LIMIT 1"  # noqa: S608 - numbers of ours
        ).fetchone()
        if first is not None:
            found = index.connection.execute(
                "SELECT kind, record, compartment, position FROM pending "  # noqa: S608
                f"WHERE {where} AND kind = ? LIMIT {_ROWS}",
                first,
            )
            return [Pending(kind=a, record=b, compartment=c, position=d) for a, b, c, d in found]
    return []


def _read_records(index: Store, piece: list[Pending]) -> int:
    """Bring the index in line with some records of one kind; return how many words went in."""
    kind = next((kind for kind in all_kinds() if kind.name == piece[0].kind), None)
    if kind is None:
        index.settle((one.kind, one.record) for one in piece)
        return 0
    if kind.content is None:
        return _read_text(index, kind, piece[0])
    there = {row.pk: row for row in kind.current().filter(pk__in=[one.record for one in piece])}
    index.remove(kind.name, [one.record for one in piece])
    batch = []
    for row in there.values():
        content = kind.content(row)
        batch.append((_entry(kind, row, content), _words_of(content)))
    index.put(batch)
    index.settle((one.kind, one.record) for one in piece)
    return len(piece) + sum(len(words) for _entry, words in batch)


def _read_text(index: Store, kind: Kind, one: Pending) -> int:
    """Put the next piece of a text into the index, or take a text out that is gone."""
    row = kind.current().filter(pk=one.record).first()
    text = _readable(row) if row is not None else None
    if one.position == 0 or text is None:
        index.remove(kind.name, [one.record])
    if row is None or text is None:
        index.settle([(one.kind, one.record)])
        return 1
    words, position = words_of(text, one.position)
    index.put([(_entry(kind, row, Content(source=row.source_id)), words)])
    if position is not None:
        going_on = Pending(
            kind=one.kind, record=one.record, compartment=one.compartment, position=position
        )
        index.note_pending([going_on])
    else:
        index.settle([(one.kind, one.record)])
    return len(words) + 1


def _readable(exhibit: Exhibit) -> str | None:
    try:
        return text_of(exhibit)
    except (InputError, UnicodeDecodeError):
        # Erased or damaged; the fixity check reports it, a search has nothing to show.
        return None


def _entry(kind: Kind, row: Exhibit, content: Content) -> Entry:
    return Entry(
        kind=kind.name,
        record=row.pk,
        compartment=row.compartment_id,
        source=content.source,
        day=content.day,
    )


def _words_of(content: Content) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for text in content.names:
        for word in words_in(text):
            found[word] |= _IN_NAMES
    for _label, text in content.texts:
        for word in words_in(text):
            found[word] |= _IN_TEXTS
    return found


def _is_unread(index: Store, compartments: Collection[int]) -> bool:
    """Tell whether the log goes on with changes of records in these compartments."""
    read_to = _read_to(index)
    if not compartments or not LogEntry.objects.filter(seq__gt=read_to).exists():
        return False
    with connection.cursor() as cursor:
        for kind in all_kinds():
            cursor.execute(
                f"SELECT 1 FROM audit_entry e JOIN {kind.table} r "  # noqa: S608 - our own tables
                "ON r.id = CAST(e.subject_id AS BIGINT) WHERE e.seq > %s AND e.subject = %s "
                f"AND e.action IN ('insert', 'update') "
                f"AND r.compartment_id IN ({_numbers(compartments)}) LIMIT 1",
                [read_to, kind.table],
            )
            if cursor.fetchone() is not None:
                return True
    return False


def _count(index: Store, compartments: Collection[int]) -> int:
    where = f"WHERE compartment IN ({_numbers(compartments)})" if compartments else ""
    row = index.connection.execute(f"SELECT count(*) FROM pending {where}").fetchone()  # noqa: S608
    return int(row[0])


def _read_to(index: Store) -> int:
    return int(index.state(_READ_TO) or 0)


def _numbers(ids: Collection[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)
