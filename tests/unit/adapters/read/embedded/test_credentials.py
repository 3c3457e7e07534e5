"""Content credentials in the three kinds of files that carry them, and in damaged ones."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from onrecord.adapters.read.embedded import manifest_labels, manifest_stores

UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def superbox(label: str, *inner: bytes) -> bytes:
    described = box(b"jumd", bytes(16) + b"\x03" + label.encode() + b"\x00")
    return box(b"jumb", described + b"".join(inner))


STORE = superbox(
    "c2pa",
    superbox("urn:uuid:first", box(b"cbor", bytes(500))),
    superbox("urn:uuid:active", box(b"cbor", b"x" * 90_000)),
)


def plain(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def in_jpeg(store: bytes) -> bytes:
    segments, rest, sequence = b"", store, 1
    while rest:
        part, rest = rest[:60_000], rest[60_000:]
        repeated = b"" if sequence == 1 else store[:8]
        content = b"JP" + struct.pack(">HI", 7, sequence) + repeated + part
        segments += b"\xff\xeb" + struct.pack(">H", len(content) + 2) + content
        sequence += 1
    return plain("JPEG")[:2] + segments + plain("JPEG")[2:]


def in_png(store: bytes) -> bytes:
    whole = plain("PNG")
    chunk = struct.pack(">I", len(store)) + b"caBX" + store
    return whole[:33] + chunk + struct.pack(">I", zlib.crc32(b"caBX" + store)) + whole[33:]


def in_film(store: bytes) -> bytes:
    content = UUID + bytes(4) + b"manifest\x00" + bytes(8) + store
    other = box(b"uuid", bytes(16) + b"something else")
    return box(b"ftyp", b"isom") + other + box(b"uuid", content) + box(b"mdat", b"film")


@pytest.mark.parametrize("carried", [in_jpeg, in_png, in_film])
def test_the_store_is_found_as_it_is(carried: object) -> None:
    data = carried(STORE)  # type: ignore[operator]  # a function of this file
    assert manifest_stores(data) == [STORE]
    assert manifest_labels(STORE) == ["urn:uuid:first", "urn:uuid:active"]


@pytest.mark.parametrize("data", [plain("JPEG"), plain("PNG"), b"", b"text", b"\xff\xd8\xff\xe0"])
def test_a_file_without_credentials_has_none(data: bytes) -> None:
    assert manifest_stores(data) == []


@given(st.sampled_from([in_jpeg(STORE), in_png(STORE), in_film(STORE)]), st.data())
def test_no_damage_crashes(data: bytes, chosen: st.DataObject) -> None:
    place = chosen.draw(st.integers(0, min(len(data) - 1, 400)))
    changed = bytearray(data)
    changed[place] ^= chosen.draw(st.integers(1, 255))
    for store in manifest_stores(bytes(changed)[: chosen.draw(st.integers(0, len(data)))]):
        assert manifest_labels(store) is not None
