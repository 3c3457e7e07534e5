"""What a text says of people and acts: everything that the lexicon finds, joined into accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from onrecord.core.document.accounts import AccountSuggestion, accounts_in
from onrecord.core.document.actors.abbreviations import Abbreviations
from onrecord.core.document.actors.finder import EVENT, NO_ACTORS, actors_in
from onrecord.core.document.actors.mention import BODIES, GROUP, ROLE, ActorMention
from onrecord.core.document.actors.parties import Anchor
from onrecord.core.document.acts.finder import acts_in, triggers_in
from onrecord.core.document.acts.says import Speaker
from onrecord.core.document.acts.scene import scene_of
from onrecord.core.document.acts.suggestion import ActSuggestion
from onrecord.core.document.lexicon import Hit, Lexicon
from onrecord.core.document.people.finder import people_in
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.place_names import Place, places_kept
from onrecord.core.document.spans import Dated, Quoted, Spanned, Spans
from onrecord.core.document.stretch import Part, Stretch, stretches


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDidWhat(Generic[Place]):
    """What was found in one text, each in reading order. All of it are suggestions.

    ``places`` are those given, without the ones that are part of the name of a body, a person or
    an event.
    """

    actors: tuple[ActorMention, ...]
    people: tuple[PersonMention, ...]
    places: tuple[Place, ...]
    acts: tuple[ActSuggestion, ...]
    accounts: tuple[AccountSuggestion, ...]


def who_did_what(
    text: str,
    lexicon: Lexicon,
    parts: Sequence[Part] = (),
    *,
    places: Sequence[Place] = (),
    dates: Sequence[Dated] = (),
    figures: Sequence[Quoted] = (),
) -> WhoDidWhat[Place]:
    """Find actors, people, acts and accounts, and tell places from names that only hold one.

    ``parts`` are (start, end, language) of the text, in order; ``places``, ``dates`` and
    ``figures`` are what other rules found in it. The work grows in proportion to the text.
    """
    sentences = tuple(stretches(text, lexicon, parts))
    names = _names(sentences, lexicon, places)
    acts: list[ActSuggestion] = []
    accounts: list[AccountSuggestion] = []
    all_dates, all_figures = Spans(dates), Spans(figures)
    speaker = Speaker()
    for sentence, triggers in zip(sentences, names.triggers, strict=True):
        begin, end = sentence.start, sentence.end
        new = tuple(_acts(sentence, triggers, names, all_dates, speaker))
        acts += new
        accounts += accounts_in(
            (begin, end),
            text,
            new,
            figures=all_figures.within(begin, end),
            people=names.people.within(begin, end),
        )
    return WhoDidWhat(
        actors=tuple(one for one in names.mentions.found if one.kind not in NO_ACTORS),
        people=tuple(names.people.found),
        places=tuple(names.places.found),
        acts=tuple(acts),
        accounts=tuple(accounts),
    )


def find_acts(
    text: str,
    lexicon: Lexicon,
    parts: Sequence[Part] = (),
    *,
    places: Sequence[Quoted] = (),
    dates: Sequence[Dated] = (),
) -> Iterator[ActSuggestion]:
    """Yield the acts of a text in reading order, denied and hypothetical ones with that status."""
    yield from who_did_what(text, lexicon, parts, places=places, dates=dates).acts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names(Generic[Place]):
    """The names of a document, and the words that name acts, by sentence."""

    mentions: Spans[ActorMention]
    places: Spans[Place]
    people: Spans[PersonMention]
    triggers: Sequence[Sequence[Hit]]


def _names(
    sentences: Sequence[Stretch], lexicon: Lexicon, places: Sequence[Place]
) -> _Names[Place]:
    known = Abbreviations()
    mentions = [one for sentence in sentences for one in actors_in(sentence, known)]
    closed: Spans[Spanned] = Spans(one for one in mentions if one.kind in _CLOSED)
    roles: Spans[Spanned] = Spans(one for one in mentions if one.kind == ROLE)
    triggers = [triggers_in(sentence, closed=closed, roles=roles) for sentence in sentences]
    groups = (one for one in mentions if one.kind == GROUP)
    covering: Spans[Spanned] = Spans((*closed.found, *groups))
    kept = Spans(places_kept(sentences, places, covering, lexicon.given_names))
    barred: Spans[Spanned] = Spans((*covering.found, *kept.found))
    people = Spans(people_in(sentences, lexicon.given_names, never=barred))
    worded = Spans(
        _Worded(sentence.words[hit.first].start, sentence.words[hit.last].end)
        for sentence, hits in zip(sentences, triggers, strict=True)
        for hit in hits
        if hit.last > hit.first
    )
    others = (one for one in mentions if not _is_no_actor(one, people, worded))
    return _Names(mentions=Spans(others), places=kept, people=people, triggers=triggers)


_CLOSED = BODIES | {EVENT}
"""Kinds of names in which no act is sought."""


@dataclass(frozen=True, slots=True)
class _Worded:
    """Where an act of several words stands."""

    start: int
    end: int


def _is_no_actor(
    mention: ActorMention, people: Spans[PersonMention], worded: Spans[_Worded]
) -> bool:
    """Say whether a mention lies in a person's name, or is a role of somebody named, or a figure.

    The role that stands before a name belongs to the person (*human rights advocate N. N.*); one
    within the words of an act is a way of speaking (*prisoners in their own homes*).
    """
    if mention.kind != ROLE:
        return people.meet(mention.start, mention.end)
    return people.meet(mention.start, mention.end + 2) or worded.meet(mention.start, mention.end)


def _acts(
    sentence: Stretch,
    triggers: Sequence[Hit],
    names: _Names[Place],
    dates: Spans[Dated],
    speaker: Speaker,
) -> Iterator[ActSuggestion]:
    begin, end = sentence.start, sentence.end
    anchors = [
        *(_anchor(one, one.kind) for one in names.mentions.within(begin, end) if one.kind != EVENT),
        *(_anchor(one, "person") for one in names.people.within(begin, end)),
    ]
    scene = scene_of(
        sentence,
        triggers,
        anchors,
        places=names.places.within(begin, end),
        dates=dates.within(begin, end),
        speaker=speaker,
    )
    yield from acts_in(scene)


def _anchor(mention: ActorMention | PersonMention, kind: str) -> Anchor:
    return Anchor(start=mention.start, end=mention.end, kind=kind, name=mention.name)
