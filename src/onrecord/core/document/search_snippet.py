"""Where in a text does a query find something, and which lines of it show that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.document.search_query import Alternative, Clause, Query
from onrecord.core.document.search_terms import PlacedWords

WIDTH = 240
"""Characters of a snippet, about two lines."""

_BEFORE = 70
"""Characters before the first word that was found."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A found word: indexes into the text, end exclusive, and which clause it answers."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that was found, or that was not."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Some lines of a text; ``start`` is where its first found word stands in the text."""

    start: int
    pieces: tuple[Piece, ...]


def marks(text: str, query: Query) -> list[Mark]:
    """Return every word of a text that answers a clause of the query, from left to right."""
    words = PlacedWords.of(text)
    found: dict[int, Mark] = {}
    for number, clause in enumerate(query.required):
        for start, end in _spans(words, clause):
            found.setdefault(start, Mark(start, end, number))
    return sorted(found.values(), key=lambda mark: mark.start)


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """Return a short text in pieces."""
    return _pieces(text, marks(text, query), 0, len(text))


def snippet(text: str, query: Query, *, offset: int = 0) -> Snippet | None:
    """Return the lines of a text in which most of the query is found, None where nothing is.

    ``offset`` is where the text begins in a longer one; the snippet points into that one.
    """
    found = marks(text, query)
    if not found:
        return None
    first = max(found, key=lambda mark: (_clauses_from(found, mark), -mark.start))
    start = _word_boundary(text, max(0, first.start - _BEFORE))
    end = max(first.end, _word_boundary(text, min(len(text), start + WIDTH)))
    return Snippet(start=offset + first.start, pieces=_pieces(text, found, start, end))


def _spans(words: PlacedWords, clause: Clause) -> list[tuple[int, int]]:
    return [
        words.span(at, len(way.words))
        for one in clause.alternatives
        for way in _ways(one)
        for at in way.places(words.words)
    ]


def _ways(one: Alternative) -> list[Alternative]:
    """Return what is marked: a phrase as one, words that may stand apart each by itself."""
    return [one] if one.together else [Alternative(words=(word,)) for word in one.words]


def _clauses_from(found: Sequence[Mark], first: Mark) -> int:
    limit = first.start + WIDTH - _BEFORE
    return len({mark.clause for mark in found if first.start <= mark.start and mark.end <= limit})


def _word_boundary(text: str, at: int) -> int:
    """Return the place after the next white space near by, or the place itself."""
    if at in {0, len(text)}:
        return at
    near = [place for sign in " \n" if (place := text.find(sign, at, at + 25)) >= 0]
    return min(near) + 1 if near else at


def _pieces(text: str, found: Sequence[Mark], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for mark in found:
        if mark.start >= at and mark.end <= end:
            pieces += [
                Piece(text[at : mark.start]),
                Piece(text[mark.start : mark.end], is_found=True),
            ]
            at = mark.end
    pieces.append(Piece(text[at:end]))
    return tuple(piece for piece in pieces if piece.text)
