"""Which records share a match key, and how alike are their fields, told from the bits alone?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.blind.encoding import Encoded
from onrecord.core.reconcile.blind.schema import FIELDS, WORD, spans

LARGEST_BLOCK = 400
"""Records of all lists together under one match key; larger blocks are left out and counted."""

MOST_PAIRS = 20_000_000
"""More than lists of a million records give; a file made to exhaust the machine stops here."""

_CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of records that share a match key, each once, ``left`` < ``right``.

    Indexes run over the records of all lists, one list after the other. ``left_entry`` and
    ``right_entry`` are entries that can be compared: any match key that the two share will do,
    since salt keeps distances. ``left_out`` counts the blocks that were too large.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    left_entry: NDArray[np.int64]
    right_entry: NDArray[np.int64]
    left_out: int


def joined(lists: Sequence[Encoded]) -> tuple[Encoded, NDArray[np.int64]]:
    """Return the entries of all lists as those of one, and the list of each record."""
    starts = np.cumsum([0, *(each.records for each in lists)])
    whole = Encoded(
        records=int(starts[-1]),
        record=np.concatenate([e.record + s for e, s in zip(lists, starts[:-1], strict=True)]),
        block=np.concatenate([each.block for each in lists]),
        stated=np.concatenate([each.stated for each in lists]),
        bits=np.concatenate([each.bits for each in lists]),
    )
    return whole, np.repeat(np.arange(len(lists)), [each.records for each in lists])


def candidates(whole: Encoded, *, largest: int = LARGEST_BLOCK) -> Candidates:
    """Return the pairs of records that share a match key, in the order of left, then right."""
    order = np.lexsort((whole.record, whole.block[:, 1], whole.block[:, 0]))
    blocks = whole.block[order]
    begins = (
        np.flatnonzero(np.r_[True, (blocks[1:] != blocks[:-1]).any(axis=1)])
        if len(blocks)
        else np.empty(0, dtype=np.int64)
    )
    sizes = np.diff(np.r_[begins, len(blocks)])
    used = sizes[sizes <= largest]
    if int((used * (used - 1) // 2).sum()) > MOST_PAIRS:
        raise InputError(
            "The lists have more than {most} pairs to compare",
            most=MOST_PAIRS,
            remedy="Link the regions or years of the lists apart.",
        )
    firsts, seconds = [], []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest)]):
        members = order[begins[sizes == size][:, None] + np.arange(size)]
        one, two = np.triu_indices(size, k=1)
        firsts.append(members[:, one].ravel())
        seconds.append(members[:, two].ravel())
    first = np.concatenate([*firsts, np.empty(0, dtype=np.int64)])
    second = np.concatenate([*seconds, np.empty(0, dtype=np.int64)])
    left, right = whole.record[first], whole.record[second]
    _keys, at = np.unique(left * whole.records + right, return_index=True)
    different = at[left[at] != right[at]]
    return Candidates(
        left=left[different],
        right=right[different],
        left_entry=first[different],
        right_entry=second[different],
        left_out=int((sizes > largest).sum()),
    )


def similarity(
    whole: Encoded, pairs: Candidates, left_field: str, right_field: str
) -> NDArray[np.float64]:
    """Return the Dice similarity of a field for each pair, NaN where one does not state it.

    Estimated from the share ``h`` of bits that differ: Jaccard is ``1 - 2h``, Dice is
    ``2J / (1 + J)``; exactly 1 only where all bits agree. The two fields are of one
    domain.
    """
    where, names = spans(), [field.name for field in FIELDS]
    one, two = where[left_field], where[right_field]
    bits = WORD * (one.stop - one.start)
    found = np.empty(len(pairs.left))
    for begin in range(0, len(found), _CHUNK):
        part = slice(begin, begin + _CHUNK)
        differ = whole.bits[pairs.left_entry[part], one] ^ whole.bits[pairs.right_entry[part], two]
        found[part] = np.bitwise_count(differ).sum(axis=1)
    jaccard = np.clip(1 - 2 * found / bits, 0, 1)
    stated = _states(whole, pairs.left_entry, names.index(left_field)) & _states(
        whole, pairs.right_entry, names.index(right_field)
    )
    return np.where(stated, 2 * jaccard / (1 + jaccard), np.nan)


def _states(whole: Encoded, entries: NDArray[np.int64], place: int) -> NDArray[np.bool_]:
    return (whole.stated[entries] >> place & 1).astype(bool)
