"""Where, when and with what an act was done: by its own clause, else by the only one around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from onrecord.core.document.acts.scene import Scene
from onrecord.core.document.lexicon import Hit
from onrecord.core.document.spans import Spanned

One = TypeVar("One", bound=Spanned)


def place_of(scene: Scene, trigger: Hit) -> str | None:
    """Return the words of the place nearest to the act in its clause, else of the only one."""
    found = _nearest(scene, trigger, scene.places)
    return None if found is None else " ".join(found.quote.split())


def period_of(scene: Scene, trigger: Hit) -> str | None:
    """Return the EDTF date nearest to the act in its clause, else the only one around it."""
    found = _nearest(scene, trigger, scene.dates)
    return None if found is None else found.edtf


def means_of(scene: Scene, trigger: Hit) -> str | None:
    """Return the words for how it was done (*with hand grenades*), from the clause alone."""
    sentence, clause = scene.sentence, scene.clause_of(trigger)
    hits = sentence.language.means.scan(sentence.text, sentence.words, clause.first, clause.stop)
    found = [hit for hit in hits if hit.last < trigger.first or hit.first > trigger.last]
    if not found:
        return None
    nearest = min(found, key=lambda hit: abs(hit.first - trigger.first))
    return " ".join(sentence.quote(nearest.first, nearest.last).split())


def _nearest(scene: Scene, trigger: Hit, candidates: Sequence[One]) -> One | None:
    """Take the nearest in the clause; where it has none and the sentence only one, take that."""
    if not candidates:
        return None
    words = scene.sentence.words
    start, end = words[trigger.first].start, words[trigger.last].end
    clause = scene.clause_of(trigger)
    begin, stop = words[clause.first].start, words[clause.stop - 1].end
    inside = [one for one in candidates if begin <= one.start and one.end <= stop]
    if not inside:
        return candidates[0] if len(candidates) == 1 else None
    return min(inside, key=lambda one: max(one.start - end, 2 * (start - one.end)))
