"""Which rows and cells a table without ruling lines has, once a person has set its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from onrecord.adapters.read.paged.tables import cell_of
from onrecord.core.document.document_text import Box, Cell, Word

_STEPS: Final = 1_000
_LEAST_GAP: Final = 0.008
"""A gap narrower than this share of the page width parts words, not columns."""
_CROSSED: Final = 0.1
"""A heading may run across a gap: up to this share of the lines, and one line of four or more."""


def columns(
    text: str, words: Sequence[Word], edges: Sequence[float]
) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table: one for each line of words, cut at ``edges``.

    ``words`` are those of the table, of one page, with places in ``text``; ``edges`` are the
    inner borders of the columns as fractions of the page width, so ``n`` edges make ``n + 1``
    cells a row. A word belongs to the column that holds its middle.
    """
    if not words:
        return ()
    borders = [0.0, *sorted(edges), 1.0]
    return tuple(
        tuple(cell_of(_between(line, left, right), text, line) for left, right in pairwise(borders))
        for line in _lines(words)
    )


def propose_edges(words: Sequence[Word]) -> tuple[float, ...]:
    """Return where columns may part: the middles of upright gaps that hardly any line crosses."""
    lines = _lines(words)
    if len(lines) < 2:
        return ()
    covered = np.zeros(_STEPS + 1)
    for line in lines:
        marks = np.zeros(_STEPS + 1, dtype=bool)
        for word in line:
            marks[int(word.box.left * _STEPS) : int(word.box.right * _STEPS) + 1] = True
        covered += marks
    crossed = covered > max(_CROSSED * len(lines), int(len(lines) >= 4))
    full = np.flatnonzero(crossed)
    return tuple(
        round((int(before) + int(after)) / 2 / _STEPS, 4)
        for before, after in pairwise(full)
        if after - before > _LEAST_GAP * _STEPS
    )


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return words that stand at one height together, from top to bottom, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.top + one.box.bottom) / 2):
        middle = (word.box.top + word.box.bottom) / 2
        if lines and middle <= lines[-1][0].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]


def _between(line: Sequence[Word], left: float, right: float) -> Box:
    top = min(word.box.top for word in line)
    return Box(line[0].box.page, left, top, right, max(word.box.bottom for word in line))
