"""Reading a file that may be hostile: in a process of its own, with bounded time and memory."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from onrecord.adapters.read.confined import (
    ANSWERED,
    NO_MEMORY,
    REFUSED,
    answered,
    confine,
    plain_limits,
    write_all,
)
from onrecord.adapters.read.document_json import from_plain
from onrecord.adapters.read.limits import LIMITS, MIB, Limits
from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.errors import InputError

_MODULE: Final = "onrecord.adapters.read.sandbox"
PICTURES: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".eml"})
"""Endings of files that may hold pictures of pages, which take long to recognise."""


def read_apart(data: bytes, name: str, *, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a file, read in a separate process.

    The process gets the bytes on its standard input and answers with JSON, may write no file,
    and ends when it uses more time or memory than ``limits``. Whatever happens in it, the
    caller gets a text or an ``InputError`` that names the file. POSIX only.
    """
    return document_of(ask_apart("text", data, name, {}, limits=limits), name)


def ask_apart(
    question: str, data: bytes, name: str, wanted: dict[str, Any], *, limits: Limits = LIMITS
) -> dict[str, Any]:
    """Return the answer to a question of the folder ``answers`` about a file, asked apart.

    Raises ``InputError`` that names the file, as ``read_apart`` does.
    """
    check_size(data, name, limits)
    size = str(len(data))
    options = [question, alias_of(name), plain_limits(limits), json.dumps(wanted), size]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-I", "-B", "-m", _MODULE, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    ) as process:
        code, out = _outcome(process, data, name, limits)
    return judged(code, out, name, limits)


def _outcome(
    process: subprocess.Popen[bytes], data: bytes, name: str, limits: Limits
) -> tuple[int, bytes]:
    """Return exit code and answer; ends the process and all that it started, come what may."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        end_group(process.pid)

    seconds = deadline(name, limits)
    watch = threading.Timer(seconds, end)
    feeding = threading.Thread(target=_feed, args=(process, data), daemon=True)
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    watch.start()
    feeding.start()
    try:
        out = process.stdout.read(most_answer(limits) + 1)
        if len(out) > most_answer(limits):
            end_group(process.pid)
        process.wait()
    finally:
        watch.cancel()
        end_group(process.pid)
        feeding.join()
    if is_late.is_set():
        raise too_slow(name, seconds)
    return process.returncode, out


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(data)
    with contextlib.suppress(OSError):
        process.stdin.close()


def end_group(leader: int) -> None:
    """End a process and all that it started; nothing happens where they are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def deadline(name: str, limits: Limits) -> int:
    """Return the seconds that one file may take; pictures of pages have a time of their own."""
    is_slow = PurePath(name).suffix.lower() in PICTURES and limits.wall_seconds
    return limits.wall_seconds + (limits.ocr_seconds if is_slow else 0)


def most_answer(limits: Limits) -> int:
    """Return the most bytes that an honest answer can have: escaped letters, words with boxes."""
    return 16 * MIB + 12 * min(limits.characters, 2 * limits.file_bytes)


def judged(code: int, out: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """Return what the process apart answered; its exit code says whether it is an answer."""
    try:
        if code == ANSWERED:
            answer: dict[str, Any] = json.loads(out)
            return answer
        if code == REFUSED:
            raise InputError(file=name, **json.loads(out))
    except (ValueError, TypeError, RecursionError) as error:
        raise _stopped(name) from error
    if code == NO_MEMORY:
        raise InputError(
            "Reading the file takes more than {most} MiB of memory.",
            file=name,
            most=limits.memory_bytes // MIB,
        )
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise too_slow(name, limits.cpu_seconds)
    raise _stopped(name)


def document_of(answer: dict[str, Any], name: str) -> DocumentText:
    """Return the document that the process apart wrote, which is not believed to be one."""
    try:
        return from_plain(answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _stopped(name) from error


def check_size(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a file that is larger than the limit before it is sent anywhere."""
    if len(data) > limits.file_bytes:
        raise InputError(
            "The file is larger than {most} MiB.", file=name, most=limits.file_bytes // MIB
        )


def alias_of(name: str) -> str:
    """Keep of a name only what decides the format, so that no name can harm a command line."""
    suffix = PurePath(name).suffix
    return f"file{suffix if suffix.isascii() and suffix.isprintable() else ''}"


def too_slow(name: str, seconds: int) -> InputError:
    """Return the error of a file that takes more time than it may."""
    return InputError("Reading the file takes more than {most} s.", file=name, most=seconds)


def _stopped(name: str) -> InputError:
    return InputError("The reader stopped at this file: it is damaged or hostile.", file=name)


def main(arguments: Sequence[str]) -> int:
    """Run as the separate process: bytes in, JSON out, and the exit code says what it holds."""
    question, alias, plain, wanted, size = arguments
    limits = Limits(**json.loads(plain))
    data = _taken(int(size))
    confine(limits)
    code, answer = answered(question, data, alias, json.loads(wanted), limits)
    write_all(sys.stdout.fileno(), answer)
    return code


def _taken(size: int) -> bytes:
    """Return the file from standard input, without a second copy of it in memory."""
    return sys.stdin.buffer.read(size)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
