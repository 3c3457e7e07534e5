"""Where a bag is written: into a folder as one step, or as a ZIP stream that touches no disk."""

from __future__ import annotations

import fcntl
import io
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.archive.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    make_folder,
    move,
    sync_folder,
)
from onrecord.adapters.write.bag.contents import Contents
from onrecord.adapters.write.bag.packing import Steps, Target, Written, pack
from onrecord.adapters.write.bag.signature import Signer
from onrecord.core.kernel.errors import UsageError


def write_folder(
    contents: Contents, out: Path, signer: Signer, *, told: Callable[[int], None] | None = None
) -> Written:
    """Write the bag as the folder ``out``, which appears whole or not at all.

    ``told`` hears the bytes of each step. Raises UsageError where ``out`` holds anything already
    or cannot be written. What a killed run left beside it is removed by the next one.
    """
    out = out.absolute()
    check_free(out)
    try:
        with _unfinished(out) as part:
            with closing(_Folder(part)) as target:
                written = _ended(pack(contents, target, signer), told)
                target.sync()
            move(part, out)
    except OSError as error:
        raise UsageError(
            "The bag cannot be written: {reason}",
            file=str(out),
            reason=(error.strerror or "unknown").lower(),
        ) from error
    return written


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ended(steps: Steps, told: Callable[[int], None] | None) -> Written:
    """Walk to the end of the work and return what it made."""
    while True:
        try:
            size = next(steps)
        except StopIteration as done:
            written: Written = done.value
            return written
        if told:
            told(size)


def check_free(out: Path) -> None:
    """Raise UsageError unless nothing, or an empty folder, has the name of the new bag."""
    try:
        free = not os.path.lexists(out) or (out.is_dir() and not any(out.iterdir()))
    except OSError:
        free = False
    if not free:
        raise UsageError(
            "There is something at this place already.",
            file=str(out),
            remedy="Name a folder that does not exist yet: a bag is never changed or added to.",
        )


def stream_zip(contents: Contents, name: str, signer: Signer) -> Iterator[bytes]:
    """Yield a ZIP of the bag as one folder ``name``; no plain byte touches the disk."""
    target = _Zip(name)
    for _size in pack(contents, target, signer):
        if piece := target.taken():
            yield piece
    yield target.ended()


class _Folder(Target):
    """A bag that grows in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: list[Path] = []
        self._open: BinaryIO | None = None

    def begin(self, path: str, size: int) -> BinaryIO:  # noqa: ARG002 - a file grows by itself
        """Open the next file."""
        self.close()
        full = self._folder / path
        make_folder(full.parent)
        descriptor = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        self._open = os.fdopen(descriptor, "wb")
        self._paths.append(full)
        return self._open

    def sync(self) -> None:
        """Wait until every file and folder is on the disk; together is faster than one by one."""
        self.close()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _done in pool.map(_sync_file, self._paths):
                pass
        for folder in {path.parent for path in self._paths}:
            sync_folder(folder)

    def close(self) -> None:
        """Close the file that is open."""
        if self._open is not None:
            self._open.close()
            self._open = None


class _Zip(Target):
    """A bag that flows away as a ZIP archive."""

    def __init__(self, name: str) -> None:
        self._pipe = _Pipe()
        # Deflated without compressing: stored files of unknown checksum puzzle some programs.
        self._zip = zipfile.ZipFile(self._pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=0)
        self._name = name
        self._open: BinaryIO | None = None

    def begin(self, path: str, size: int) -> BinaryIO:
        """Open the next file."""
        self._close()
        name, large = f"{self._name}/{path}", size >= _LARGE
        self._open = self._zip.open(name, "w", force_zip64=large)  # type: ignore[assignment]  # writable, all we need
        assert self._open is not None  # noqa: S101 - tells the type checker
        return self._open

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        return self._pipe.taken()

    def ended(self) -> bytes:
        """Finish the archive and return the rest of it."""
        self._close()
        self._zip.close()
        return self._pipe.taken()

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class _Pipe(io.RawIOBase):
    """A file that can only be written to, and is emptied from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # any buffer
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Return all pieces and forget them."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    """Give a hidden folder beside the bag, locked while it grows, gone if it does not end."""
    make_folder(out.parent)
    _clear_leftovers(out)
    part = out.parent / f".{out.name}.{secrets.token_hex(8)}{_PART}"
    part.mkdir(mode=PRIVATE_FOLDER)
    lock = os.open(part, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield part
    finally:
        os.close(lock)
        if part.exists():
            shutil.rmtree(part)


def _clear_leftovers(out: Path) -> None:
    """Remove what killed runs for the same bag left; whoever still works holds the lock."""
    for path in out.parent.iterdir():
        if not (path.name.startswith(f".{out.name}.") and path.name.endswith(_PART)):
            continue
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(path)
        finally:
            os.close(lock)


_PART = ".part"
_LARGE = 2**31
"""Bytes from which on a ZIP needs its 64-bit form."""
_AT_ONCE = 8
"""Files that wait for the disk at once: it writes them together."""
