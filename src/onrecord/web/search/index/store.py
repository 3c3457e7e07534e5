"""How does the index lie on the disk, and how is a record put into it and taken out?

``search.sqlite3`` in the folder of the register::

    entry     a record that can be found: its kind, id, compartment, source and first day
    posting   the code of a word, the entry that holds it, and the parts in which it stands
    word      each word once, encrypted, under the code of its first three letters
    pending   records that changed and are still to be read
    state     how far the log was read, and under which key the codes were made

What it holds follows from the register; deleting the file loses nothing but the time to make it
again.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from onrecord.web.search.index import blind
from onrecord.web.site import register

FILE = "search.sqlite3"
FORMAT = "1"
"""Raised when words are folded or records read otherwise: an older index is made again."""

_BUSY_SECONDS = 5.0
_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, record INTEGER NOT NULL,
    compartment INTEGER NOT NULL, source INTEGER, day TEXT NOT NULL, codes BLOB NOT NULL,
    UNIQUE (kind, record));
CREATE TABLE posting (
    code INTEGER NOT NULL, entry INTEGER NOT NULL, parts INTEGER NOT NULL,
    PRIMARY KEY (code, entry)) WITHOUT ROWID;
CREATE TABLE word (code INTEGER PRIMARY KEY, beginning INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX word_beginning ON word (beginning);
CREATE TABLE pending (
    kind TEXT NOT NULL, record INTEGER NOT NULL, compartment INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, record)) WITHOUT ROWID;
CREATE INDEX pending_compartment ON pending (compartment);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_TABLES = ("entry", "posting", "word", "pending", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record as the index keeps it; ``day`` is how far its date is known, "" for unknown."""

    kind: str
    record: int
    compartment: int
    source: int | None = None
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A record that changed; ``position`` is how far its text was read already."""

    kind: str
    record: int
    compartment: int
    position: int = 0


class Store:
    """The open index file; one for each thread."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        for pragma in (
            "journal_mode=WAL",
            # What a crash takes is read from the log again.
            "synchronous=NORMAL",
            "secure_delete=ON",
            "temp_store=MEMORY",
            "mmap_size=268435456",
            "cache_size=-65536",
        ):
            self.connection.execute(f"PRAGMA {pragma}")
        path.chmod(0o600)
        self._keep_if_ours()

    def _keep_if_ours(self) -> None:
        """Begin anew where there is no index, an older one, or one under another key."""
        if not self._is_ours():
            with self.writing():
                # Another thread may have made it meanwhile.
                if not self._is_ours():
                    self.begin_anew()

    def _is_ours(self) -> bool:
        return (self.state("format"), self.state("key")) == (FORMAT, blind.mark_of_key())

    def begin_anew(self) -> None:
        """Drop everything that the index holds; inside a transaction."""
        for table in _TABLES:
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, _SCHEMA.split(";")):
            self.connection.execute(statement)
        self.set_state("format", FORMAT)
        self.set_state("key", blind.mark_of_key())

    @contextmanager
    def writing(self, *, at_once: bool = False) -> Iterator[None]:
        """Do what is inside wholly or not at all.

        With ``at_once`` raises sqlite3.OperationalError where somebody else is writing now.
        """
        if at_once:
            self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        finally:
            if at_once:
                self.connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def state(self, name: str) -> str:
        """Return a value of the state; empty where there is none."""
        try:
            row = self.connection.execute(
                "SELECT value FROM state WHERE name = ?", (name,)
            ).fetchone()
        except sqlite3.OperationalError:
            return ""
        return row[0] if row else ""

    def set_state(self, name: str, value: str) -> None:
        """Keep a value of the state."""
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def put(self, batch: Iterable[tuple[Entry, Mapping[str, int]]]) -> None:
        """Add words of records; for each the mapping gives the parts, as bits, of a word."""
        postings: list[tuple[int, int, int]] = []
        words: dict[int, tuple[blind.Scope, str]] = {}
        for entry, parts_of in batch:
            scope = blind.scope(entry.compartment, entry.kind)
            codes = scope.codes(parts_of)
            row = self._put_entry(entry, codes)
            postings += zip(codes, repeat(row), parts_of.values(), strict=False)
            words |= zip(codes, zip(repeat(scope), parts_of, strict=False), strict=True)
        # In the order of the table, neighbours are written together.
        self.connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET parts = parts | excluded.parts",
            sorted(postings),
        )
        self._list_words(words)

    def remove(self, kind: str, records: Iterable[int]) -> None:
        """Take records out, and the words that no other record of their scope holds."""
        gone = self.connection.execute(
            "SELECT id, codes FROM entry WHERE kind = ? "
            "AND record IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(list(records))),
        ).fetchall()
        for entry, packed in gone:
            codes = _unpacked(packed)
            self.connection.executemany(
                "DELETE FROM posting WHERE code = ? AND entry = ?",
                [(code, entry) for code in codes],
            )
            self.connection.executemany(
                "DELETE FROM word WHERE code = ? "
                "AND NOT EXISTS (SELECT 1 FROM posting WHERE code = ?)",
                [(code, code) for code in codes],
            )
            self.connection.execute("DELETE FROM entry WHERE id = ?", (entry,))

    def note_pending(self, changed: Iterable[Pending]) -> None:
        """Note that records changed; one that was half read is read from its beginning."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?)",
            [(one.kind, one.record, one.compartment, one.position) for one in changed],
        )

    def settle(self, done: Iterable[tuple[str, int]]) -> None:
        """Note that records are as the register has them."""
        self.connection.executemany("DELETE FROM pending WHERE kind = ? AND record = ?", done)

    def compartment_of(self, kind: str, records: Iterable[int]) -> dict[int, int]:
        """Return the compartment of those records that the index holds."""
        found = {}
        for record in records:
            row = self.connection.execute(
                "SELECT compartment FROM entry WHERE kind = ? AND record = ?", (kind, record)
            ).fetchone()
            if row is not None:
                found[record] = row[0]
        return found

    def _put_entry(self, entry: Entry, codes: Iterable[int]) -> int:
        """Make the entry of a record, or add codes to it where a piece of it is there."""
        there = self.connection.execute(
            "SELECT codes FROM entry WHERE kind = ? AND record = ?", (entry.kind, entry.record)
        ).fetchone()
        known = set(codes) if there is None else {*codes, *_unpacked(there[0])}
        row = self.connection.execute(
            "INSERT INTO entry (kind, record, compartment, source, day, codes) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "source = excluded.source, day = excluded.day, codes = excluded.codes RETURNING id",
            (
                entry.kind,
                entry.record,
                entry.compartment,
                entry.source,
                entry.day,
                _packed(known),
            ),
        ).fetchone()
        return int(row[0])

    def _list_words(self, words: Mapping[int, tuple[blind.Scope, str]]) -> None:
        """Keep the words that are not listed yet, so that they are found by their beginning."""
        known = self.connection.execute(
            "SELECT code FROM word WHERE code IN (SELECT value FROM json_each(?))",
            (json.dumps(list(words)),),
        )
        new = words.keys() - {code for (code,) in known}
        self.connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?)",
            [
                (code, scope.beginning(word), scope.sealed(word))
                for code, (scope, word) in ((code, words[code]) for code in sorted(new))
            ],
        )


_open = threading.local()


def store() -> Store:
    """Return the index of the open register, for this thread."""
    path = register.folder() / FILE
    key = (path, blind.mark_of_key())
    if getattr(_open, "key", None) != key or not path.exists():
        _open.store, _open.key = Store(path), key
    found: Store = _open.store
    return found


def _packed(codes: Iterable[int]) -> bytes:
    ordered = sorted(codes)
    return struct.pack(f">{len(ordered)}q", *ordered)


def _unpacked(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(blob) // 8}q", blob)
