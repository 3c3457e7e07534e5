"""Whether an exhibit still is, byte for byte, what was received: keep it encrypted, prove it."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.archive import sealed
from onrecord.adapters.archive.durable import PRIVATE_FILE, make_folder, move, sync_folder
from onrecord.adapters.archive.keys import KeyRing
from onrecord.core.kernel.errors import InputError


class Outcome(StrEnum):
    """What putting did: the bytes were new, known and sound, or known and damaged till now."""

    NEW = "new"
    ALREADY_THERE = "already_there"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class Stored:
    """A preserved file: SHA-256 over its raw bytes (as ``sha256sum`` prints it) and its size."""

    sha256: str
    size: int
    outcome: Outcome


class ProblemKind(StrEnum):
    """What a fixity check can find."""

    DAMAGED = "damaged"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a fixity check: what, where (a digest or a file name) and a sentence."""

    kind: ProblemKind
    where: str
    explanation: str


class Archive:
    """A folder of encrypted exhibits, each found by the SHA-256 of its raw bytes.

    File names are keyed hashes (HMAC-SHA256), so that the folder does not even tell whether it
    holds a file that one knows. ``put`` returns only when the exhibit is on the disk; a process
    killed before leaves nothing under ``exhibits/``. Memory is bounded by a few MiB.
    """

    def __init__(self, folder: Path, ring: KeyRing) -> None:
        self._exhibits = folder / "exhibits"
        self._unfinished = folder / "unfinished"
        self._name_key = ring.derive("exhibits/name")
        self._wrapping_key = ring.derive("exhibits/wrap")
        make_folder(self._exhibits)
        make_folder(self._unfinished)

    def put(self, content: bytes | BinaryIO) -> Stored:
        """Preserve the bytes; the same bytes again change nothing."""
        plain = io.BytesIO(content) if isinstance(content, bytes) else content
        with self._workplace() as temporary:
            with os.fdopen(os.open(temporary, _CREATE, PRIVATE_FILE), "wb") as file:
                header = sealed.write_body(plain, file)
                path = self._path(header.sha256)
                sealed.write_header(file, header, self._wrapping_key, path.name)
                file.flush()
                os.fsync(file.fileno())
            outcome = self._outcome(header.sha256)
            if outcome is not Outcome.ALREADY_THERE:
                make_folder(path.parent)
                move(temporary, path)
        return Stored(header.sha256, header.size, outcome)

    def __contains__(self, sha256: object) -> bool:
        """Tell whether a file lies under this digest; says nothing about its state."""
        return isinstance(sha256, str) and self._path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """Return a seekable stream of the raw bytes, authenticated chunk by chunk.

        Raises InputError where the exhibit is missing or was changed; the part before a changed
        chunk may have been handed out by then: use ``verify`` before relying on the whole.
        """
        path = self._path(sha256)
        try:
            file = path.open("rb")
        except FileNotFoundError:
            raise InputError("The archive holds no exhibit {sha256}", sha256=sha256) from None
        try:
            header = sealed.read_header(file, self._wrapping_key, path.name)
        except InputError:
            file.close()
            raise
        stream = sealed.PlainStream(file, header, path.name)
        return io.BufferedReader(stream, buffer_size=64 * 1024)

    def read(self, sha256: str) -> bytes:
        """Return the raw bytes of an exhibit as one value."""
        with self.open(sha256) as stream:
            return stream.read()

    def verify(self, sha256: str) -> Problem | None:
        """Re-read an exhibit and compare its digest; return the problem, or None if sound."""
        path = self._path(sha256)
        if not path.exists():
            return Problem(ProblemKind.MISSING, sha256, "The archive holds no such exhibit.")
        return self._examine(path, sha256)

    def verify_all(self, expected: Collection[str] | None = None) -> Iterator[Problem]:
        """Re-read every file and yield what is wrong, in the order of the folder.

        ``expected`` are the digests that the register knows: with it, exhibits that are gone and
        exhibits that nobody registered are found too. Files that are no exhibits always are.
        """
        names = None if expected is None else {self._path(known).name: known for known in expected}
        found: set[str] = set()
        for path in _files(self._exhibits):
            found.add(path.name)
            known = names.get(path.name) if names is not None else None
            if names is not None and known is None:
                yield _unexpected(path)
            elif problem := self._examine(path, known):
                yield problem
        for name in sorted((names or {}).keys() - found):
            digest = (names or {})[name]
            yield Problem(ProblemKind.MISSING, digest, "The exhibit's file is gone.")

    def erase(self, sha256: str) -> None:
        """Destroy an exhibit's key and then its file; raises InputError if there is none.

        The key is overwritten before the file is removed. Copies of the disk (backups, snapshots,
        worn-out blocks of a flash drive) are out of reach: they must age out.
        """
        path = self._path(sha256)
        if not path.exists():
            raise InputError("The archive holds no exhibit {sha256}", sha256=sha256)
        with self._workplace() as doomed:
            move(path, doomed)
            with doomed.open("r+b") as file:
                file.write(secrets.token_bytes(sealed.HEADER_BYTES))
                file.flush()
                os.fsync(file.fileno())

    def _path(self, sha256: str) -> Path:
        name = hmac.new(self._name_key, _digest_bytes(sha256), hashlib.sha256).hexdigest()
        return self._exhibits / name[:2] / name

    def _outcome(self, sha256: str) -> Outcome:
        if not self._path(sha256).exists():
            return Outcome.NEW
        # A sound copy must not be thrown away because a damaged one has its name.
        return Outcome.REPAIRED if self.verify(sha256) else Outcome.ALREADY_THERE

    def _examine(self, path: Path, sha256: str | None) -> Problem | None:
        where = sha256 or path.name
        try:
            with path.open("rb") as file:
                header = sealed.read_header(file, self._wrapping_key, path.name)
                plain = io.BufferedReader(sealed.PlainStream(file, header, path.name))
                digest = hashlib.file_digest(plain, "sha256").hexdigest()
                plain.detach()
        except InputError as error:
            return Problem(ProblemKind.DAMAGED, where, error.sentence())
        except OSError as error:
            return Problem(ProblemKind.UNREADABLE, where, f"The file cannot be read: {error}.")
        if digest != header.sha256 or self._path(digest) != path:
            return Problem(ProblemKind.DAMAGED, where, "The bytes do not have this digest.")
        return None

    @contextmanager
    def _workplace(self) -> Iterator[Path]:
        """Give a name for an unfinished file, and clear what killed processes left behind.

        Every writer holds a shared lock; whoever gets the lock alone knows that all is left over.
        """
        folder = os.open(self._unfinished, os.O_RDONLY | os.O_DIRECTORY)
        temporary = self._unfinished / secrets.token_hex(16)
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                for leftover in _files(self._unfinished):
                    leftover.unlink()
            fcntl.flock(folder, fcntl.LOCK_SH)
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)
            sync_folder(self._unfinished)
            os.close(folder)


_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def _digest_bytes(sha256: str) -> bytes:
    try:
        digest = bytes.fromhex(sha256)
    except ValueError:
        digest = b""
    if len(digest) != hashlib.sha256().digest_size:
        raise InputError("This is no SHA-256 digest", value=sha256, remedy="It has 64 hex digits.")
    return digest


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder in a fixed order."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def _unexpected(path: Path) -> Problem:
    return Problem(ProblemKind.UNEXPECTED, path.name, "Nobody registered this file as an exhibit.")
