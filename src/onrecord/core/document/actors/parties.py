"""Which noun phrases of a sentence stand for people or bodies: *two Serb sisters and Arta*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.core.document.actors.mention import BODIES
from onrecord.core.document.stretch import Stretch

_MOST_BEFORE = 7
_MOST_BETWEEN = 3
_POSSESSIVE = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A word or name that stands for someone; ``kind`` as in mentions, or ``person``."""

    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A whole phrase for one or several parties: its span, its words, and what it is built on.

    ``first`` and ``last`` are its first and last word.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    anchors: tuple[Anchor, ...]

    @property
    def is_body(self) -> bool:
        """Say whether the phrase names bodies alone, which act and speak but rarely suffer."""
        return all(anchor.kind in BODIES for anchor in self.anchors)

    @property
    def names_a_person(self) -> bool:
        """Say whether a person stands in it by name."""
        return any(anchor.kind == "person" for anchor in self.anchors)


def parties_of(
    sentence: Stretch, anchors: Iterable[Anchor], taken: frozenset[int] = frozenset()
) -> tuple[Party, ...]:
    """Return the phrases built on anchors, in order.

    Neighbours join where only a hyphen, a comma or joining words stand between them. A phrase
    grows to the left over adjectives, articles and quantities (*thousands of*), never over
    ``taken`` words (those of acts), small words of grammar, or punctuation.
    """
    grouped: list[list[Anchor]] = []
    for anchor in sorted(anchors, key=lambda one: one.start):
        if (
            grouped
            and _belong(sentence, grouped[-1][-1], anchor, taken)
            and not _stands_between_acts(sentence, grouped[-1][0], anchor, taken)
        ):
            grouped[-1].append(anchor)
        else:
            grouped.append([anchor])
    parties: list[Party] = []
    for group in grouped:
        floor = parties[-1].last + 1 if parties else sentence.first
        parties.append(_party(sentence, group, floor, taken))
    return tuple(parties)


def hangs_on_preposition(sentence: Stretch, party: Party) -> bool:
    """Say whether a party hangs on a preposition (*in the Church*), so that it is no subject.

    One that begins with a number does not: *from 20 to 30 people were killed*.
    """
    grammar = sentence.language.words
    at = party.first - 1
    while at >= sentence.first and sentence.words[at].key in grammar.article:
        at -= 1
    if at < sentence.first:
        return False
    before = sentence.words[at].key
    if sentence.words[party.first].key[0].isdigit():
        return before in grammar.agent
    return before in grammar.preposition | grammar.agent | (grammar.patient - grammar.article)


def _belong(sentence: Stretch, left: Anchor, right: Anchor, taken: frozenset[int]) -> bool:
    first, stop = sentence.at(left.end), sentence.at(right.start)
    between = sentence.keys(first, stop)
    if not taken.isdisjoint(range(first, stop)):
        return False
    gap = sentence.text[left.end : right.start]
    if len(between) > _MOST_BETWEEN or any(mark in gap for mark in '.;:()"“”\n\n'[:-2]):
        return False
    grammar = sentence.language.words
    if not between:
        alike = (left.kind in BODIES) == (right.kind in BODIES)
        return alike if "," in gap else not gap.strip(" -\n/")
    if any(key in grammar.join for key in between):
        return all(key in grammar.join or key not in grammar.stop for key in between)
    return _is_quantity_of(between)


def _stands_between_acts(
    sentence: Stretch, first: Anchor, last: Anchor, taken: frozenset[int]
) -> bool:
    """Tell *killed two men and villagers fled*, two parties, from *killed men and women*."""
    begin = sentence.at(first.start)
    before = range(begin - _MOST_BETWEEN, begin)
    return sentence.at(last.end) in taken and not taken.isdisjoint(before)


def _is_quantity_of(between: Sequence[str]) -> bool:
    """Join *members of ethnic minorities*, *the majority of the population*."""
    return (
        bool(between)
        and between[0] == "of"
        and all(key in {"of", "the", "these", "those"} for key in between)
    )


def _party(sentence: Stretch, group: list[Anchor], floor: int, taken: frozenset[int]) -> Party:
    anchor = sentence.at(group[0].start)
    last = max(sentence.at(group[-1].end) - 1, anchor)
    first = _grown(sentence, anchor, floor, taken)
    start = sentence.words[first].start if first < anchor else group[0].start
    end = group[-1].end
    return Party(
        start=start,
        end=end,
        first=first,
        last=last,
        text=" ".join(sentence.text[start:end].split()),
        anchors=tuple(group),
    )


def _grown(sentence: Stretch, anchor: int, floor: int, taken: frozenset[int]) -> int:
    words, grammar = sentence.words, sentence.language.words
    first = at = anchor
    while at > floor and anchor - at < _MOST_BEFORE:
        at -= 1
        if at in taken or not _is_tight(sentence, at):
            break
        key = words[at].key
        if key in grammar.bind and _binds_a_quantity(sentence, at, floor):
            continue
        if key == _POSSESSIVE or (key in grammar.stop and not key.isdigit()):
            break
        first = at
    return first


def _binds_a_quantity(sentence: Stretch, at: int, floor: int) -> bool:
    """Say whether a quantity stands before a run of words such as *of these*."""
    grammar = sentence.language.words
    while at > floor and sentence.words[at].key in grammar.bind and _is_tight(sentence, at):
        at -= 1
    key = sentence.words[at].key
    return key in grammar.quantity or key[0].isdigit()


def _is_tight(sentence: Stretch, at: int) -> bool:
    return not sentence.gap(at, at + 1).strip(" -\n\u00a0")
