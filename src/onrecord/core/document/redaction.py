"""What does a text say once words are taken out of it, and where else do the same words stand?"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Final

from onrecord.core.document.search_terms import PlacedWords, words_in
from onrecord.core.kernel.errors import InputError

MARK: Final = "████"
"""Stands for whatever was taken out; of one length, so that it does not tell how long that was."""

_LEAST_STEM: Final = 3
_LONGEST_ENDING: Final = 4
_VOWELS: Final = "aeiouy"
_WORDS_OF_A_NAME: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of a text, end exclusive; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputError("A redaction takes out at least one character.", value=self)

    def meets(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, start: int, end: int) -> Span | None:
        """Return the part of it that lies in ``start`` to ``end``, or None where none does."""
        first, last = max(start, self.start), min(end, self.end)
        return Span(first, last) if first < last else None


@dataclass(frozen=True, slots=True)
class NamedAgain:
    """One more place where a name stands; ``is_whole`` where it stands there in full.

    Else it is a part of the name or another form of it, such as ``Artës`` of ``Arta``.
    """

    span: Span
    is_whole: bool


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, within the text, each once: those that meet or touch become one.

    A letter goes with all marks that stand on it: half of ``ë`` written in two signs would tell.
    """
    found: list[Span] = []
    for span in sorted(_whole_letters(text, span) for span in spans if span.start < len(text)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def redacted(text: str, spans: Iterable[Span]) -> str:
    """Return the text with one ``MARK`` in the place of every span."""
    parts: list[str] = []
    at = 0
    for span in joined(text, spans):
        parts += [text[at : span.start], MARK]
        at = span.end
    return "".join([*parts, text[at:]])


def named_again(text: str, name: str) -> tuple[NamedAgain, ...]:
    """Return every place of a text where a name stands, in any script, in the order of the text.

    The name in full comes first where places would meet. Parts of it and forms with another
    ending are found where they begin with a capital letter, as names do: one too many is seen
    and left, one too few would do harm.
    """
    wanted = words_in(name)
    if not wanted:
        return ()
    placed = PlacedWords.of(text)
    whole = [placed.span(first, len(wanted)) for first in _runs(placed.words, wanted)]
    found = [NamedAgain(Span(*span), is_whole=True) for span in whole]
    taken = {place for start, end in whole for place in range(start, end)}
    stems = {stem for word in wanted if (stem := _stem(word)) is not None}
    for number, word in enumerate(placed.words):
        if not any(_is_form(word, stem) for stem in stems):
            continue
        span = Span(*placed.span(number))
        if span.start not in taken and text[span.start].isupper():
            found.append(NamedAgain(span, is_whole=False))
    return tuple(sorted(found, key=lambda one: one.span))


def left_over(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return where words of the spans still stand outside them, in any script, in order.

    Looked for are the words of each span as they follow one another, and of spans of a few words,
    as names are, each word that begins with a capital letter.
    """
    taken = joined(text, spans)
    placed = PlacedWords.of(text)
    words = placed.words
    where = [placed.span(number) for number in range(len(words))]
    ends = [end for _start, end in where]
    wanted: set[tuple[str, ...]] = set()
    for span in taken:
        within = range(bisect_right(ends, span.start), len(where))
        here = list(takewhile(partial(_begins_before, where, span.end), within))
        wanted.add(tuple(words[at] for at in here))
        if len(here) <= _WORDS_OF_A_NAME:
            named = (at for at in here if text[where[at][0]].isupper() and _stem(words[at]))
            wanted |= {(words[at],) for at in named}
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in wanted - {()}:
        by_first[one[0]].append(one)
    found = [
        Span(where[at][0], where[at + len(one) - 1][1])
        for at, word in enumerate(words)
        for one in by_first.get(word, ())
        if words[at : at + len(one)] == one
    ]
    gone = {place for span in taken for place in range(span.start, span.end)}
    return joined(text, (one for one in found if gone.isdisjoint(range(one.start, one.end))))


def _begins_before(where: Sequence[tuple[int, int]], end: int, at: int) -> bool:
    return where[at][0] < end


def _runs(words: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Yield where the wanted words follow one another; runs do not overlap."""
    at, last = 0, len(words) - len(wanted)
    while at <= last:
        if list(words[at : at + len(wanted)]) == list(wanted):
            yield at
            at += len(wanted)
        else:
            at += 1


def _stem(word: str) -> str | None:
    """Return a word without its last vowels, or None for one too short to tell anything."""
    stem = word.rstrip(_VOWELS)
    return stem if len(stem) >= _LEAST_STEM and stem.isalpha() else None


def _is_form(word: str, stem: str) -> bool:
    return word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING


def _whole_letters(text: str, span: Span) -> Span:
    start, end = span.start, min(span.end, len(text))
    while start > 0 and _leans(text[start]):
        start -= 1
    while end < len(text) and _leans(text[end]):
        end += 1
    return Span(start, end)


def _leans(sign: str) -> bool:
    """Say whether a sign stands on the letter before it: a mark, a joiner, a variant."""
    return unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"}
