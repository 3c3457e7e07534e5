"""Where the forms of a lexicon stand in a text, in one pass however many forms there are.

The forms lie in a trie of words (Fredkin 1960). Which pieces a word fits is worked out once per
distinct word, so that a text costs little more than one look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.core.document.lexicon.terms import (
    LONGEST_ENDING,
    LONGEST_GAP,
    Piece,
    Term,
    pieces_of,
)
from onrecord.core.document.lexicon.tokens import Case, Word, joins


class Hit(NamedTuple):
    """A form found: its term, and its first and last word, as indexes into the words."""

    term: Term
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    """A point within forms: where each next piece leads, and the term that ends here."""

    next: dict[Piece, _Node] = field(default_factory=dict)
    after_gap: _Node | None = None
    term: Term | None = None


class PhraseIndex:
    """The forms of one language for one purpose. A form that stands twice keeps its first term."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._root = _Node()
        self._exact: dict[str, list[Piece]] = {}
        self._stems: dict[str, list[Piece]] = {}
        self._fitting: dict[tuple[str, Case], tuple[Piece, ...]] = {}
        for term in self.terms:
            self._add(term)

    def scan(
        self, text: str, words: Sequence[Word], begin: int = 0, end: int | None = None
    ) -> Iterator[Hit]:
        """Yield the forms among ``words[begin:end]``: leftmost first, the longest at each word.

        Hits do not overlap.
        """
        stop = len(words) if end is None else end
        starts = self._root.next
        at = begin
        while at < stop:
            found = None
            for piece in self.fitting(words[at]):
                if piece in starts:
                    longer = self._longest(starts[piece], text, words, at, stop)
                    if longer and (found is None or longer[1] > found[1]):
                        found = longer
            if found is not None:
                term, last = found
                yield Hit(term, at, last)
                at = last
            at += 1

    def fitting(self, word: Word) -> tuple[Piece, ...]:
        """Return the pieces of all forms that a word fits, the exact ones first."""
        known = self._fitting.get((word.key, word.case))
        if known is None:
            known = self._fitting[word.key, word.case] = tuple(self._fit(word.key, word.case))
        return known

    def _fit(self, key: str, case: Case) -> Iterator[Piece]:
        yield from (one for one in self._exact.get(key, ()) if case >= one.case)
        for length in range(len(key), max(0, len(key) - LONGEST_ENDING - 1), -1):
            yield from (one for one in self._stems.get(key[:length], ()) if case >= one.case)

    def _add(self, term: Term) -> None:
        node = self._root
        for piece in pieces_of(term.form):
            if piece.is_gap:
                node.after_gap = node.after_gap or _Node()
                node = node.after_gap
                continue
            if piece not in node.next:
                node.next[piece] = _Node()
                shelf = (self._stems if piece.is_stem else self._exact).setdefault(piece.key, [])
                if piece not in shelf:
                    shelf.append(piece)
            node = node.next[piece]
        node.term = node.term or term

    def _longest(
        self, node: _Node, text: str, words: Sequence[Word], at: int, stop: int
    ) -> tuple[Term, int] | None:
        """Return the term that ends furthest from word ``at``, at which ``node`` was reached."""
        best = None if node.term is None else (node.term, at)
        for onward, place in _steps(node, text, words, at, stop):
            for piece in self.fitting(words[place]):
                if piece in onward.next:
                    longer = self._longest(onward.next[piece], text, words, place, stop)
                    if longer and (best is None or longer[1] > best[1]):
                        best = longer
        return best


def _steps(
    node: _Node, text: str, words: Sequence[Word], at: int, stop: int
) -> Iterator[tuple[_Node, int]]:
    """Yield where the next word can stand: directly behind, and behind a gap."""
    reach = LONGEST_GAP + 1 if node.after_gap is not None else 1
    for place in range(at + 1, min(at + 1 + reach, stop)):
        if not joins(text, words[place - 1], words[place]):
            return
        if place == at + 1 and node.next:
            yield node, place
        if node.after_gap is not None:
            yield node.after_gap, place
