"""Web archives (WARC): every answer of a server, with the address and moment it was taken."""

from __future__ import annotations

import mimetypes
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from onrecord.adapters.read.containers.member import Budget, Member
from onrecord.core.kernel.errors import InputError

SUFFIXES = (".warc", ".warc.gz")

_KINDS: Final = ("response", "resource", "conversion")


def accepts(start: bytes) -> bool:
    """Say whether the file begins as a web archive does, packed or not."""
    return start.startswith((b"WARC/", b"\x1f\x8b"))


def found(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Yield what servers answered, unpacked as a browser would; requests are left out."""
    found_any = False
    try:
        for record in ArchiveIterator(stream):
            budget.counted()
            if record.rec_type in _KINDS:
                found_any = True
                yield _member(record, budget)
    except _BROKEN as error:
        raise InputError(
            "The web archive is damaged after {count} records.", count=budget.count
        ) from error
    if not found_any:
        raise InputError("The web archive is damaged, or holds no answer of a server.")


def _member(record: ArcWarcRecord, budget: Budget) -> Member:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return Member(
        name=_name(address, kind),
        stated_name=address,
        data=budget.taken(record.content_stream()),
        media_type=kind or None,
        origin=address or None,
        date=record.rec_headers.get_header("WARC-Date"),
    )


def _name(address: str, kind: str) -> str:
    """Return host and path, with the ending of the kind where the address has none."""
    parts = urlsplit(address)
    path = unquote(parts.path, errors="replace")
    name = f"{parts.hostname or ''}{path if path.rstrip('/') else '/index'}".rstrip("/")
    last = name.rpartition("/")[2]
    ending = mimetypes.guess_extension(kind) or ""
    is_named = "/" in name and "." in last and mimetypes.guess_type(last)[0] == kind
    return name if is_named else f"{name}{ending}"


_BROKEN: Final = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    EOFError,
    OSError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
"""What warcio raises for a damaged file."""
