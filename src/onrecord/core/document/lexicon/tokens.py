"""Which words a text holds, each with its place and with the key under which it is compared."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from onrecord.core.kernel.derived_text import folded


class Case(IntEnum):
    """How a word is written; a form with capitals is found only with as many."""

    small = 0
    capital = 1
    capitals = 2


class Word(NamedTuple):
    """One word or number: where it stands (end exclusive), its key, and how it is written."""

    start: int
    end: int
    key: str
    case: Case


def words_of(text: str) -> list[Word]:
    """Return the words and numbers of a text from left to right.

    A combining accent belongs to its letter, a thousands or decimal mark to its number; hyphens
    and apostrophes part words.
    """
    return [Word(match.start(), match.end(), *_read(match[0])) for match in _WORD.finditer(text)]


def key_of(word: str) -> str:
    """Return the key of a word: lower-case Latin letters without marks."""
    return _read(word)[0]


_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*")


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str, Case]:
    return folded(word).text, _case(word)


def _case(word: str) -> Case:
    if not word[0].isupper():
        return Case.small
    return Case.capitals if len(word) > 1 and word.isupper() else Case.capital


def joins(text: str, left: Word, right: Word) -> bool:
    """Say whether two neighbouring words can belong to one phrase.

    White space, a hyphen, an apostrophe or a slash may stand between them, and a full stop after
    a single letter (``U.S.``); never an empty line.
    """
    gap = text[left.end : right.start]
    if gap in _CLOSE:
        return True
    if len(left.key) == 1 and gap.strip(" ") == ".":
        return True
    return gap.isspace() and len(gap) <= _WIDEST and gap.count("\n") < 2


_CLOSE = frozenset({" ", "-", "–", "‑", "'", "’", "\n", "\u00a0", "/"})
_WIDEST = 40
