"""What goes into a submission bag: sources, their files, consent, custody, time tokens, claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from onrecord.core.document.custody import Link
from onrecord.core.kernel.errors import InputError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One recorded answer about one use of a source; ``on`` is an ISO date or empty."""

    purpose: str
    given: bool
    on: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of the bag. ``made`` is EDTF, ``received`` an ISO date; empty: not known.

    ``ruling`` is the sentence that says why it may go to this recipient.
    """

    id: str
    title: str
    ruling: str
    kind: str = ""
    originator: str = ""
    language: str = ""
    made: str = ""
    received: str = ""
    reliability: str = ""
    licence: str = ""
    required_notice: str = ""
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a source: an original, or a working copy ``derived_from`` another exhibit.

    ``open`` gives a stream of exactly the bytes that ``sha256`` and ``size`` say; packing checks
    that. ``name_bytes`` is the name as the disk had it, where that is no plain text.
    """

    exhibit: str
    source: str
    sha256: str
    size: int
    name: str
    media_type: str
    open: Callable[[], BinaryIO] = field(repr=False)
    name_bytes: bytes | None = None
    derived_from: str | None = None
    tool: str = ""
    version: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could not stand as the name of a file in the bag."""
        if not _DIGEST.fullmatch(self.sha256):
            raise InputError("This is no SHA-256 digest", value=self.sha256)

    @property
    def path(self) -> str:
        """Where the file lies in the bag: under its digest, so that no name can do harm."""
        folder = "originals" if self.derived_from is None else "working"
        return f"data/{folder}/{self.sha256}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that a bag holds. ``heads`` are signed checkpoints, ``times`` name and bytes."""

    id: str
    created: datetime
    purpose: str
    tool: str
    sources: tuple[Source, ...]
    files: tuple[File, ...]
    custody: tuple[Link, ...]
    recipient: str = ""
    organisation: str = ""
    claims: tuple[Mapping[str, object], ...] = ()
    heads: tuple[Mapping[str, object], ...] = ()
    times: tuple[tuple[str, bytes], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty bag and names that could not stand in it."""
        if not self.files:
            raise InputError("There is no file that may go into this bag")
        for name, _content in self.times:
            if not _TIME_NAME.fullmatch(name):
                raise InputError("This cannot be the name of a time token", value=name)


@dataclass(frozen=True, slots=True)
class Digests:
    """What was written: digests by the two algorithms, and the number of bytes."""

    sha256: str
    sha512: str
    size: int


def plain_name(name: str) -> str:
    r"""Return a file name as one line of plain text: what XML or CSV cannot hold as ``\xNN``."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else _escaped(char) for char in name)


def _escaped(char: str) -> str:
    code = ord(char)
    # A byte that was no UTF-8 comes as a lone surrogate (PEP 383).
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
