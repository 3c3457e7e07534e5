"""What one encrypted exhibit file looks like, and why any changed byte is found.

::

    magic             8 bytes   "ONRX" and the version of the format
    nonce            12
    sealed header    88         SHA-256 of the raw bytes, their number, the data key; then the tag
    chunk 0 ...                 at most 1 MiB of the raw bytes each, encrypted, each with its tag

The header is sealed under a key of the archive and bound to the file's own name, so that a file
that was renamed or put in another's place does not open. Each chunk is AES-256-GCM under the
file's own random data key; its nonce is its number, and number and "is the last one" are
authenticated, so that chunks cannot be swapped, dropped or appended (the STREAM construction,
Hoang, Reyhanitabar, Rogaway and Vizar 2015).
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from onrecord.adapters.archive.keys import KEY_BYTES
from onrecord.core.kernel.errors import InputError

CHUNK_BYTES = 1024 * 1024
_MAGIC = b"ONRX\x00\x00\x00\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_FIELDS = struct.Struct(f">32sQ{KEY_BYTES}s")
HEADER_BYTES = len(_MAGIC) + _NONCE_BYTES + _FIELDS.size + _TAG_BYTES


@dataclass(frozen=True, slots=True)
class Header:
    """What the sealed header says: digest and number of the raw bytes, key of the chunks."""

    sha256: str
    size: int
    data_key: bytes = field(repr=False)

    @property
    def chunks(self) -> int:
        """How many chunks follow; an empty file has one empty chunk."""
        return max(1, -(-self.size // CHUNK_BYTES))

    @property
    def file_size(self) -> int:
        """How many bytes the whole encrypted file has."""
        return HEADER_BYTES + self.size + self.chunks * _TAG_BYTES


def write_body(plain: BinaryIO, target: BinaryIO) -> Header:
    """Encrypt a stream behind room left for the header; holds two chunks in memory."""
    target.write(bytes(HEADER_BYTES))
    data_key = secrets.token_bytes(KEY_BYTES)
    cipher, digest, size = AESGCM(data_key), hashlib.sha256(), 0
    for index, (chunk, last) in enumerate(_chunks(plain)):
        digest.update(chunk)
        size += len(chunk)
        target.write(cipher.encrypt(_nonce(index), chunk, _place(index, last=last)))
    return Header(digest.hexdigest(), size, data_key)


def write_header(target: BinaryIO, header: Header, archive_key: bytes, name: str) -> None:
    """Seal the header for the file called ``name`` and write it into its room."""
    fields = _FIELDS.pack(bytes.fromhex(header.sha256), header.size, header.data_key)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(archive_key).encrypt(nonce, fields, _MAGIC + name.encode())
    target.seek(0)
    target.write(_MAGIC + nonce + sealed)


def read_header(file: BinaryIO, archive_key: bytes, name: str) -> Header:
    """Read and authenticate the header; raises InputError for any change of it."""
    start = file.read(HEADER_BYTES)
    if len(start) < HEADER_BYTES or not start.startswith(_MAGIC):
        raise InputError("The exhibit's file is cut off or is no exhibit", file=name)
    nonce, sealed = start[len(_MAGIC) :][:_NONCE_BYTES], start[len(_MAGIC) + _NONCE_BYTES :]
    try:
        fields = AESGCM(archive_key).decrypt(nonce, sealed, _MAGIC + name.encode())
    except InvalidTag:
        raise InputError(
            "The exhibit's header was changed, or the file was renamed, or another key sealed it",
            file=name,
        ) from None
    sha256, size, data_key = _FIELDS.unpack(fields)
    header = Header(sha256.hex(), size, data_key)
    if os.fstat(file.fileno()).st_size != header.file_size:
        raise InputError("The exhibit's file was cut off or lengthened", file=name)
    return header


class PlainStream(io.RawIOBase):
    """The raw bytes of an exhibit; every byte handed out was authenticated first. Seekable."""

    def __init__(self, file: BinaryIO, header: Header, name: str) -> None:
        super().__init__()
        self._file, self._header, self._name = file, header, name
        self._cipher = AESGCM(header.data_key)
        self._position = 0
        self._index = -1
        self._chunk = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True: any chunk can be opened by its number."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the raw bytes."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._header.size}
        self._position = max(0, base[whence] + offset)
        return self._position

    def tell(self) -> int:
        """Return the position within the raw bytes."""
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # Buffer
        """Fill the buffer from one chunk; raises InputError where the chunk was changed."""
        index = min(self._position // CHUNK_BYTES, self._header.chunks - 1)
        if index != self._index:
            self._chunk, self._index = self._opened(index), index
        offset = self._position - index * CHUNK_BYTES
        part = self._chunk[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        """Close the file beneath."""
        self._chunk = b""
        self._file.close()
        super().close()

    def _opened(self, index: int) -> bytes:
        last = index == self._header.chunks - 1
        length = self._header.size - index * CHUNK_BYTES if last else CHUNK_BYTES
        self._file.seek(HEADER_BYTES + index * (CHUNK_BYTES + _TAG_BYTES))
        sealed = self._file.read(length + _TAG_BYTES)
        try:
            return self._cipher.decrypt(_nonce(index), sealed, _place(index, last=last))
        except InvalidTag:
            raise InputError(
                "The exhibit was changed between its bytes {start} and {end}",
                file=self._name,
                start=index * CHUNK_BYTES,
                end=index * CHUNK_BYTES + length,
            ) from None


def _chunks(plain: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield chunks of full length, and with each whether it is the last one."""
    chunk = _full_read(plain)
    while True:
        following = _full_read(plain)
        yield chunk, not following
        if not following:
            return
        chunk = following


def _full_read(plain: BinaryIO) -> bytes:
    """Read a whole chunk: a pipe or socket may give less than asked."""
    parts: list[bytes] = []
    missing = CHUNK_BYTES
    while missing and (part := plain.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _nonce(index: int) -> bytes:
    return index.to_bytes(_NONCE_BYTES, "big")


def _place(index: int, *, last: bool) -> bytes:
    return _MAGIC + index.to_bytes(8, "big") + bytes([last])
