"""Which abbreviations a document introduces for a body, and where it uses them later."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.core.document.actors.mention import BODIES, ActorMention
from onrecord.core.document.stretch import Stretch

_INTRODUCED = re.compile(r"\s?\(?(?P<short>[A-ZČĆŠŽĐËÇЀ-Я]{2,8})\)?(?![\w])")


class Abbreviations:
    """The abbreviations that the document has introduced so far: *Kosovo Police (KP)*."""

    def __init__(self) -> None:
        self._bodies: dict[str, ActorMention] = {}

    def learn(self, sentence: Stretch, found: Iterable[ActorMention]) -> list[ActorMention]:
        """Return the abbreviations that stand behind the bodies found, and keep them."""
        taken = {(one.start, one.end) for one in found}
        new = []
        for body in [one for one in found if one.kind in BODIES]:
            match = _INTRODUCED.match(sentence.text, body.end, sentence.end)
            if match is None or not _stands_for(match["short"], body.quote):
                continue
            self._bodies.setdefault(match["short"], body)
            if match.span("short") not in taken:
                new.append(_named(body, match["short"], match.start("short")))
        return new

    def find(self, sentence: Stretch, found: Iterable[ActorMention]) -> list[ActorMention]:
        """Return further uses of abbreviations known from this document."""
        if not self._bodies:
            return []
        taken = [(one.start, one.end) for one in found]
        return [
            _named(self._bodies[short], short, word.start)
            for word in sentence.words[sentence.first : sentence.stop]
            if (short := sentence.text[word.start : word.end]) in self._bodies
            and all(word.end <= start or end <= word.start for start, end in taken)
        ]


def _stands_for(short: str, name: str) -> bool:
    """Say whether all but one letter of an abbreviation begin words of the name."""
    initials = {word[0].upper() for word in re.findall(r"\w+", name)}
    return sum(letter in initials for letter in short) >= max(2, len(short) - 1)


def _named(body: ActorMention, short: str, start: int) -> ActorMention:
    return ActorMention(
        name=body.name,
        kind=body.kind,
        concept=body.concept,
        start=start,
        end=start + len(short),
        quote=short,
        rule="abbreviation",
    )
