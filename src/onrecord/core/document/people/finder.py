"""Which persons a text names: by a title before, a role behind, a known given name, or again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.core.document.lexicon import Hit, Lexicon, Word
from onrecord.core.document.lexicon.tokens import Case
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.spans import Spanned, Spans
from onrecord.core.document.stretch import Part, Stretch, stretches

_MOST_NAMES = 4
_ROLE_BEFORE = 5
_ROLE_BEHIND = 8
_SPEECH_BEHIND = 3
_LEAST_ALONE = 5
"""Shorter given names are too often words (*Vera*, *Besa*) to stand for a person alone."""


def find_people(
    text: str,
    lexicon: Lexicon,
    parts: Sequence[Part] = (),
    *,
    never: Spans[Spanned] | None = None,
) -> Iterator[PersonMention]:
    """Yield the persons whom a text names, in reading order.

    A run of capitalised words is a name behind a title (*svedokinja D. G.*), before a role
    (*Kate Allen, UK Director*), where it begins with a known given name, or where it speaks. A
    surname that stood in a full name before is found alone. ``never`` are spans of places and
    bodies, which are no persons.
    """
    yield from people_in(stretches(text, lexicon, parts), lexicon.given_names, never=never)


def people_in(
    sentences: Iterable[Stretch],
    given_names: frozenset[str],
    *,
    never: Spans[Spanned] | None = None,
) -> Iterator[PersonMention]:
    """Yield what :func:`find_people` yields, from sentences that were read before."""
    finder = _Finder(given_names, never or Spans(()))
    for sentence in sentences:
        yield from finder.read(sentence)


class _Run(NamedTuple):
    """Capitalised words that stand together: ``words[first:stop]``."""

    first: int
    stop: int


class _Title(NamedTuple):
    """What a text says that a person is."""

    role: str
    concept: str | None


class _Finder:
    """Reads sentences in order and remembers the surnames of persons."""

    def __init__(self, given_names: frozenset[str], never: Spans[Spanned]) -> None:
        self._given = given_names
        self._never = never
        self._surnames: dict[str, str] = {}

    def read(self, sentence: Stretch) -> Iterator[PersonMention]:
        words = sentence.words
        titles = {
            hit.last: hit
            for hit in sentence.language.titles.scan(
                sentence.text, words, sentence.first, sentence.stop
            )
        }
        titled = {place for hit in titles.values() for place in range(hit.first, hit.last + 1)}
        for run in _runs(sentence, titled, self._is_barred):
            found = self._person(sentence, self._without_opening(sentence, run), titles)
            if found is not None:
                yield found

    def _is_barred(self, word: Word) -> bool:
        return self._never.meet(word.start, word.end)

    def _without_opening(self, sentence: Stretch, run: _Run) -> _Run:
        """Leave out a word that only opens the sentence: *Yesterday Arta Krasniqi*."""
        if run.first != sentence.first or run.stop - run.first < 2:
            return run
        first, second = (sentence.words[at].key for at in (run.first, run.first + 1))
        only_opens = second in self._given and first not in self._given
        return _Run(run.first + 1, run.stop) if only_opens else run

    def _person(self, sentence: Stretch, run: _Run, titles: dict[int, Hit]) -> PersonMention | None:
        before = _title_before(sentence, run, titles)
        behind = _title_behind(sentence, run, titles)
        title = before or behind
        last = sentence.words[run.stop - 1].key
        if title is not None:
            return self._mention(sentence, run, title, "title" if before else "role_behind")
        if self._has_given_name(sentence, run):
            return self._mention(sentence, run, None, "given_name")
        if self._is_given_name(sentence, run):
            return self._mention(sentence, run, None, "given_name_alone")
        if run.stop - run.first > 1 and _speaks(sentence, run):
            return self._mention(sentence, run, None, "speaks")
        if last in self._surnames:
            alone = _Run(run.stop - 1, run.stop)
            return self._mention(sentence, alone, None, "named_before")
        return None

    def _has_given_name(self, sentence: Stretch, run: _Run) -> bool:
        return run.stop - run.first > 1 and sentence.words[run.first].key in self._given

    def _is_given_name(self, sentence: Stretch, run: _Run) -> bool:
        key = sentence.words[run.first].key
        return run.stop - run.first == 1 and len(key) >= _LEAST_ALONE and key in self._given

    def _mention(
        self, sentence: Stretch, run: _Run, title: _Title | None, rule: str
    ) -> PersonMention:
        words = sentence.words
        end = _end_of_name(sentence, run)
        quote = sentence.text[words[run.first].start : end]
        surname = words[run.stop - 1].key
        full = " ".join(quote.split())
        if run.stop - run.first > 1 and len(surname) > 1:
            self._surnames.setdefault(surname, full)
        return PersonMention(
            name=self._surnames.get(surname, full),
            role=None if title is None else title.role,
            concept=None if title is None else title.concept,
            start=words[run.first].start,
            end=end,
            quote=quote,
            rule=rule,
        )


def _runs(sentence: Stretch, titled: set[int], is_barred: Callable[[Word], bool]) -> Iterator[_Run]:
    """Yield the longest runs of words that can be a name."""
    at = sentence.first
    while at < sentence.stop:
        stop = at
        while (
            stop < sentence.stop
            and stop - at < _MOST_NAMES
            and _can_be_name(sentence, stop, titled, is_barred)
        ):
            if stop > at and not _close(sentence, stop - 1, stop):
                break
            stop += 1
        if stop > at and not _is_opening_word(sentence, at, stop):
            yield _Run(at, stop)
        at = max(stop, at + 1)


def _can_be_name(
    sentence: Stretch, at: int, titled: set[int], is_barred: Callable[[Word], bool]
) -> bool:
    word = sentence.words[at]
    if word.case is Case.small or not word.key.isalpha() or at in titled:
        return False
    if word.case is Case.capitals and len(word.key) < 4:
        return False
    return word.key not in sentence.language.words.stop and not is_barred(word)


def _is_opening_word(sentence: Stretch, at: int, stop: int) -> bool:
    return stop - at == 1 and len(sentence.words[at].key) == 1


def _close(sentence: Stretch, left: int, right: int) -> bool:
    gap = sentence.gap(left, right)
    initial = len(sentence.words[left].key) == 1
    return gap in {" ", "-", "\n"} or (initial and gap.strip(" ") == ".")


def _end_of_name(sentence: Stretch, run: _Run) -> int:
    """Include the full stop of an initial that ends a name."""
    end = sentence.words[run.stop - 1].end
    is_initial = len(sentence.words[run.stop - 1].key) == 1
    return end + 1 if is_initial and sentence.text[end : end + 1] == "." else end


def _title_before(sentence: Stretch, run: _Run, titles: dict[int, Hit]) -> _Title | None:
    hit = titles.get(run.first - 1)
    if hit is None or sentence.gap(run.first - 1, run.first).strip(" .,\n"):
        return None
    first = hit.first
    while first > sentence.first and hit.first - first < _ROLE_BEFORE:
        if not _belongs_to_title(sentence, first - 1):
            break
        first -= 1
    return _Title(_flat(sentence.quote(first, hit.last)), hit.term.concept)


def _belongs_to_title(sentence: Stretch, at: int) -> bool:
    """Take *then-UN* and *Serbian* before a title, not the article that opens the sentence."""
    gap = sentence.gap(at, at + 1)
    word = sentence.words[at]
    is_part = word.case is not Case.small and word.key not in sentence.language.words.stop
    return gap == "-" or (is_part and gap == " ")


def _title_behind(sentence: Stretch, run: _Run, titles: dict[int, Hit]) -> _Title | None:
    """Read an apposition: *Kate Allen, UK Director of Amnesty International, said*."""
    if run.stop >= sentence.stop or sentence.gap(run.stop - 1, run.stop) not in {", ", ",\n"}:
        return None
    for place in range(run.stop, min(run.stop + _ROLE_BEFORE, sentence.stop)):
        if place in titles:
            last = place
            limit = min(place + _ROLE_BEHIND, sentence.stop - 1)
            while last < limit and sentence.gap(last, last + 1) in {" ", "-", "\n"}:
                last += 1
            closed = last + 1 >= sentence.stop or sentence.gap(last, last + 1)[0] in ",.;:)"
            end = last if closed else place
            return _Title(_flat(sentence.quote(run.stop, end)), titles[place].term.concept)
        if sentence.gap(place, place + 1) != " " if place + 1 < sentence.stop else True:
            return None
    return None


def _speaks(sentence: Stretch, run: _Run) -> bool:
    speech = sentence.language.speech
    limit = min(run.stop + _SPEECH_BEHIND, sentence.stop)
    return any(
        hit.term.kind == "says" and not sentence.gap(run.stop - 1, run.stop).strip()
        for hit in speech.scan(sentence.text, sentence.words, run.stop, limit)
    )


def _flat(words: str) -> str:
    return " ".join(words.split())
