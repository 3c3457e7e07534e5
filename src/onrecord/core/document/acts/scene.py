"""What the rules for acts look at: one sentence with its triggers, clauses, parties and places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.document.actors.parties import Anchor, Party, parties_of
from onrecord.core.document.acts.says import Speaker
from onrecord.core.document.clauses import Clause, clauses_of
from onrecord.core.document.lexicon import Hit
from onrecord.core.document.spans import Dated, Quoted
from onrecord.core.document.stretch import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sentence, and everything in it that an act can be joined with."""

    sentence: Stretch
    triggers: tuple[Hit, ...]
    clauses: tuple[Clause, ...]
    parties: tuple[Party, ...]
    speech: tuple[Hit, ...]
    marks: tuple[Hit, ...]
    places: tuple[Quoted, ...]
    dates: tuple[Dated, ...]
    attribution: str | None

    def clause_of(self, trigger: Hit) -> Clause:
        """Return the clause in which a trigger begins."""
        firsts = [clause.first for clause in self.clauses]
        at = bisect_right(firsts, trigger.first) - 1
        return self.clauses[max(at, 0)]

    def before(self, place: int, floor: int) -> list[Party]:
        """Return the parties between two words, the nearest to ``place`` first."""
        return [one for one in reversed(self.parties) if one.last < place and one.first >= floor]

    def reports(self, party: Party, trigger: Hit) -> bool:
        """Say whether a verb of saying stands between, so that the party tells and does not do."""
        return any(party.last < hit.first < trigger.first for hit in self.speech)

    def behind(self, place: int, limit: int) -> list[Party]:
        """Return the parties that begin after a word and before another, the nearest first."""
        return [one for one in self.parties if place < one.first < limit]


def scene_of(
    sentence: Stretch,
    triggers: Sequence[Hit],
    anchors: Sequence[Anchor],
    *,
    places: Sequence[Quoted],
    dates: Sequence[Dated],
    speaker: Speaker,
) -> Scene:
    """Put together what the rules look at."""
    language, part = sentence.language, (sentence.first, sentence.stop)
    speech = tuple(language.speech.scan(sentence.text, sentence.words, *part))
    marks = tuple(language.status.scan(sentence.text, sentence.words, *part)) if triggers else ()
    taken = frozenset(
        [
            *(at for hit in (*triggers, *speech, *marks) for at in range(hit.first, hit.last + 1)),
            *(at for one in dates for at in range(sentence.at(one.start), sentence.at(one.end))),
        ]
    )
    parties = parties_of(sentence, anchors, taken)
    return Scene(
        sentence=sentence,
        triggers=tuple(triggers),
        clauses=clauses_of(sentence),
        parties=parties,
        speech=speech,
        marks=marks,
        places=tuple(places),
        dates=tuple(dates),
        attribution=speaker.of(sentence, parties, speech),
    )
