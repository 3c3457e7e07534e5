"""Which texts hold the words of a query together, and where in them?

The index gives the parts of a text that come into question; only these are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.core.document.search_query import Alternative, Clause, Query
from onrecord.core.document.search_snippet import Snippet, snippet
from onrecord.core.document.search_terms import parts_of, words_in
from onrecord.web.search.index.looking import Coded, Looking

MOST_SNIPPETS = 2

_PIECE = 24_000
"""Characters of a text that are read at once."""


def words_of(text: str, first: int = 0) -> tuple[dict[str, int], int | None]:
    """Return the words of a piece of a text from a part on, and the part that comes next.

    Of each word the parts in which it stands are given as bits; None follows the last part.
    """
    parts = parts_of(text)
    words: dict[str, int] = {}
    at, length = first, 0
    while at < len(parts) and length < _PIECE:
        start, end = parts[at]
        for word in words_in(text[start:end]):
            words[word] = words.get(word, 0) | 1 << at
        at, length = at + 1, length + end - start
    return words, at if at < len(parts) else None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its parts."""

    text: str
    parts: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Text:
        """Cut a text as the index does."""
        return cls(text, parts_of(text))

    def around(self, part: int) -> tuple[int, int]:
        """Return a part together with the one before it, where a phrase may begin."""
        return self.parts[max(0, part - 1)][0], self.parts[min(part, len(self.parts) - 1)][1]


def holds(looking: Looking, entry: int, query: Query, read: Callable[[], str]) -> bool:
    """Tell whether a text answers a query with words that stand together."""
    text = Text.of(read())

    def satisfied(clause: Clause, coded: Sequence[Coded]) -> bool:
        return any(
            _stands(looking, entry, text, one, codes)
            for one, codes in zip(clause.alternatives, coded, strict=True)
        )

    required = zip(query.required, looking.required, strict=True)
    excluded = zip(query.excluded, looking.excluded, strict=True)
    return all(satisfied(*one) for one in required) and not any(satisfied(*one) for one in excluded)


def snippets(looking: Looking, entry: int, query: Query, read: Callable[[], str]) -> list[Snippet]:
    """Return the lines of a text that show best what was found in it."""
    text = Text.of(read())
    rated: dict[int, int] = {}
    for coded in looking.required:
        bits = 0
        for way in coded:
            bits |= looking.parts(entry, way)
        for part in _numbers(bits):
            rated[part] = rated.get(part, 0) + 1
    found: list[Snippet] = []
    for part in sorted(rated, key=lambda part: (-rated[part], part)):
        start, end = text.around(part) if query.needs_reading else text.parts[part]
        shown = snippet(text.text[start:end], query, offset=start)
        if shown is not None and all(shown.start != other.start for other in found):
            found.append(shown)
        if len(found) == MOST_SNIPPETS:
            break
    return found


def _stands(looking: Looking, entry: int, text: Text, one: Alternative, coded: Coded) -> bool:
    if not one.together:
        return all(looking.parts(entry, (codes,)) for codes in coded)
    bits = looking.parts(entry, coded)
    if len(one.words) == 1 or not bits:
        return bool(bits)
    for part in _numbers(bits):
        # Most phrases stand in one part; the one before is read where this one has it not.
        for start, end in (text.parts[part], text.around(part)):
            if one.holds([words_in(text.text[start:end])]):
                return True
    return False


def _numbers(bits: int) -> list[int]:
    return [number for number in range(bits.bit_length()) if bits >> number & 1]
