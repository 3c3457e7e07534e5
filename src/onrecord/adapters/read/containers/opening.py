"""How a container is taken apart: in a process of its own, one member at a time."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath
from typing import IO, Any, BinaryIO, Final, cast

from onrecord.adapters.read.confined import confine, plain_limits
from onrecord.adapters.read.containers.member import Budget, Container, Member, safe_name
from onrecord.adapters.read.limits import LIMITS, MIB, Limits
from onrecord.adapters.read.sandbox import end_group, too_slow
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_PACKAGE: Final = "onrecord.adapters.read.containers"
_MODULE: Final = f"{_PACKAGE}.opening"
_LONGEST_HEAD: Final = 256 * 1024
_START: Final = 512


def is_container(name: str) -> bool:
    """Say whether a file of this name is one that ``members`` takes apart."""
    return _of_name(name) is not None


def members(source: Path | bytes, name: str, *, limits: Limits = LIMITS) -> Iterator[Member]:
    """Yield the files within a ZIP, WACZ, WARC or mailbox, each with a safe name.

    ``source`` is the container, which stays the original: nothing of it is changed. ``name``
    decides the format and stands in errors. Containers within are opened too, to a depth of
    ``limits.nesting``; the names of their files begin with theirs. All of it happens in a process
    apart that may use ``limits``; one member at a time is in memory. Raises ``InputError`` that
    names the file where it is damaged, or holds more than the limits allow; what came before
    that is good.
    """
    if _of_name(name) is None:
        raise InputError(
            "No reader knows this kind of container.",
            file=name,
            value="".join(PurePath(name).suffixes[-2:]) or "no file ending",
            remedy="Give one of .zip .wacz .warc .warc.gz .mbox.",
        )
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(source.open("rb")) if isinstance(source, Path) else None
        process = stack.enter_context(
            subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
                [sys.executable, "-I", "-B", "-m", _MODULE, _alias(name), plain_limits(limits)],
                stdin=file or subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                start_new_session=True,
            )
        )
        # Callbacks run from the last to the first: the process ends before it is waited for.
        stack.callback(end_group, process.pid)
        if process.stdin is not None and isinstance(source, bytes):
            feeding = threading.Thread(target=_feed, args=(process.stdin, source), daemon=True)
            feeding.start()
        is_late = threading.Event()
        watch = threading.Timer(limits.wall_seconds, _end, (process.pid, is_late))
        stack.callback(watch.cancel)
        watch.start()
        yield from _received(process, name, limits, is_late)


def _end(leader: int, is_late: threading.Event) -> None:
    is_late.set()
    end_group(leader)


def _feed(stream: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):
        stream.write(data)
    with contextlib.suppress(OSError):
        stream.close()


def _received(
    process: subprocess.Popen[bytes], name: str, limits: Limits, is_late: threading.Event
) -> Iterator[Member]:
    """Yield members until the process says that it is done; what it writes is not believed."""
    stream = process.stdout
    assert stream is not None  # noqa: S101 - it is a pipe
    taken: set[str] = set()
    try:
        while line := stream.readline(_LONGEST_HEAD):
            head: dict[str, Any] = json.loads(line)
            if "refused" in head:
                raise InputError(file=name, **head["refused"])
            if "done" in head:
                return
            size = int(head["size"])
            data = stream.read(size) if 0 <= size <= limits.expanded_bytes else b""
            if len(data) != size:
                break
            yield _member(head, data, taken)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _stopped(name) from error
    if is_late.is_set():
        raise too_slow(name, limits.wall_seconds)
    raise _stopped(name)


def _member(head: dict[str, Any], data: bytes, taken: set[str]) -> Member:
    problem = head["problem"]
    return Member(
        name=safe_name(str(head["name"]), taken),
        stated_name=str(head["stated_name"]),
        data=data,
        media_type=head["media_type"],
        origin=head["origin"],
        date=head["date"],
        problem=None if problem is None else Remark.from_plain(problem),
    )


def _stopped(name: str) -> InputError:
    return InputError("The reader stopped at this file: it is damaged or hostile.", file=name)


def _of_name(name: str) -> Container | None:
    lower = name.lower()
    return next((one for one in _containers() if lower.endswith(one.SUFFIXES)), None)


@cache
def _containers() -> tuple[Container, ...]:
    """Return every module of this folder that takes a kind of container apart."""
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    modules = [
        importlib.import_module(f"{_PACKAGE}.{name}")
        for name in names
        if name not in _NO_CONTAINERS
    ]
    return tuple(cast("Container", module) for module in modules)


_NO_CONTAINERS: Final = frozenset({"member", "opening"})


def _alias(name: str) -> str:
    """Keep of a name only what decides the format."""
    kind = _of_name(name)
    suffixes = kind.SUFFIXES if kind is not None else ()
    return f"file{next((s for s in suffixes if name.lower().endswith(s)), '')}"


def main(alias: str, plain: str) -> int:
    """Run as the process apart: the container in, its members out one after the other."""
    limits = Limits(**json.loads(plain))
    stream: BinaryIO = sys.stdin.buffer
    if not stream.seekable():
        stream = io.BytesIO(stream.read(limits.file_bytes + 1))
    confine(limits)
    out = sys.stdout.buffer
    try:
        for member in opened(stream, alias, Budget.of(limits), limits.nesting):
            out.write(_head(member))
            out.write(member.data)
    except InputError as error:
        _say(out, {"refused": {"template": error.template, "value": _text(error.value)}}, error)
        return 0
    except MemoryError:
        most = limits.memory_bytes // MIB
        refusal = InputError("Reading the file takes more than {most} MiB of memory.", most=most)
        _say(out, {"refused": {"template": refusal.template}}, refusal)
        return 0
    _say(out, {"done": True}, None)
    return 0


def opened(stream: BinaryIO, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    """Yield the members of a container and of those within it, in this process."""
    kind = _of_name(name)
    start = stream.read(_START)
    stream.seek(0)
    if kind is None or not kind.accepts(start):
        raise InputError("The file is no container of the kind that its name says.")
    for member in kind.found(stream, budget):
        if not member.data or _of_name(member.name) is None:
            yield member
        elif depth <= 1:
            why = Remark.of("The file is a container that lies too deep to be opened.")
            yield replace(member, problem=why)
        else:
            yield from _within(member, budget, depth - 1)


def _within(outer: Member, budget: Budget, depth: int) -> Iterator[Member]:
    try:
        for member in opened(io.BytesIO(outer.data), outer.name, budget, depth):
            yield replace(member, name=f"{outer.name}/{member.name}")
    except InputError as error:
        # What is beyond the limits ends the whole file; what is only damaged is one member.
        if "most" in error.params:
            raise
        yield replace(outer, problem=Remark.of(error.template, **error.params))


def _head(member: Member) -> bytes:
    head = {
        "name": member.name[-2_000:],
        "stated_name": member.stated_name[:2_000],
        "media_type": member.media_type,
        "origin": member.origin,
        "date": member.date,
        "problem": None if member.problem is None else member.problem.to_plain(),
        "size": len(member.data),
    }
    return json.dumps(head).encode("ascii") + b"\n"


def _say(out: IO[bytes], words: dict[str, Any], error: InputError | None) -> None:
    if error is not None:
        words["refused"] |= {name: _text(value) for name, value in error.params.items()}
    out.write(json.dumps(words).encode("ascii") + b"\n")
    out.flush()


def _text(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else str(value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
