"""Which bodies, roles and groups a text names, by lexicon and by how official names are built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.core.document.actors.abbreviations import Abbreviations
from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.actors.official import official_bodies
from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.stretch import Part, Stretch, stretches

GENERIC = "persons"
"""Kind of words that stand for people without saying who: *people*, *osoba*. No actor."""
EVENT = "event"
"""Kind of names that hold a place or a group but mean an event: *Kosovo War*. No actor."""
NO_ACTORS = frozenset({GENERIC, EVENT})


def find_actors(text: str, lexicon: Lexicon, parts: Sequence[Part] = ()) -> Iterator[ActorMention]:
    """Yield the bodies, roles and groups of a text in reading order; they do not overlap.

    A form of the lexicon wins over a pattern unless the pattern explains more of the text: a
    ministry that no one has listed is found by its head word and its capitals.
    """
    for mention in mentions(stretches(text, lexicon, parts)):
        if mention.kind not in NO_ACTORS:
            yield mention


def mentions(sentences: Iterable[Stretch]) -> Iterator[ActorMention]:
    """Yield what :func:`find_actors` yields, and besides words for people and for events."""
    known = Abbreviations()
    for sentence in sentences:
        yield from actors_in(sentence, known)


def actors_in(sentence: Stretch, known: Abbreviations) -> list[ActorMention]:
    """Return the mentions of one sentence; ``known`` learns the abbreviations it introduces."""
    found = [*_by_lexicon(sentence), *official_bodies(sentence)]
    kept = _without_overlap(found)
    kept += known.learn(sentence, kept)
    kept += known.find(sentence, kept)
    return sorted(kept, key=lambda one: one.start)


def _by_lexicon(sentence: Stretch) -> Iterator[ActorMention]:
    words = sentence.words
    index = sentence.language.actors
    for hit in index.scan(sentence.text, words, sentence.first, sentence.stop):
        quote = sentence.quote(hit.first, hit.last)
        yield ActorMention(
            name=hit.term.name or " ".join(quote.split()),
            kind=hit.term.kind,
            concept=hit.term.concept,
            start=words[hit.first].start,
            end=words[hit.last].end,
            quote=quote,
            rule="lexicon",
        )


def _without_overlap(found: Iterable[ActorMention]) -> list[ActorMention]:
    """Keep the longest of mentions that overlap; of equal ones the first."""
    kept: list[ActorMention] = []
    for one in sorted(found, key=lambda mention: mention.start - mention.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept
