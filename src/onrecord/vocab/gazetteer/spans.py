"""Where places are named in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.core.kernel.place import Place
from onrecord.core.reconcile.names import fold
from onrecord.vocab.gazetteer.inflections import inflected
from onrecord.vocab.gazetteer.names_index import keys_of


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A name found in a text: its position (end exclusive), its words, and whom it can mean."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]


class PlaceFinder:
    """Finds the names of places in one pass, the longest name at each word first.

    A name begins with a capital. A name that is also a common word (``common``, folded: *viti*,
    the year) counts only within a sentence and not before a number.
    """

    def __init__(self, places: Iterable[Place], common: frozenset[str]) -> None:
        self._common = common
        self._ids: dict[tuple[str, ...], list[str]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for place in places:
            for words in _forms(place):
                if place.id not in self._ids[words]:
                    self._ids[words].append(place.id)
                lengths[words[0]].add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, text: str) -> Iterator[PlaceSpan]:
        """Yield the spans of ``text`` from left to right; they do not overlap.

        Two names of one place with a slash between (*Pejë/Peć*) are one span.
        """
        before: PlaceSpan | None = None
        for span in self._names(text):
            joined = None if before is None else _both_names(text, before, span)
            if before is not None and joined is None:
                yield before
            before = joined or span
        if before is not None:
            yield before

    def _names(self, text: str) -> Iterator[PlaceSpan]:
        words = [match.span() for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            key = self._longest(words, at, text)
            if key:
                start, end = words[at][0], words[at + len(key) - 1][1]
                yield PlaceSpan(start, end, text[start:end], tuple(self._ids[key]))
            at += len(key) or 1

    def _longest(self, words: list[tuple[int, int]], at: int, text: str) -> tuple[str, ...]:
        start, end = words[at]
        if not text[start].isupper():
            return ()
        first = fold(text[start:end])
        for length in self._lengths.get(first, ()):
            run = words[at : at + length]
            key = tuple(fold(text[begin:stop]) for begin, stop in run)
            if key not in self._ids or not _is_one_name(text, run):
                continue
            doubtful = length == 1 and first in self._common
            return () if doubtful and _as_common_word(text, start, end) else key
        return ()


_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_GAP = re.compile(r"\s{1,40}|\s?[-–]\s?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n])[\s\"'„“”«»(]*$")
_NUMBER_NEXT = re.compile(r"\s*\d")


def _both_names(text: str, left: PlaceSpan, right: PlaceSpan) -> PlaceSpan | None:
    shared = tuple(one for one in left.ids if one in right.ids)
    if not shared or text[left.end : right.start].strip(" ") != "/":
        return None
    return PlaceSpan(left.start, right.end, text[left.start : right.end], shared)


def _is_one_name(text: str, run: list[tuple[int, int]]) -> bool:
    return all(_GAP.fullmatch(text, stop, begin) for (_, stop), (begin, _) in pairwise(run))


def _as_common_word(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start]
    return bool(_SENTENCE_START.search(before) or _NUMBER_NEXT.match(text, end))


def _forms(place: Place) -> set[tuple[str, ...]]:
    texts = {form for name in place.names for form in inflected(name.text, name.language)}
    return {tuple(key.split()) for text in texts for key in keys_of(text) if len(key) > 2}
