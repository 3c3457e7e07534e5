"""Which words a text has for comparison, and where each of them stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.names.fold import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text as numbers, with the place of each: arrays of one length.

    The same word, in any script and with or without diacritics, has the same number in all texts
    that were numbered together.
    """

    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from ``first`` to ``last`` (counted in) stand in the text."""
        return int(self.starts[first]), int(self.ends[last])


def numbered(texts: Mapping[str, str]) -> dict[str, Words]:
    """Return the words of each text, numbered in the order in which they first occur."""
    known: dict[str, int] = {}
    folded: dict[str, int] = {}
    return {name: _words(text, known, folded) for name, text in texts.items()}


def _words(text: str, known: dict[str, int], folded: dict[str, int]) -> Words:
    numbers, starts, ends = [], [], []
    for match in _WORD.finditer(text):
        word = match[0]
        if word not in known:
            known[word] = folded.setdefault(fold(word), len(folded))
        numbers.append(known[word])
        starts.append(match.start())
        ends.append(match.end())
    return Words(*(np.array(column, dtype=np.int64) for column in (numbers, starts, ends)))
