"""What a rule looks at: one sentence with its dates and the numbers that count something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core.document.dates import DateMention, dates_in_sentence
from onrecord.core.document.figures.exclusions import quantities
from onrecord.core.document.figures.numerals import Numeral, find_numerals
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.kernel.derived_text import DerivedText, flattened
from onrecord.core.kernel.quantity import Bound

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document; ``start`` is its place in the document.

    ``flat`` has its white space evened out and knows the way back. All places in ``dates``,
    ``numerals`` and drafts are indexes into ``text``, the flat text, end exclusive.
    """

    start: int
    flat: DerivedText
    dates: tuple[DateMention, ...]
    numerals: tuple[Numeral, ...]

    @property
    def text(self) -> str:
        """Return the flat text of the sentence."""
        return self.flat.text

    def next_numeral(self, position: int) -> Numeral | None:
        """Return the first number that starts at or after a place."""
        following = bisect_left(self.numerals, position, key=lambda one: one.start)
        return self.numerals[following] if following < len(self.numerals) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a rule has found, before the fields around it are filled.

    ``start`` to ``end`` is the quantity phrase; ``anchors`` are the numbers or words in it that
    no other figure may use; ``counted_from`` is where the words for what is counted begin.
    ``unit`` is ``None`` where what is counted decides it.
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
    counted: str | None = None
    phenomenon: str | None = None


def sentences_of(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a document with their dates and countable numbers."""
    for start, end in sentence_spans(text):
        flat = flattened(text[start:end])
        dates = dates_in_sentence(flat.text)
        found = find_numerals(flat.text)
        yield Sentence(
            start=start,
            flat=flat,
            dates=dates,
            numerals=tuple(quantities(flat.text, found, dates)) if found else (),
        )
