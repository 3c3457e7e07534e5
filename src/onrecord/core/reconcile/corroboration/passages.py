"""Which passages two documents share, word for word or with a few words changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.corroboration.words import Words, numbered

SHINGLE = 5
RUN = 12
"""Words in a row that two texts must share to be noticed at all."""
GAP = 12
"""Changed words in a row, in either text, across which two runs are one passage."""
LEAST = 30
"""Shared words of a passage that is reported: fewer are names, titles and set phrases."""
MOST_PLACES = 64
"""A shingle that stands more often than this in each text is a form or a chorus, no copy."""
_BASE = np.uint64(6364136223846793005)

_Run = tuple[int, int, int]
"""First word in the left text, first word in the right text, number of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A passage that two documents share.

    ``left_span`` and ``right_span`` are (start, end) characters, end exclusive; ``words`` is the
    number of shared words in it.
    """

    left: str
    right: str
    left_span: tuple[int, int]
    right_span: tuple[int, int]
    words: int


def copied_passages(texts: Mapping[str, str], *, least: int = LEAST) -> tuple[Copied, ...]:
    """Return the passages of at least ``least`` shared words of every two texts.

    Fingerprints by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) over shingles of 5
    words: every run of 12 words that two texts share gives both the same fingerprint, so none is
    missed, but for words that a text repeats 64 times and more. Runs are then compared word for
    word, so that no fingerprint decides anything, and runs with at most 12 changed words between
    them are joined. The work grows with the length of the texts and the number of shared runs.
    """
    words = numbered(texts)
    prints = {name: _fingerprints(found.numbers) for name, found in words.items()}
    places: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for name, chosen in prints.items():
        for fingerprint, position in chosen:
            places[fingerprint].append((name, position))
    seeds: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    order = {name: at for at, name in enumerate(texts)}
    for shared in (one for one in places.values() if len(one) <= MOST_PLACES * len(texts)):
        for (one, at), (other, there) in combinations(shared, 2):
            if one != other:
                swap = order[one] > order[other]
                pair = (other, one) if swap else (one, other)
                seeds[pair].add((there, at) if swap else (at, there))
    return _passages(
        words,
        {pair: _runs(words[pair[0]], words[pair[1]], found) for pair, found in seeds.items()},
        least,
        order,
    )


def copied_passages_plainly(texts: Mapping[str, str], *, least: int = LEAST) -> tuple[Copied, ...]:
    """Return the same by comparing every word of one text with every word of the other.

    Slow and obvious: it judges the fast one in tests.
    """
    words = numbered(texts)
    order = {name: at for at, name in enumerate(texts)}
    runs = {
        (one, other): set(_runs_plainly(words[one], words[other]))
        for one, other in combinations(texts, 2)
    }
    return _passages(words, runs, least, order)


def _fingerprints(numbers: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return (hash, position) of the shingles chosen: in each window the least, rightmost."""
    if len(numbers) < SHINGLE:
        return []
    shingles = np.lib.stride_tricks.sliding_window_view(numbers.astype(np.uint64), SHINGLE)
    hashes = np.zeros(len(shingles), dtype=np.uint64)
    for column in range(SHINGLE):
        hashes = hashes * _BASE + shingles[:, column] + np.uint64(1)
    hashes ^= hashes >> np.uint64(29)
    hashes = hashes * _BASE
    width = min(RUN - SHINGLE + 1, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    rightmost = width - 1 - np.argmin(windows[:, ::-1], axis=1)
    chosen = np.unique(np.arange(len(windows)) + rightmost)
    return [(int(hashes[at]), int(at)) for at in chosen]


def _runs(left: Words, right: Words, seeds: Iterable[tuple[int, int]]) -> set[_Run]:
    """Grow each shared shingle to the longest run of equal words around it."""
    found: set[_Run] = set()
    ends: dict[int, int] = {}
    for at, there in sorted(seeds):
        diagonal = at - there
        if at + SHINGLE <= ends.get(diagonal, 0):
            continue
        run = _grown(left.numbers, right.numbers, at, there)
        if run is not None:
            found.add(run)
            ends[diagonal] = run[0] + run[2]
    return {run for run in found if run[2] >= RUN}


def _grown(left: NDArray[np.int64], right: NDArray[np.int64], at: int, there: int) -> _Run | None:
    if left[at] != right[there]:
        return None
    start = 0
    while at > start and there > start and left[at - start - 1] == right[there - start - 1]:
        start += 1
    length = 0
    while (
        at + length < len(left)
        and there + length < len(right)
        and left[at + length] == right[there + length]
    ):
        length += 1
    return at - start, there - start, start + length


def _runs_plainly(left: Words, right: Words) -> Iterator[_Run]:
    for at in range(len(left.numbers)):
        for there in range(len(right.numbers)):
            before = at > 0 and there > 0 and left.numbers[at - 1] == right.numbers[there - 1]
            run = None if before else _grown(left.numbers, right.numbers, at, there)
            if run is not None and run[2] >= RUN:
                yield run


def _passages(
    words: Mapping[str, Words],
    runs: Mapping[tuple[str, str], set[_Run]],
    least: int,
    order: Mapping[str, int],
) -> tuple[Copied, ...]:
    found = [
        Copied(
            left=left,
            right=right,
            left_span=words[left].span(chain[0][0], chain[-1][0] + chain[-1][2] - 1),
            right_span=words[right].span(chain[0][1], chain[-1][1] + chain[-1][2] - 1),
            words=sum(run[2] for run in chain),
        )
        for (left, right), shared in runs.items()
        for chain in _chains(shared)
    ]
    kept = [one for one in found if one.words >= least]
    return tuple(
        sorted(
            kept, key=lambda one: (order[one.left], order[one.right], one.left_span, one.right_span)
        )
    )


def _chains(runs: set[_Run]) -> Iterator[list[_Run]]:
    """Join runs that follow one another in both texts with few words between them."""
    chains: list[list[_Run]] = []
    for run in sorted(runs):
        for chain in chains:
            last = chain[-1]
            gaps = (run[0] - last[0] - last[2], run[1] - last[1] - last[2])
            if all(0 <= gap <= GAP for gap in gaps):
                chain.append(run)
                break
        else:
            chains.append([run])
    yield from chains
