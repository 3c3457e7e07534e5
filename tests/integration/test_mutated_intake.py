"""Thousands of changed files taken in: each digest is right, and the archive stays whole."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from onrecord.adapters.archive import Archive, Cost, KeyRing
from onrecord.adapters.read.embedded import manifest_labels, manifest_stores

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
MANY = int(os.environ.get("ONRECORD_MUTATIONS", "300"))


def seeds() -> list[bytes]:
    picture = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(picture, "JPEG")
    return [
        picture.getvalue(),
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
        "Драгана рече: më 3 prill 1999.\n".encode() * 20,
        b"PK\x03\x04" + bytes(200),
        bytes(1024 * 1024 + 1),
    ]


def mutated(seed: bytes, chance: np.random.Generator) -> bytes:
    """Return the seed with bits turned, a stretch doubled, or its end cut off."""
    content = bytearray(seed)
    for place in chance.integers(0, len(content), chance.integers(1, 9)).tolist():
        content[place] ^= int(chance.integers(1, 256))
    start, end = sorted(chance.integers(0, len(content), 2).tolist())
    turn = int(chance.integers(0, 3))
    if turn == 1:
        content[end:end] = content[start : min(end, start + 4096)]
    elif turn == 2:
        del content[max(1, end) :]
    return bytes(content)


@pytest.mark.slow
def test_every_digest_is_right_and_the_archive_stays_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KeyRing.create(tmp_path, "p", cost=CHEAP))
    chance, expected = np.random.default_rng(6), set()
    for number in range(MANY):
        content = mutated(seeds()[number % 5], chance)
        stored = archive.put(content)
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert archive.read(stored.sha256) == content
        expected.add(stored.sha256)
        for store in manifest_stores(content):
            manifest_labels(store)
    again = Archive(tmp_path, KeyRing.open(tmp_path, "p"))
    assert list(again.verify_all(expected)) == []
    assert list((tmp_path / "unfinished").iterdir()) == []
