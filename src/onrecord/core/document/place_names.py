"""Which names of places in a text are places, and not part of a person's or a body's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from onrecord.core.document.lexicon import Word
from onrecord.core.document.lexicon.tokens import Case
from onrecord.core.document.spans import Quoted, Spanned, Spans
from onrecord.core.document.stretch import Stretch

Place = TypeVar("Place", bound=Quoted)


def places_kept(
    sentences: Sequence[Stretch],
    places: Iterable[Place],
    closed: Spans[Spanned],
    given_names: frozenset[str],
) -> tuple[Place, ...]:
    """Return the places that stand for themselves.

    Dropped are those within a ``closed`` name (*Kosovo Police*, *Kosovo War*, *Kosovo Serbs*) and
    those that belong to a person: behind a given name (*Besim Gjakova*), or being one before a
    surname (*Besiana Gashi*).
    """
    all_places = Spans(places)
    return tuple(
        place
        for sentence in sentences
        for place in all_places.within(sentence.start, sentence.end)
        if not closed.meet(place.start, place.end)
        and not _is_of_a_person(sentence, place, all_places, given_names)
    )


def _is_of_a_person(
    sentence: Stretch, place: Place, places: Spans[Place], given_names: frozenset[str]
) -> bool:
    first, behind = sentence.at(place.start), sentence.at(place.end)
    if behind - first != 1:
        return False
    words = sentence.words
    if first > sentence.first and _is_part(sentence, first - 1):
        before = words[first - 1]
        if before.key in given_names and not places.meet(before.start, before.end):
            return True
    if words[first].key not in given_names or behind >= sentence.stop:
        return False
    return _is_part(sentence, first) and _may_be_surname(words[behind], places)


def _is_part(sentence: Stretch, at: int) -> bool:
    word = sentence.words[at]
    return word.case is not Case.small and sentence.gap(at, at + 1) == " "


def _may_be_surname(word: Word, places: Spans[Place]) -> bool:
    return word.case is not Case.small and not places.meet(word.start, word.end)
