"""Which part of a document is read at once: a sentence with its words, in one language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core.document.language import languages_of
from onrecord.core.document.lexicon import LanguageLexicon, Lexicon, Word, words_of
from onrecord.core.document.sentences import sentence_spans

Part = tuple[int, int, str | None]
"""Start, end (exclusive) and language code of a part of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A sentence: its place in ``text``, and ``words[first:stop]`` are its words.

    ``words`` are those of the whole document, so that a rule can look at what stands before.
    """

    text: str
    start: int
    end: int
    words: Sequence[Word]
    first: int
    stop: int
    language: LanguageLexicon

    def gap(self, left: int, right: int) -> str:
        """Return what stands in the text between two words."""
        return self.text[self.words[left].end : self.words[right].start]

    def quote(self, first: int, last: int) -> str:
        """Return the text from the first to the last of some words."""
        return self.text[self.words[first].start : self.words[last].end]

    def keys(self, first: int, stop: int) -> list[str]:
        """Return the keys of ``words[first:stop]``."""
        return [word.key for word in self.words[first:stop]]

    def at(self, place: int) -> int:
        """Return the first word that starts at or after a place in the text."""
        return bisect_left(self.words, place, key=_start_of)


def stretches(text: str, lexicon: Lexicon, parts: Sequence[Part] = ()) -> Iterator[Stretch]:
    """Yield the sentences of a text in order.

    ``parts`` say which part is in which language; without them each sentence is read in the
    language that its own words and those around it suggest.
    """
    words = words_of(text)
    spans = list(sentence_spans(text))
    first = 0
    for (start, end), language in zip(spans, _languages(text, spans, parts), strict=True):
        while first < len(words) and words[first].start < start:
            first += 1
        stop = first
        while stop < len(words) and words[stop].end <= end:
            stop += 1
        if stop > first:
            yield Stretch(
                text=text,
                start=start,
                end=end,
                words=words,
                first=first,
                stop=stop,
                language=lexicon.of(language),
            )
        first = stop


def _languages(
    text: str, spans: Sequence[tuple[int, int]], parts: Sequence[Part]
) -> Iterator[str | None]:
    if not parts:
        yield from languages_of(text, spans)
        return
    part = 0
    for start, _ in spans:
        while part + 1 < len(parts) and parts[part][1] <= start:
            part += 1
        yield parts[part][2]


def _start_of(word: Word) -> int:
    return word.start
