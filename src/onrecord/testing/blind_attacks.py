"""How much of an encoded list can be read by somebody without the key, and by somebody with it?

Attacks of the literature, turned on our own encodings, so that what the documentation says of
leakage is measured. None of them knows the key, but the last, which is the negative control.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.encoding import (
    ENTRY_BYTES,
    HASH_BYTES,
    Encoded,
    Encoder,
    encoded,
)
from onrecord.core.reconcile.blind.keys import BlindKey, keyed
from onrecord.core.reconcile.blind.schema import match_keys
from onrecord.core.reconcile.blind.values import PersonValues

Codes = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Success:
    """For how many of the ``records`` an attacker ``claimed`` something, and was ``right``."""

    records: int
    claimed: int
    right: int

    @property
    def share(self) -> float:
        """Right claims among all records."""
        return self.right / self.records if self.records else 0.0

    @property
    def precision(self) -> float:
        """Right claims among all claims."""
        return self.right / self.claimed if self.claimed else 0.0


def frequency_attack(
    codes: Codes, truth: Sequence[Sequence[str]], known: Iterable[str], *, most: int = 1000
) -> Success:
    """Put the most frequent codes beside the most frequent values, rank by rank.

    ``codes`` are those of each record, ``truth`` what each code stands for, ``known`` the values
    of a list of the same people or of others like them. A record counts as read if one of its
    codes is read right. Source: Vidanage and others, A privacy attack on multiple dynamic
    match-key based privacy-preserving record linkage (2020).
    """
    ranked = _by_frequency(code for mine in codes for code in mine)[:most]
    values = _by_frequency(known)[:most]
    guess = dict(zip(ranked, values, strict=False))
    claimed = right = 0
    for mine, true in zip(codes, truth, strict=True):
        said = [
            (guess[code], value) for code, value in zip(mine, true, strict=True) if code in guess
        ]
        claimed += bool(said)
        right += any(one == other for one, other in said)
    return Success(len(codes), claimed, right)


def _by_frequency(values: Iterable[object]) -> list[object]:
    """Return different values, the most frequent first; ties in an order that tells nothing."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], repr(value)))


def graph_attack(
    target: Encoded, known: Encoded, same: NDArray[np.int64], *, rounds: int = 1
) -> Success:
    """Recognise a record by how it is joined to others, as one knows them in plain text.

    ``known`` is the attacker's list, encoded under a key of the attacker's own: who shares a
    match key with whom does not depend on the key. ``same`` gives for each target the number of
    the person in ``known``, -1 for one who is not there. Claimed is every record whose signature
    occurs once in both.
    ``rounds`` is how far around a record the attacker looks. Source: A graph matching attack on
    privacy-preserving record linkage (Vidanage and others, 2020), here on the exact part alone.
    """
    mine, theirs = _signatures(target, rounds), _signatures(known, rounds)
    once = {each for each, count in Counter(mine).items() if count == 1}
    where = {each: at for at, each in enumerate(theirs)}
    counts = Counter(theirs)
    claims = [
        (at, where[each]) for at, each in enumerate(mine) if each in once and counts[each] == 1
    ]
    right = sum(int(same[at]) == guess for at, guess in claims)
    return Success(target.records, len(claims), right)


def dictionary_attack(
    rows: Sequence[bytes],
    truth: Sequence[str | None],
    dictionary: Iterable[tuple[str, PersonValues]],
    key: BlindKey,
) -> Success:
    """Encode every name of a dictionary under a key and look for the codes: needs the right key.

    ``rows`` are the entries of each record, ``truth`` its name, ``dictionary`` names and the
    values that have nothing but that name.
    """
    of_code = {
        code: name for name, values in dictionary for code in match_keys_by_code([values], key)
    }
    claimed = right = 0
    for row, name in zip(rows, truth, strict=True):
        guesses = {of_code[code] for code in block_codes(row) if code in of_code}
        claimed += bool(guesses)
        right += name in guesses
    return Success(len(rows), claimed, right)


def match_keys_by_code(people: Iterable[PersonValues], key: BlindKey) -> dict[bytes, str]:
    """Return what each code of a match key stands for, as only a holder of the key can."""
    block_key = key.for_use("match keys")
    return {
        keyed(block_key, "match key", said.encode(), size=HASH_BYTES): said
        for one in people
        for said in match_keys(one)
    }


def block_codes(row: bytes) -> list[bytes]:
    """Return the codes of the match keys of a record, as they stand in a file."""
    return [row[at : at + HASH_BYTES] for at in range(0, len(row), ENTRY_BYTES)]


def _signatures(whole: Encoded, rounds: int) -> list[object]:
    """Return for each record what can be seen of it, its neighbours, and theirs in turn.

    A record shows which fields it states and how large its blocks are; a pair, how many match
    keys it shares. All of that is exact, whatever the key. Refined as Weisfeiler and Leman do.
    """
    blocks: dict[bytes, list[int]] = {}
    for record, block in zip(whole.record.tolist(), whole.block, strict=True):
        blocks.setdefault(block.tobytes(), []).append(record)
    sizes: list[list[int]] = [[] for _ in range(whole.records)]
    shared: list[Counter[int]] = [Counter() for _ in range(whole.records)]
    for members in blocks.values():
        for one in members:
            sizes[one].append(len(members))
            shared[one].update(other for other in members if other != one)
    stated = np.zeros(whole.records, dtype=np.int64)
    stated[whole.record] = whole.stated
    seen: list[object] = [
        hash((said, *sorted(mine))) for said, mine in zip(stated.tolist(), sizes, strict=True)
    ]
    for _round in range(rounds):
        seen = [
            hash((own, *sorted((count, seen[other]) for other, count in around.items())))
            for own, around in zip(seen, shared, strict=True)
        ]
    return seen


def encode_all(people: Sequence[PersonValues], key: BlindKey) -> tuple[list[bytes], Encoded]:
    """Return the entries of people under a key, and their arrays."""
    encoder = Encoder(key)
    rows = [encoder.entries(one) for one in people]
    return rows, encoded(rows)
