"""Packed files (ZIP): parts are unpacked only within limits, and XML without any entity."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from lxml import etree

from onrecord.adapters.read.limits import MIB, Limits
from onrecord.core.kernel.errors import InputError

_FREE_EXPANSION = 4 * MIB
"""A part this small is harmless however well it was packed."""

_BROKEN = (
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
"""What zipfile raises for a damaged or locked file."""


class Packed:
    """A ZIP file in memory, whose parts are read one by one and never written to disk.

    Raises ``InputError`` where the file is damaged or would unpack beyond the limits; the sizes
    that the file itself states are not believed.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.expanded_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise InputError("The packed file is damaged and cannot be opened.") from error
        members = self._archive.infolist()
        if len(members) > limits.members:
            raise InputError("The packed file holds {count} parts.", count=len(members))
        self.names = frozenset(member.filename for member in members)

    def bytes_of(self, name: str) -> bytes:
        """Return one part, unpacked."""
        member = self._archive.getinfo(name)
        by_ratio = max(_FREE_EXPANSION, member.compress_size * self._limits.expansion)
        most = min(self._left, by_ratio)
        try:
            with self._archive.open(member) as stream:
                content = stream.read(most + 1)
        except _BROKEN as error:
            raise InputError("A part of the packed file is damaged.", value=name) from error
        if len(content) > most:
            raise InputError(
                "A part of the packed file unpacks to more than {most} MiB: it looks like a bomb.",
                most=most // MIB,
                value=name,
            )
        self._left -= len(content)
        return content

    def xml(self, name: str) -> etree._Element:
        """Return one part as a tree; a part that declares entities is refused."""
        content = self.bytes_of(name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        if b"<!DOCTYPE" in content:
            raise InputError("A part of the document declares entities.", value=name)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise InputError("A part of the document is damaged.", value=name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError("A part of the document declares entities.", value=name)
        return root
