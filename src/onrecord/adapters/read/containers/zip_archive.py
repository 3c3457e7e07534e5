"""ZIP archives, and WACZ, which is one: every file within, by the name that it has there."""

from __future__ import annotations

import lzma
import mimetypes
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final

from onrecord.adapters.read.containers.member import Budget, Member
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".zip", ".wacz")

_ENTRY: Final = b"PK\x01\x02"
_BLOCK: Final = 1024 * 1024
_FREE_EXPANSION: Final = 4 * 1024 * 1024
_LOCKED: Final = 0x1


def accepts(start: bytes) -> bool:
    """Say whether the file begins as an archive does."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def found(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Yield the files of an archive; one that is locked or damaged is named with its problem."""
    _refuse_endless(stream, budget)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise InputError("The packed file is damaged and cannot be opened.") from error
    with archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                budget.counted()
                yield _member(archive, entry, budget)


def _refuse_endless(stream: BinaryIO, budget: Budget) -> None:
    """Count the entries before zipfile makes an object of each."""
    count, before = 0, b""
    while block := stream.read(_BLOCK):
        count += (before + block).count(_ENTRY)
        before = block[-3:]
        if count > 2 * budget.limits.members:
            raise InputError("The file holds more than {most} files.", most=budget.limits.members)
    stream.seek(0)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Member:
    kind = mimetypes.guess_type(entry.filename)[0]
    date = _date(entry)
    if entry.flag_bits & _LOCKED:
        why = Remark.of("The file is locked by a password.")
        return Member(
            name=entry.filename, stated_name=entry.filename, data=b"", date=date, problem=why
        )
    if entry.file_size > max(_FREE_EXPANSION, entry.compress_size * budget.limits.expansion):
        raise InputError(
            "The file unpacks to more than {most} MiB: it looks like a bomb.",
            most=max(_FREE_EXPANSION, entry.compress_size * budget.limits.expansion) // _BLOCK,
            value=entry.filename,
        )
    try:
        with archive.open(entry) as stream:
            data = budget.taken(stream)
    except _BROKEN:
        why = Remark.of("The file is damaged within the archive.")
        return Member(
            name=entry.filename, stated_name=entry.filename, data=b"", date=date, problem=why
        )
    return Member(
        name=entry.filename, stated_name=entry.filename, data=data, media_type=kind, date=date
    )


def _date(entry: zipfile.ZipInfo) -> str | None:
    """Return the date as the archive has it: local time of an unknown zone."""
    try:
        return datetime(*entry.date_time).isoformat()  # noqa: DTZ001 - the format knows no zone
    except ValueError:
        return None


_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for a damaged file."""
