"""How a sound file is damaged: one to four injuries, drawn by a generator with a known seed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

import numpy as np

Injury = Callable[[bytes, np.random.Generator], bytes]


def mutated(sample: bytes, others: tuple[bytes, ...], chance: np.random.Generator) -> bytes:
    """Return a damaged copy of ``sample``; ``others`` are files to splice pieces from."""
    data = sample
    if sample.startswith(b"PK\x03\x04") and chance.random() < 0.5:
        data = zip_member(data, chance)
    for _ in range(int(chance.integers(1, 5))):
        if chance.random() < 0.15:
            data = spliced(data, others[int(chance.integers(len(others)))], chance)
        else:
            data = INJURIES[int(chance.integers(len(INJURIES)))](data, chance)
    return data


def bit_flips(data: bytes, chance: np.random.Generator) -> bytes:
    if not data:
        return data
    hurt = np.frombuffer(data, dtype=np.uint8).copy()
    places = chance.integers(len(hurt), size=int(chance.integers(1, 17)))
    hurt[places] ^= (1 << chance.integers(8, size=len(places))).astype(np.uint8)
    return hurt.tobytes()


def wild_bytes(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _span(data, chance, 64)
    return data[:start] + chance.bytes(end - start) + data[end:]


def truncated(data: bytes, chance: np.random.Generator) -> bytes:
    return data[: int(chance.integers(len(data) + 1))]


def left_out(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _span(data, chance, 2_000)
    return data[:start] + data[end:]


def repeated(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _span(data, chance, 400)
    return data[:end] + data[start:end] * int(chance.integers(1, 300)) + data[end:]


def zeroed(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _span(data, chance, 256)
    return data[:start] + bytes(end - start) + data[end:]


def length_field(data: bytes, chance: np.random.Generator) -> bytes:
    """Put an extreme whole number where a length, a count or an offset may stand."""
    size = int(chance.choice([1, 2, 4, 8]))
    if len(data) < size:
        return data
    place = int(chance.integers(len(data) - size + 1))
    value = int(chance.choice([0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]))
    order = "big" if chance.random() < 0.5 else "little"
    return data[:place] + (value % 256**size).to_bytes(size, order) + data[place + size :]


def number_in_words(data: bytes, chance: np.random.Generator) -> bytes:
    """Change a decimal number, as formats that are text write their lengths."""
    digits = [place for place, byte in enumerate(data[:200_000]) if 48 <= byte <= 57]
    if not digits:
        return data
    place = digits[int(chance.integers(len(digits)))]
    new = chance.choice([b"0", b"-1", b"99999999", b"4294967296", b"1e309", b"9" * 40])
    return data[:place] + bytes(new) + data[place + 1 :]


def deep(data: bytes, chance: np.random.Generator) -> bytes:
    """Insert the opening of something nested a few thousand times."""
    mark = bytes(chance.choice([b"<div>", b"<a>", b"[", b"(", b"<<", b'"', b"<b><i>", b"Content-"]))
    place = int(chance.integers(len(data) + 1))
    return data[:place] + mark * int(chance.integers(10, 3_000)) + data[place:]


INJURIES: Final[tuple[Injury, ...]] = (
    *(bit_flips, wild_bytes, truncated, left_out, repeated),
    *(zeroed, length_field, number_in_words, deep),
)


def spliced(data: bytes, other: bytes, chance: np.random.Generator) -> bytes:
    """Put a piece of another file into this one."""
    start, end = _span(other, chance, 4_000)
    place = int(chance.integers(len(data) + 1))
    return data[:place] + other[start:end] + data[place:]


def zip_member(data: bytes, chance: np.random.Generator) -> bytes:
    """Damage what one part of a packed file holds, and pack it soundly again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        return data
    names = sorted(parts)
    if not names:
        return data
    chosen = names[int(chance.integers(len(names)))]
    draw = chance.random()
    if draw < 0.1:
        del parts[chosen]
    elif draw < 0.2:
        parts[chosen] = parts[names[int(chance.integers(len(names)))]]
    else:
        injury = INJURIES[int(chance.integers(len(INJURIES)))]
        parts[chosen] = injury(parts[chosen], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _span(data: bytes, chance: np.random.Generator, most: int) -> tuple[int, int]:
    start = int(chance.integers(len(data) + 1))
    return start, min(len(data), start + int(chance.integers(1, most + 1)))
