"""Which content credentials (C2PA) does a file carry? Their bytes and labels, not their truth.

A manifest store is a JUMBF superbox (ISO 19566-5). It lies in APP11 segments of a JPEG, in the caBX
chunk of a PNG, or in a uuid box of an MP4, MOV or HEIC file (C2PA specification, on embedding). It
is kept as it is; whether its signatures hold is not judged here.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_APP11, _SCAN = 0xEB, 0xDA
_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_LABELS = 100


def manifest_stores(data: bytes) -> list[bytes]:
    """Return the bytes of each manifest store in a JPEG, PNG or BMFF file, up to what is broken."""
    if data.startswith(_JPEG):
        return _in_jpeg(data)
    if data.startswith(_PNG):
        return [content for kind, content in _png_chunks(data) if kind == b"caBX"]
    if data[4:8] == b"ftyp":
        return list(_in_bmff(data))
    return []


def manifest_labels(store: bytes) -> list[str]:
    """Return the labels of the manifests in a store, in order: the last is the active one."""
    labels = []
    for kind, content in _boxes(store):
        if kind != b"jumb":
            continue
        for inner, manifest in _boxes(content):
            if inner == b"jumb" and (label := _label(manifest)):
                labels.append(label)
    return labels[:_MOST_LABELS]


def _in_jpeg(data: bytes) -> list[bytes]:
    """Join the parts of each JUMBF box: segments of one number, each after the first repeats 8."""
    parts: defaultdict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for marker, content in _segments(data):
        if marker == _APP11 and content[:2] == b"JP" and len(content) >= 16:
            number, sequence = struct.unpack(">HI", content[2:8])
            parts[number].append((sequence, content[8:]))
    stores = []
    for found in parts.values():
        ordered = [content for _sequence, content in sorted(found)]
        stores.append(b"".join([ordered[0], *(content[8:] for content in ordered[1:])]))
    return [store for store in stores if store[4:8] == b"jumb"]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of the segments before the picture itself."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == _SCAN:
            return
        if marker in _BARE_MARKERS or marker == 0xFF:
            position += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if length < 2:
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG)
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if position + 12 + length > len(data):
            return
        yield data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        position += 12 + length


def _in_bmff(data: bytes) -> Iterator[bytes]:
    for kind, content in _boxes(data):
        if kind != b"uuid" or content[:16] != _UUID:
            continue
        # Version and flags, a purpose that ends with zero, and for a manifest 8 bytes of offset.
        purpose, _zero, rest = content[20:].partition(b"\x00")
        if purpose == b"manifest":
            yield rest[8:]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of boxes that stand one after the other (ISO 14496-12, 4.2)."""
    position = 0
    while position + 8 <= len(data):
        size, head = int.from_bytes(data[position : position + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[position + 8 : position + 16], "big"), 16
        elif size == 0:
            size = len(data) - position
        if size < head or position + size > len(data):
            return
        yield data[position + 4 : position + 8], data[position + head : position + size]
        position += size


def _label(manifest: bytes) -> str:
    """Return the label in the description box with which a superbox begins."""
    for kind, content in _boxes(manifest):
        if kind == b"jumd" and len(content) > 17 and content[16] & 0x02:
            return content[17:].partition(b"\x00")[0].decode("utf-8", "replace")
        return ""
    return ""
