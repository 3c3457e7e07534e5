"""Reading many files apart without starting Python for each: a process that forks one a file."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import onrecord.adapters.read.answers as questions
from onrecord.adapters.read.confined import answered, confine, plain_limits, write_all
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.sandbox import (
    alias_of,
    check_size,
    deadline,
    document_of,
    end_group,
    judged,
    most_answer,
    too_slow,
)
from onrecord.adapters.read.text_of import readers
from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.errors import OnRecordError

_MODULE: Final = "onrecord.adapters.read.serving"
_LATE: Final = -1_000
"""Stands for the exit code of a process that was ended because its time was over."""
_HEAD: Final = struct.Struct("<iQQ")
"""Exit code, most memory that the file took in KiB, length of the answer."""
_BLOCK: Final = 1024 * 1024


@dataclass(slots=True)
class ReadingServer:
    """Reads files apart, one after the other: each in a fork of its own that the limits bind.

    The process that forks only passes bytes on; it never looks into a file. Not for use by
    several threads at once. ``peak_kib`` is the most memory that any file took so far.
    """

    process: subprocess.Popen[bytes]
    peak_kib: int = 0

    def read(self, data: bytes, name: str, *, limits: Limits = LIMITS) -> DocumentText:
        """Return the text of a file, exactly as ``sandbox.read_apart`` does."""
        return document_of(self.ask("text", data, name, {}, limits=limits), name)

    def ask(
        self, question: str, data: bytes, name: str, wanted: dict[str, Any], *, limits: Limits
    ) -> dict[str, Any]:
        """Return an answer, exactly as ``sandbox.ask_apart`` does."""
        check_size(data, name, limits)
        head = {
            "question": question,
            "name": alias_of(name),
            "limits": plain_limits(limits),
            "wanted": wanted,
            "size": len(data),
        }
        code, out = self._exchange(json.dumps(head).encode("ascii") + b"\n", data)
        if code == _LATE:
            raise too_slow(name, deadline(name, limits))
        return judged(code, out, name, limits)

    def _exchange(self, head: bytes, data: bytes) -> tuple[int, bytes]:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None  # noqa: S101 - both are pipes
        assert stdout is not None  # noqa: S101
        try:
            stdin.write(head + data)
            stdin.flush()
            code, peak, size = _HEAD.unpack(stdout.read(_HEAD.size))
            out = stdout.read(size)
        except (OSError, struct.error) as error:
            raise OnRecordError("The process that reads files apart has ended.") from error
        self.peak_kib = max(self.peak_kib, peak)
        return code, out


@contextmanager
def reading_server(folder: Path | None = None) -> Iterator[ReadingServer]:
    """Start a server of this kind and end it, with all that it started, afterwards.

    ``folder`` is where its processes stand; they leave nothing in it.
    """
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-I", "-B", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=folder,
        start_new_session=True,
    ) as process:
        try:
            yield ReadingServer(process)
        finally:
            end_group(process.pid)
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            with contextlib.suppress(OSError):
                process.stdin.close()


def main() -> int:
    """Serve requests from standard input until it ends."""
    readers()
    for module in pkgutil.iter_modules(questions.__path__):
        importlib.import_module(f"{questions.__name__}.{module.name}")
    stdin = sys.stdin.buffer
    while line := stdin.readline():
        head = json.loads(line)
        data = stdin.read(head["size"])
        code, peak, out = _forked(head, data, Limits(**json.loads(head["limits"])))
        sys.stdout.buffer.write(_HEAD.pack(code, peak, len(out)) + out)
        sys.stdout.buffer.flush()
    return 0


def _forked(head: dict[str, Any], data: bytes, limits: Limits) -> tuple[int, int, bytes]:
    """Return exit code, peak memory and answer; the process and all it started are gone then."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _answer_and_exit(head, data, limits, theirs)
    os.close(theirs)
    try:
        return _gathered(child, ours, time.monotonic() + deadline(head["name"], limits), limits)
    finally:
        os.close(ours)


def _answer_and_exit(head: dict[str, Any], data: bytes, limits: Limits, out: int) -> None:
    """Be the process apart; leaves by ``os._exit``, so that nothing of the server runs twice."""
    code = 1
    try:
        os.setsid()
        with contextlib.suppress(OSError):
            os.close(0)
        confine(limits)
        code, text = answered(head["question"], data, head["name"], head["wanted"], limits)
        write_all(out, text)
    finally:
        os._exit(code)


def _gathered(child: int, pipe: int, until: float, limits: Limits) -> tuple[int, int, bytes]:
    parts: list[bytes] = []
    size = 0
    is_late = False
    while not is_late:
        waiting = max(0.0, until - time.monotonic())
        is_late = not select.select([pipe], [], [], waiting)[0]
        block = b"" if is_late else os.read(pipe, _BLOCK)
        size += len(block)
        if not block or size > most_answer(limits):
            break
        parts.append(block)
    if is_late or size > most_answer(limits):
        _end(child)
    _, status, used = os.wait4(child, 0)
    end_group(child)
    code = _LATE if is_late else os.waitstatus_to_exitcode(status)
    return code, used.ru_maxrss, b"".join(parts)


def _end(child: int) -> None:
    """End a fork also in the moment before it leads a group of its own."""
    end_group(child)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
