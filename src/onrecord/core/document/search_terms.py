"""Which words of a text are the same to a search, whatever script, marks and case they have?

The folding of the kernel makes Serbian Latin of Serbian Cyrillic and takes marks off Latin
letters. A search goes on: marks of every script, invisible signs, digits of every script and
thousands marks go, so that ``Ђаковица`` is ``djakovica``, ``é`` written in two signs is ``e``,
and ``1,303``, ``1.303`` and ``١٣٠٣`` are ``1303``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.kernel.derived_text import (
    DerivedText,
    derived,
    latinised,
    lowered,
    unmarked,
)

MOST_PARTS = 60
"""A text is cut into at most so many parts: one bit of a 64-bit integer tells of each."""

LEAST_PART = 2_000
"""Characters of a part at least; smaller parts would tell more of the order of the words."""


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """The folded words of a text in their order, and where each stands in it."""

    words: tuple[str, ...]
    _folded: DerivedText
    _spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> PlacedWords:
        """Read the words of a text."""
        folded = derived(text, *_STEPS)
        found = list(_WORD.finditer(folded.text))
        spans = tuple(match.span() for match in found)
        return cls(tuple(_joined(match[0]) for match in found), folded, spans)

    def span(self, first: int, count: int = 1) -> tuple[int, int]:
        """Return where some words stand in the text, from one on, end exclusive."""
        return self._folded.span(self._spans[first][0], self._spans[first + count - 1][1])


def words_in(text: str) -> list[str]:
    """Return the folded words of a text in their order."""
    return [_joined(found) for found in _WORD.findall(_folded(text))]


def parts_of(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a text into parts, (start, end) each: no word is cut unless it is longer than a part.

    There are ``MOST_PARTS`` at most, and together they are the text.
    """
    size = max(LEAST_PART, -(-len(text) // (MOST_PARTS - 1)))
    cuts, at = [], 0
    while at < len(text):
        end = min(at + size, len(text))
        if end < len(text):
            space = max(text.rfind(sign, at, end) for sign in " \n")
            end = space + 1 if space >= at + size // 2 else end
        cuts.append((at, end))
        at = end
    # Where cuts lie far before their limits there are more parts than bits: the rest is one.
    if len(cuts) > MOST_PARTS:
        cuts = [*cuts[: MOST_PARTS - 1], (cuts[MOST_PARTS - 1][0], len(text))]
    return tuple(cuts)


def bare(original: str) -> DerivedText:
    """Return a text without marks and invisible signs of any script, with ASCII digits."""
    if original.isascii():
        return DerivedText(original, original)
    made = [_bare_letter(letter) for letter in original]
    text = "".join(made)
    if len(text) == len(original) and all(len(new) == 1 for new in made):
        return DerivedText(text, original)
    places = tuple(place for place, new in enumerate(made) for _ in new)
    return DerivedText(text, original, places)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    for step in _STEPS:
        text = step(text).text
    return text


_STEPS = (latinised, unmarked, lowered, bare, latinised, unmarked, lowered)
"""Taking a mark off can leave a Serbian letter (``й`` has ``и``), hence Serbian comes twice."""

# A number with marks of thousands is one word; everything else is a run of letters and digits.
_WORD = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d)")
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_TATWEEL = "\N{ARABIC TATWEEL}"


def _joined(word: str) -> str:
    return _THOUSANDS.sub("", word) if word[0].isdigit() else word


@lru_cache(maxsize=1 << 12)
def _bare_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdigit() and unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(
        part for part in parts if unicodedata.category(part) not in _DROPPED and part != _TATWEEL
    )
