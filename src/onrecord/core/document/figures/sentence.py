"""What a rule looks at: one sentence with its dates and the numbers that count something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core.document.dates import DateMention, dates_in_sentence
from onrecord.core.document.figures.exclusions import quantities
from onrecord.core.document.figures.grammar import Grammar, Span, grammar_of
from onrecord.core.document.figures.numerals import Numeral, find_numerals
from onrecord.core.document.prepared import sentences_in
from onrecord.core.kernel.derived_text import DerivedText
from onrecord.core.kernel.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document; ``start`` is its place in the document.

    ``prepared`` is written for the rules of ``language`` and knows the way back. All places in
    ``dates``, ``numerals`` and drafts are indexes into ``text``, the prepared text, end exclusive.
    """

    start: int
    language: str
    prepared: DerivedText
    grammar: Grammar
    dates: tuple[DateMention, ...]
    numerals: tuple[Numeral, ...]

    @property
    def text(self) -> str:
        """Return the prepared text of the sentence."""
        return self.prepared.text

    def words(self, start: int, end: int) -> str:
        """Return a part of the text as the document writes it, on one line."""
        return " ".join(self.prepared.quote(start, end).split())

    def next_numeral(self, position: int) -> Numeral | None:
        """Return the first number that starts at or after a place."""
        following = bisect_left(self.numerals, position, key=lambda one: one.start)
        return self.numerals[following] if following < len(self.numerals) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a rule has found, before the fields around it are filled.

    ``start`` to ``end`` is the quantity phrase; ``anchors`` are the numbers or words in it that
    no other figure may use; ``counted_from`` is where the words for what is counted begin, or
    ``counted`` where they stand. ``unit`` is ``None`` where what is counted decides it.
    """

    bound: Bound
    start: int
    end: int
    anchors: tuple[Span, ...]
    counted_from: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    wording: str | None = None
    counted: Span | None = None


def sentences_of(text: str, language: str | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a document with their dates and countable numbers.

    Each is read in its own language, or all in ``language``.
    """
    for start, own, prepared in sentences_in(text, language):
        grammar = grammar_of(own)
        dates = dates_in_sentence(prepared.text, own)
        found = find_numerals(prepared.text, grammar.numbers)
        yield Sentence(
            start=start,
            language=own,
            prepared=prepared,
            grammar=grammar,
            dates=dates,
            numerals=tuple(quantities(prepared.text, found, dates, grammar)) if found else (),
        )
