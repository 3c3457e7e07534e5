"""Who did an act and to whom, by where the parties stand around its words.

The grammar is small on purpose: voice by auxiliary or by the form itself, an agent behind *by*,
*nga*, *od strane*, a victim behind *of*, *ndaj*, *nad* or as subject or object. What no rule
states stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.core.document.actors.parties import Party, hangs_on_preposition
from onrecord.core.document.acts.scene import Scene
from onrecord.core.document.clauses import Clause
from onrecord.core.document.lexicon import Hit, Words
from onrecord.core.document.lexicon.tokens import Case

_MOST_BETWEEN = 6
_MOST_IN_LIST = 3
_MOST_TO_VERB = 12
_AUXILIARY_REACH = 4


@dataclass(frozen=True, slots=True)
class Roles:
    """Victim and alleged perpetrator of one act, and the rule that read them."""

    victims: Party | None
    perpetrator: Party | None
    rule: str


def roles_of(scene: Scene, trigger: Hit) -> Roles:
    """Read who did what to whom around one trigger, within its clause."""
    clause = scene.clause_of(trigger)
    part = trigger.term.part
    if part == "alone":
        return Roles(None, None, "alone")
    if part == "noun":
        return _noun(scene, trigger, clause)
    if part == "subject":
        return Roles(_subject_or_object(scene, trigger, clause), None, "subject_suffers")
    if part == "doer":
        return Roles(None, _subject(scene, trigger, clause), "subject_acts")
    voice = part if part in {"active", "passive"} else _voice(scene, trigger, clause)
    if part == "active" and _before_key(scene, trigger) == "u":
        voice = "passive"
    return (
        _passive(scene, trigger, clause) if voice == "passive" else _active(scene, trigger, clause)
    )


def shared(scene: Scene, found: list[tuple[Hit, Roles]]) -> list[tuple[Hit, Roles]]:
    """Let acts in one list share what stands once: *beatings, stabbings and killings of Serbs*."""
    for at in range(len(found) - 2, -1, -1):
        found[at] = _filled(scene, found[at], found[at + 1])
    for at in range(1, len(found)):
        found[at] = _filled(scene, found[at], found[at - 1])
    return found


def _filled(scene: Scene, one: tuple[Hit, Roles], other: tuple[Hit, Roles]) -> tuple[Hit, Roles]:
    hit, roles = one
    further = other[1]
    left, right = sorted((hit, other[0]), key=lambda trigger: trigger.first)
    if hit.term.part == "alone" or not _are_listed(scene, left, right):
        return one
    return hit, replace(
        roles,
        victims=roles.victims or further.victims,
        perpetrator=roles.perpetrator or further.perpetrator,
    )


def _are_listed(scene: Scene, left: Hit, right: Hit) -> bool:
    sentence = scene.sentence
    grammar = sentence.language.words
    between = sentence.keys(left.last + 1, right.first)
    gap = sentence.text[sentence.words[left.last].end : sentence.words[right.first].start]
    if len(between) > _MOST_IN_LIST or not set(gap).isdisjoint(".;:()"):
        return False
    if any(left.last < one.first <= right.first for one in scene.parties):
        return False
    binding = grammar.join | grammar.infinitive
    if any(word.case is not Case.small for word in sentence.words[left.last + 1 : right.first]):
        return False  # *KLA attacks and Yugoslav reprisals* have two doers
    joined = "," in gap or any(key in binding for key in between)
    return joined and all(
        key in binding or key in grammar.article or key not in grammar.stop for key in between
    )


def _noun(scene: Scene, trigger: Hit, clause: Clause) -> Roles:
    agent = _agent(scene, trigger, clause)
    victims = None
    for party in scene.behind(trigger.last, clause.stop):
        if party is not agent and _is_patient(scene, trigger, party):
            victims = party
            break
    doer = agent or _doer(scene, trigger, clause)
    return Roles(victims, doer, "noun")


def _is_patient(scene: Scene, trigger: Hit, party: Party) -> bool:
    """Say whether a party stands behind a noun as its victim."""
    language = scene.sentence.language
    between = scene.sentence.keys(trigger.last + 1, party.first)
    gap = scene.sentence.text[scene.sentence.words[trigger.last].end : party.start]
    if len(between) > _MOST_BETWEEN or not set(gap).isdisjoint(".;:()"):
        return False
    own = scene.sentence.words[trigger.last].key
    linked = own in language.words.patient or _opens_with_patient(between, language.words)
    rest = [key for key in between if key not in language.words.patient]
    if not linked and not language.genitive:
        return not between and scene.sentence.words[trigger.last].key.endswith("ing")
    if not linked:
        return not between and not party.is_body
    return not any(key in language.words.stop and key not in language.words.article for key in rest)


def _opens_with_patient(between: list[str], words: Words) -> bool:
    """Say whether *of*, *against*... follows the noun at once, or after its agent."""
    if not between:
        return False
    opening = between[0] in words.patient or between[0] in words.agent
    return opening and not words.patient.isdisjoint(between)


def _doer(scene: Scene, trigger: Hit, clause: Clause) -> Party | None:
    """Find who did it before the noun: *forces carried out killings*, *army attacks*."""
    sentence = scene.sentence
    commit = sentence.language.words.commit
    for party in scene.before(trigger.first, clause.first):
        if party.last + 1 == trigger.first and not sentence.language.genitive:
            return party if party.is_body else None
        between = sentence.keys(party.last + 1, trigger.first)
        does = any(key in commit for key in between) and not scene.reports(party, trigger)
        return party if does else None
    opening = sentence.keys(clause.first, trigger.first)
    if clause.is_relative and any(key in commit for key in opening):
        return _antecedent(scene, clause)
    return None


def _voice(scene: Scene, trigger: Hit, clause: Clause) -> str:
    """Read the voice of a verb form that serves for both: *killed*, *vrarë*."""
    grammar = scene.sentence.language.words
    keys = scene.sentence.keys(max(clause.first, trigger.first - _AUXILIARY_REACH), trigger.first)
    if keys and keys[-1] in grammar.infinitive:
        return "active"
    if any(key in grammar.be for key in keys):
        return "passive"
    if any(key in grammar.have for key in keys) or trigger.first == clause.first:
        return "active"
    following = scene.sentence.keys(trigger.last + 1, min(trigger.last + 2, clause.stop))
    return "passive" if following and following[0] in grammar.agent else "active"


def _passive(scene: Scene, trigger: Hit, clause: Clause) -> Roles:
    agent = _agent(scene, trigger, clause)
    return Roles(_subject_or_object(scene, trigger, clause, agent), agent, "passive")


def _active(scene: Scene, trigger: Hit, clause: Clause) -> Roles:
    victims = _object(scene, trigger, clause)
    if _before_key(scene, trigger) in scene.sentence.language.words.infinitive:
        return Roles(victims, None, "infinitive")
    doer = _subject(scene, trigger, clause)
    if victims is not None and doer is not None and _is_object_first(scene, trigger, doer):
        return Roles(doer, victims, "object_first")
    if victims is None:
        return _without_object(scene, trigger, clause, doer)
    return Roles(victims, doer, "active")


def _is_object_first(scene: Scene, trigger: Hit, before: Party) -> bool:
    """Say whether one named person stands before a plural verb, and so is its object.

    *Artu su pretukla dva vojnika* must never make Arta a perpetrator.
    """
    plural = scene.sentence.language.words.plural
    keys = scene.sentence.keys(before.last + 1, trigger.first)
    alone = before.names_a_person and len(before.anchors) == 1
    return alone and not plural.isdisjoint(keys)


def _without_object(scene: Scene, trigger: Hit, clause: Clause, doer: Party | None) -> Roles:
    """Read a verb without an object among people: often it is a participle, and they suffer.

    *Women killed by soldiers*, *300 civilians killed or missing*, *were led away and killed*; but
    *soldiers looted shops*.
    """
    bound = next((one for one in scene.parties if one.last + 1 == trigger.first), None)
    agent = _agent(scene, trigger, clause)
    if agent is not None:
        return Roles(bound or doer, agent, "passive")
    if bound is not None and not bound.is_body and _nothing_follows(scene, trigger, clause):
        return Roles(bound, None, "participle")
    if _continues_a_passive(scene, trigger, clause):
        return Roles(doer, None, "passive")
    return Roles(None, doer, "active")


def _nothing_follows(scene: Scene, trigger: Hit, clause: Clause) -> bool:
    """Say whether a verb is followed by no noun phrase: a mark, the end, or a small word."""
    following = trigger.last + 1
    if following >= clause.stop or scene.sentence.gap(trigger.last, following).strip(" \n"):
        return True
    grammar = scene.sentence.language.words
    return scene.sentence.words[following].key in grammar.stop - grammar.article


def _continues_a_passive(scene: Scene, trigger: Hit, clause: Clause) -> bool:
    grammar = scene.sentence.language.words
    keys = scene.sentence.keys(clause.first, trigger.first)
    return bool(keys) and keys[-1] in grammar.join and not grammar.be.isdisjoint(keys)


def _subject(scene: Scene, trigger: Hit, clause: Clause) -> Party | None:
    """Return the party before a verb, or the one that its relative pronoun points to.

    The object of an earlier verb is passed over: in *officers beat Arta and threatened Besim*
    nobody says that Arta threatened.
    """
    for party in scene.before(trigger.first, clause.first):
        if scene.reports(party, trigger) or trigger.first - party.last > _MOST_TO_VERB:
            return None
        if not hangs_on_preposition(scene.sentence, party) and not _is_object_of_another(
            scene, party, trigger, clause
        ):
            return party
    return _antecedent(scene, clause) if clause.is_relative else None


def _is_object_of_another(scene: Scene, party: Party, trigger: Hit, clause: Clause) -> bool:
    join = scene.sentence.language.words.join
    is_joined = not join.isdisjoint(scene.sentence.keys(party.last + 1, trigger.first))
    return is_joined and any(
        clause.first <= other.first and other.last < party.first for other in scene.triggers
    )


def _object(scene: Scene, trigger: Hit, clause: Clause) -> Party | None:
    for party in scene.behind(trigger.last, clause.stop):
        return party if _is_near(scene, trigger, party) else None
    return None


def _is_near(scene: Scene, trigger: Hit, party: Party) -> bool:
    sentence, grammar = scene.sentence, scene.sentence.language.words
    between = sentence.keys(trigger.last + 1, party.first)
    gap = sentence.text[sentence.words[trigger.last].end : party.start]
    if len(between) > _MOST_BETWEEN or not set(gap).isdisjoint(".;:(),"):
        return False
    return not any(
        key in grammar.agent
        or key in grammar.preposition
        or key in (grammar.patient - grammar.article)
        for key in between
    )


def _subject_or_object(
    scene: Scene, trigger: Hit, clause: Clause, agent: Party | None = None
) -> Party | None:
    """Return who suffers: *200 Srba je pobeglo* and *pobeglo je 200 Srba* say the same."""
    following = _object(scene, trigger, clause)
    free_order = scene.sentence.language.free_order
    if free_order and following is not None and following is not agent:
        return following
    subject = _subject(scene, trigger, clause)
    return subject if subject is not agent else None


def _agent(scene: Scene, trigger: Hit, clause: Clause) -> Party | None:
    """Return the party behind *by*, *nga*, *od strane*, after the act or before a passive."""
    sentence, agents = scene.sentence, scene.sentence.language.words.agent
    for party in scene.behind(trigger.last, clause.stop):
        before = sentence.keys(max(trigger.last + 1, party.first - 3), party.first)
        if any(key in agents for key in before):
            return party
    return None


def _antecedent(scene: Scene, clause: Clause) -> Party | None:
    """Return the party directly before a relative pronoun."""
    opener = clause.first - 1
    for party in scene.before(opener, scene.sentence.first):
        return party if opener - party.last <= 2 else None
    return None


def _before_key(scene: Scene, trigger: Hit) -> str:
    at = trigger.first - 1
    return scene.sentence.words[at].key if at >= scene.sentence.first else ""
