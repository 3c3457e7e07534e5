"""How does a record become bits that compare inside a block and say nothing outside it?

For each token of a value a stream of 32-bit numbers follows from the key; bit ``i`` of a field is
the lowest bit of the smallest ``i``-th number among its tokens (one-bit min-hash: Smith, Secure
pseudonymisation for privacy-preserving probabilistic record linkage, 2017; Li and König, 2010).
Two values agree in a bit with chance (1 + J) / 2, where J is the Jaccard similarity of their
tokens. Then the bits of every field are permuted and masked under a key that follows from the
match key, once for every match key of the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.keys import BlindKey, keyed, stream
from onrecord.core.reconcile.blind.schema import BITS, FIELDS, Tokens, match_keys
from onrecord.core.reconcile.blind.values import PersonValues

HASH_BYTES = 16
BIT_BYTES = BITS // 8
STATED_BYTES = 2
ENTRY_BYTES = HASH_BYTES + STATED_BYTES + BIT_BYTES
"""One entry: code of a match key, which fields are stated (little-endian), bits of the fields."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The entries of one list, one for every match key of every record.

    ``record`` (E) is the index of the record, ``block`` (E, 2) the code of its match key as two
    words, ``stated`` (E) one bit a field in the order of the schema, ``bits`` (E, words of the
    schema) the encoding salted by the match key.
    """

    records: int
    record: NDArray[np.int64]
    block: NDArray[np.uint64]
    stated: NDArray[np.uint16]
    bits: NDArray[np.uint64]


def _shared_places() -> NDArray[np.intp]:
    """Return for each bit the bit whose salt it has: that of the first field of its domain."""
    first: dict[str, int] = {}
    places, start = [], 0
    for field in FIELDS:
        at = first.setdefault(field.domain, start)
        places.append(np.arange(at, at + field.bits))
        start += field.bits
    return np.concatenate(places)


_SHARED = _shared_places()
_FIELD_BITS = [field.bits for field in FIELDS]
_FIELD_OF_BIT = np.repeat(np.arange(len(FIELDS), dtype=np.uint64) << 32, _FIELD_BITS)


class Encoder:
    """Encodes records under one key; values that repeat are hashed once."""

    def __init__(self, key: BlindKey) -> None:
        self._token_key = key.for_use("tokens")
        self._block_key = key.for_use("match keys")
        self._salt_key = key.for_use("salt")
        self._hashed = lru_cache(maxsize=200_000)(self._hash_value)
        self._numbers = lru_cache(maxsize=100_000)(self._numbers_of)
        self._salts = lru_cache(maxsize=20_000)(self._salt_of)

    def entries(self, one: PersonValues) -> bytes:
        """Return the entries of a record, one after the other in the order of their codes."""
        tokens = [field.tokens(one) for field in FIELDS]
        stated = sum(bool(said) << place for place, said in enumerate(tokens))
        hashed = [self._hashed(f.domain, f.bits, t) for f, t in zip(FIELDS, tokens, strict=True)]
        plain, open_bits = np.concatenate(hashed), np.repeat([not t for t in tokens], _FIELD_BITS)
        said = stated.to_bytes(STATED_BYTES, "little")
        person = repr(one).encode()
        found = []
        for match_key in match_keys(one):
            message = match_key.encode()
            order, mask = self._salts(message)
            salted = np.where(open_bits, self._filler(message, person), plain[order] ^ mask)
            code = keyed(self._block_key, "match key", message, size=HASH_BYTES)
            found.append(code + said + np.packbits(salted, bitorder="little").tobytes())
        return b"".join(sorted(found))

    def _filler(self, match_key: bytes, person: bytes) -> NDArray[np.uint8]:
        """Return what stands for fields that are not stated: bits that are nobody else's.

        Bits that all such records share would give the mask away, and with it how many bits each
        name of the block sets, which is the same in every block.
        """
        seed = keyed(self._salt_key, "filler", match_key + b"\x1f" + person)
        return np.unpackbits(np.frombuffer(stream(seed, BIT_BYTES), dtype=np.uint8))

    def _hash_value(self, domain: str, bits: int, tokens: Tokens) -> NDArray[np.uint8]:
        if not tokens:
            return np.zeros(bits, dtype=np.uint8)
        numbers = [self._numbers(domain, bits, token) for token in tokens]
        return np.asarray(np.minimum.reduce(numbers) & 1, dtype=np.uint8)

    def _numbers_of(self, domain: str, bits: int, token: str) -> NDArray[np.uint32]:
        seed = keyed(self._token_key, "token", f"{domain}\x1f{token}".encode())
        return np.frombuffer(stream(seed, 4 * bits), dtype="<u4")

    def _salt_of(self, match_key: bytes) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
        """Return for every place the bit that goes there, and the mask over all."""
        seed = keyed(self._salt_key, "salt", match_key)
        drawn = np.frombuffer(stream(seed, 4 * BITS + BIT_BYTES), dtype=np.uint8)
        # Sorting by field first and drawn number second permutes every field within itself.
        ranks = drawn[: 4 * BITS].view("<u4")[_SHARED] | _FIELD_OF_BIT
        mask = np.unpackbits(drawn[4 * BITS :], bitorder="little")[_SHARED]
        return np.argsort(ranks), mask


def encoded(records: Sequence[bytes]) -> Encoded:
    """Return the arrays of the entries of all records, in the order of the records.

    Raises ``ValueError`` where the bytes of a record are no whole number of entries.
    """
    counts = [len(each) // ENTRY_BYTES for each in records]
    if any(len(each) % ENTRY_BYTES for each in records):
        message = f"an entry has {ENTRY_BYTES} bytes"
        raise ValueError(message)
    rows = np.frombuffer(b"".join(records), dtype=np.uint8).reshape(-1, ENTRY_BYTES)
    head = HASH_BYTES + STATED_BYTES
    return Encoded(
        records=len(records),
        record=np.repeat(np.arange(len(records)), counts),
        block=np.ascontiguousarray(rows[:, :HASH_BYTES]).view("<u8"),
        stated=np.ascontiguousarray(rows[:, HASH_BYTES:head]).view("<u2")[:, 0],
        bits=np.ascontiguousarray(rows[:, head:]).view("<u8"),
    )
