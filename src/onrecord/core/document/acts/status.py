"""Whether a text says that an act happened, that it did not, or only that it could."""

from __future__ import annotations

from onrecord.core.document.acts.scene import Scene
from onrecord.core.document.acts.suggestion import ActStatus
from onrecord.core.document.clauses import Clause
from onrecord.core.document.lexicon import Hit

_REACH_BEFORE = 7
_REACH_BEHIND = 5
_MOST_IN_LIST = 2
_OPENER_AND_VERB = 2
"""*denies that*, *mohon që*: the mark stands before the word that opens the clause."""


def status_of(scene: Scene, trigger: Hit) -> ActStatus:
    """Read the status of one act from the marks in its own clause.

    A mark before the act counts within seven words (*no reports of torture*, *must prevent*); one
    behind it only where it says so (part ``behind``: *torture is prohibited*), and one of part
    ``clause`` however far (*no reports that...*); one of part ``verb`` not on a noun (*did not
    condemn the attacks*). What *was
    committed* is asserted, whatever is to be done about it.
    """
    if _was_committed(scene, trigger):
        return ActStatus.asserted
    clause = scene.clause_of(trigger)
    found = ActStatus.asserted
    for mark in scene.marks:
        if not _bears_on(scene, mark, trigger, clause):
            continue
        if mark.term.kind == "denied":
            return ActStatus.denied
        found = ActStatus.hypothetical
    return found


def _was_committed(scene: Scene, trigger: Hit) -> bool:
    grammar = scene.sentence.language.words
    keys = scene.sentence.keys(trigger.last + 1, min(trigger.last + 4, scene.sentence.stop))
    return any(key in grammar.commit for key in keys) and any(key in grammar.be for key in keys)


def _bears_on(scene: Scene, mark: Hit, trigger: Hit, clause: Clause) -> bool:
    if mark.term.part == "behind":
        return trigger.last < mark.first <= min(trigger.last + _REACH_BEHIND, clause.stop - 1)
    opening = clause.first if clause.opener is None else clause.first - _OPENER_AND_VERB
    distance = trigger.first - mark.last
    if mark.last < opening or distance <= 0:
        return False
    if mark.term.part == "clause":
        return True
    if distance > _REACH_BEFORE or (mark.term.part == "verb" and trigger.term.part == "noun"):
        return False
    return not _is_cut_off(scene, mark, trigger)


def _is_cut_off(scene: Scene, mark: Hit, trigger: Hit) -> bool:
    """Say whether a comma or another act ends what the mark bears on.

    A list goes on after a comma, a phrase not. In *nobody was killed in the attack*, the attack
    is asserted.
    """
    sentence = scene.sentence
    for other in scene.triggers:
        if mark.last < other.first < trigger.first:
            between = sentence.keys(other.last + 1, trigger.first)
            if not sentence.language.words.preposition.isdisjoint(between):
                return True
    words = sentence.words
    gap = sentence.text[words[mark.last].end : words[trigger.first].start]
    _, comma, behind = gap.partition(",")
    return bool(comma) and len(behind.split()) > _MOST_IN_LIST
