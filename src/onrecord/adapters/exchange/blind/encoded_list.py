"""How is an encoded list written to a file, and which file is refused?

Lines of JSON: what the file is; then ``[pseudonym, entries]`` for every record, in the order of
the pseudonyms; then the number of records and the SHA-256 of their lines.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.blind.encoding import ENTRY_BYTES, Encoded, encoded
from onrecord.core.reconcile.blind.schema import MATCH_KEYS, VERSION, digest

FORMAT = "onrecord encoded list"
MOST_RECORDS = 2_000_000
_MOST_HEADER = 2000
_MOST_LINE = 100 + len(MATCH_KEYS) * ENTRY_BYTES * 4 // 3
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class EncodedList:
    """What a file of an encoded list holds: whose key, pseudonyms (R), and their encodings."""

    file: str
    key_id: str
    pseudonyms: tuple[str, ...]
    encoded: Encoded
    sha256: str


def write_encoded_list(file: IO[bytes], key_id: str, records: Iterable[tuple[str, bytes]]) -> None:
    """Write pseudonyms and their entries, sorted, so that the order of the list is lost."""
    header = {"format": FORMAT, "version": VERSION, "schema": digest(), "key": key_id}
    file.write(_line(header))
    total, count = hashlib.sha256(), 0
    for pseudonym, entries in sorted(records):
        line = _line([pseudonym, base64.b64encode(entries).decode()])
        total.update(line)
        file.write(line)
        count += 1
    file.write(_line({"records": count, "sha256": total.hexdigest()}))


def is_encoded_list(path: Path) -> bool:
    """Say whether a file begins as an encoded list does; its content may still be refused."""
    try:
        with path.open("rb") as file:
            return file.read(len(FORMAT) + 20).startswith(_line({"format": FORMAT})[:-2])
    except OSError:
        return False


def read_encoded_list(path: Path) -> EncodedList:
    """Return the encoded list of a file, every size checked before anything is believed.

    Raises ``InputError``, with the line, for another format, version or schema, for a line that
    is too long, for entries of a wrong size, for a pseudonym that repeats and for an end that
    does not fit (a file that was cut off or changed on its way).
    """
    try:
        with path.open("rb") as file:
            return _Reading(str(path), file).whole()
    except OSError as error:
        raise InputError(
            "The file cannot be read: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error


class _Reading:
    """One file on its way to arrays; knows its line."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file, self._line = name, file, 0
        self._total = hashlib.sha256()
        self._end: dict[str, Any] | None = None

    def whole(self) -> EncodedList:
        """Read and check everything."""
        key_id = self._header()
        pseudonyms, rows = [], []
        for pseudonym, entries in self._records():
            pseudonyms.append(pseudonym)
            rows.append(entries)
        if len(set(pseudonyms)) != len(pseudonyms):
            raise self._refused("A pseudonym stands twice in the file")
        sha256 = self._total.hexdigest()
        if self._end != {"records": len(rows), "sha256": sha256} or self._file.read(1):
            raise self._refused(
                "The end does not fit: the file was cut off or changed on its way",
                remedy="Ask for the file again.",
            )
        return EncodedList(self._name, key_id, tuple(pseudonyms), encoded(rows), sha256)

    def _header(self) -> str:
        header = self._parsed(self._next(_MOST_HEADER))
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            raise self._refused("This is no encoded list")
        if header.get("version") != VERSION or header.get("schema") != digest():
            raise self._refused(
                "The list was encoded by another version: its encodings cannot be compared",
                remedy="Both parties encode with the same version of OnRecord.",
            )
        key_id = header.get("key")
        if not isinstance(key_id, str) or not re.fullmatch(r"[0-9a-f]{16}", key_id):
            raise self._refused("The file does not say under which key it was encoded")
        return key_id

    def _records(self) -> Iterator[tuple[str, bytes]]:
        count = 0
        while line := self._next(_MOST_LINE):
            said = self._parsed(line)
            if isinstance(said, dict):
                self._end = said
                return
            count += 1
            if count > MOST_RECORDS:
                raise self._refused("The file has more than {most} records", most=MOST_RECORDS)
            self._total.update(line)
            yield self._record(said)

    def _record(self, said: object) -> tuple[str, bytes]:
        match said:
            case [str(pseudonym), str(text)] if _PSEUDONYM.fullmatch(pseudonym):
                try:
                    entries = base64.b64decode(text, validate=True)
                except (binascii.Error, ValueError):
                    entries = b"?"
                if len(entries) % ENTRY_BYTES or len(entries) > len(MATCH_KEYS) * ENTRY_BYTES:
                    raise self._refused(
                        "The encoding of a record has a wrong size: entries have {size} bytes",
                        size=ENTRY_BYTES,
                    )
                return pseudonym, entries
        raise self._refused("The line is no record: a pseudonym and its encodings are asked for")

    def _next(self, most: int) -> bytes:
        self._line += 1
        line = self._file.readline(most + 1)
        if len(line) > most:
            raise self._refused("The line is longer than {most} bytes", most=most)
        return line

    def _parsed(self, line: bytes) -> object:
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise self._refused("The line cannot be read as JSON") from None

    def _refused(self, template: str, *, remedy: str | None = None, **params: int) -> InputError:
        return InputError(template, file=self._name, line=self._line, remedy=remedy, **params)  # type: ignore[arg-type]  # names of the template only


def _line(said: object) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"
