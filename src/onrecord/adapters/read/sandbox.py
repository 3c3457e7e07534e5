"""Reading a file that may be hostile: in a process of its own, with bounded time and memory."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from onrecord.adapters.read.limits import LIMITS, MIB, Limits
from onrecord.adapters.read.text_of import text_of
from onrecord.core.document.document_text import DocumentText, Flag, FlaggedSpan
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_MODULE = "onrecord.adapters.read.sandbox"
_REFUSED = 2
_NO_MEMORY = 3


def read_apart(data: bytes, name: str, *, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a file, read in a separate process.

    The process gets the bytes on its standard input and answers with JSON, may write no file,
    and ends when it uses more time or memory than ``limits``. Whatever happens in it, the
    caller gets a text or an ``InputError`` that names the file. POSIX only.
    """
    if len(data) > limits.file_bytes:
        raise InputError(
            "The file is larger than {most} MiB.", file=name, most=limits.file_bytes // MIB
        )
    alias = f"file{_plain_suffix(name)}"
    command = [sys.executable, "-I", "-B", "-m", _MODULE, alias, json.dumps(asdict(limits))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            input=data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name, limits.wall_seconds) from error
    return _answer(done, name, limits)


def _answer(done: subprocess.CompletedProcess[bytes], name: str, limits: Limits) -> DocumentText:
    match done.returncode:
        case 0:
            return _document(json.loads(done.stdout))
        case code if code == _REFUSED:
            raise InputError(file=name, **json.loads(done.stdout))
        case code if code == _NO_MEMORY:
            raise InputError(
                "Reading the file takes more than {most} MiB of memory.",
                file=name,
                most=limits.memory_bytes // MIB,
            )
        case code if code in (-signal.SIGXCPU, -signal.SIGKILL):
            raise _too_slow(name, limits.cpu_seconds)
        case _:
            raise InputError(
                "The reader stopped at this file: it is damaged or hostile.", file=name
            )


def _plain_suffix(name: str) -> str:
    """Keep of a name only what decides the format, so that no name can harm a command line."""
    suffix = PurePath(name).suffix
    return suffix if suffix.isascii() and suffix.isprintable() else ""


def _too_slow(name: str, seconds: int) -> InputError:
    return InputError("Reading the file takes more than {most} s.", file=name, most=seconds)


def _document(answer: dict[str, Any]) -> DocumentText:
    parts = {
        "pages": tuple((start, end) for start, end in answer["pages"]),
        "warnings": tuple(map(Remark.from_plain, answer["warnings"])),
        "flagged": tuple(
            FlaggedSpan(**(span | {"flag": Flag(span["flag"])})) for span in answer["flagged"]
        ),
    }
    return DocumentText(**(answer | parts))


def main(arguments: Sequence[str]) -> int:
    """Run as the separate process: bytes in, JSON out, and the exit code says what it holds."""
    name, limits = arguments[0], Limits(**json.loads(arguments[1]))
    data = sys.stdin.buffer.read()
    _confine(limits)
    try:
        document = text_of(data, name, limits=limits)
        warnings = [warning.to_plain() for warning in document.warnings]
        answer, code = asdict(document) | {"warnings": warnings}, 0
        json.dump(answer, sys.stdout)
    except InputError as error:
        answer, code = _refusal(error), _REFUSED
        json.dump(answer, sys.stdout)
    except MemoryError:
        return _NO_MEMORY
    return code


def _confine(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refusal(error: InputError) -> dict[str, object]:
    return {
        "template": error.template,
        "line": error.line,
        "column": error.column,
        "value": None if error.value is None else str(error.value),
        "remedy": error.remedy,
        **error.params,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
