"""What one file within a container is: a name that is safe to use, its bytes, where it is from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file within a container.

    ``name`` is a relative path with ``/`` that never leads out of a folder, and no other member
    has it; ``stated_name`` is what the container says. ``origin`` is the web address it was taken
    from, ``date`` the moment that the container states, as it stands there. Where a member
    could not be taken out, ``data`` is empty and ``problem`` says why.
    """

    name: str
    stated_name: str
    data: bytes
    media_type: str | None = None
    origin: str | None = None
    date: str | None = None
    problem: Remark | None = None


class Container(Protocol):
    """A module of this folder that takes one kind of container apart."""

    SUFFIXES: tuple[str, ...]

    def accepts(self, start: bytes) -> bool:
        """Say whether a file that starts so could be of this kind."""
        ...

    def found(self, stream: BinaryIO, budget: Budget) -> Iterator[Member]:
        """Yield what lies in the container; names need not be safe yet."""
        ...


@dataclass(slots=True)
class Budget:
    """What is left of the limits while a container, and those within it, are taken apart."""

    limits: Limits
    left: int
    count: int = 0

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """Return the whole budget of one file."""
        return cls(limits, limits.expanded_bytes)

    def counted(self) -> None:
        """Count one more member."""
        self.count += 1
        if self.count > self.limits.members:
            raise InputError("The file holds more than {most} files.", most=self.limits.members)

    def taken(self, stream: Readable) -> bytes:
        """Return all that a stream gives, which counts against what may be unpacked."""
        parts: list[bytes] = []
        while block := stream.read(_BLOCK):
            self.left -= len(block)
            if self.left < 0:
                raise InputError(
                    "The file unpacks to more than {most} MiB: it looks like a bomb.",
                    most=self.limits.expanded_bytes // 1024 // 1024,
                )
            parts.append(block)
        return b"".join(parts)


class Readable(Protocol):
    """Something that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""
        ...


_BLOCK: Final = 1024 * 1024
_LONGEST_PART: Final = 100
_LONGEST_NAME: Final = 400
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(stated: str, taken: set[str]) -> str:
    """Return a relative path that no system takes for anything else, and note it in ``taken``.

    Folders are kept; ``..``, drives, control characters and names that a system reserves are
    not. A name that is taken gets a number before its ending.
    """
    text = unicodedata.normalize("NFC", stated).replace("\\", "/")
    parts = [_safe_part(part) for part in text.split("/")]
    name = "/".join(part for part in parts if part)[-_LONGEST_NAME:].lstrip("/") or "unnamed"
    stem, dot, ending = name.rpartition(".")
    if not dot or "/" in ending:
        stem, dot, ending = name, "", ""
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){dot}{ending}"
    taken.add(name.casefold())
    return name


def _safe_part(part: str) -> str:
    printable = "".join(letter if letter.isprintable() else "_" for letter in part)
    part = _UNSAFE.sub("_", printable).strip(" .")
    if _RESERVED.fullmatch(part):
        part = f"_{part}"
    if len(part) <= _LONGEST_PART:
        return part
    stem, dot, ending = part.rpartition(".")
    keep = _LONGEST_PART - len(ending) - 1
    return f"{stem[:keep]}.{ending}" if dot and keep > 0 else part[:_LONGEST_PART]
