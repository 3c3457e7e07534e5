"""Which acts a sentence speaks of, each with what its clause says of who, whom, where, when."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.acts.roles import Roles, roles_of, shared
from onrecord.core.document.acts.scene import Scene
from onrecord.core.document.acts.status import status_of
from onrecord.core.document.acts.suggestion import ActStatus, ActSuggestion
from onrecord.core.document.acts.where_when import means_of, period_of, place_of
from onrecord.core.document.lexicon import Hit
from onrecord.core.document.lexicon.tokens import Case
from onrecord.core.document.spans import Spanned, Spans
from onrecord.core.document.stretch import Stretch

NO_ACT = "none"
"""Part of forms that hold the word of an act and are none: *shooting range*, *war crimes court*."""


def triggers_in(sentence: Stretch, *, closed: Spans[Spanned], roles: Spans[Spanned]) -> list[Hit]:
    """Return the words of a sentence that name acts.

    Left out are those within a ``closed`` name, those within a longer role (*displaced
    persons*), nouns that are a heading or part of a title, and what only points back (*these
    abuses*).
    """
    index = sentence.language.acts
    return [
        hit
        for hit in index.scan(sentence.text, sentence.words, sentence.first, sentence.stop)
        if hit.term.part != NO_ACT
        and not _is_a_heading(sentence, hit)
        and not _is_part_of_a_name(sentence, hit, closed, roles)
        and not _points_back(sentence, hit)
    ]


def _is_a_heading(sentence: Stretch, hit: Hit) -> bool:
    """Tell a heading or a title (*Illicit Trafficking in Human Organs*) from a statement."""
    if hit.term.part != "noun":
        return False
    is_whole = (hit.first, hit.last + 1) == (sentence.first, sentence.stop)
    return is_whole or (
        hit.first > sentence.first and sentence.words[hit.first].case is not Case.small
    )


def _is_part_of_a_name(
    sentence: Stretch, hit: Hit, closed: Spans[Spanned], roles: Spans[Spanned]
) -> bool:
    start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
    around = [one for one in closed.meeting(start, end) if one.start <= start and end <= one.end]
    wider = [
        one
        for one in roles.meeting(start, end)
        if one.start <= start and end <= one.end and one.end - one.start > end - start
    ]
    return bool(around or wider)


def _points_back(sentence: Stretch, hit: Hit) -> bool:
    if hit.term.concept is not None or hit.first == sentence.first:
        return False
    return sentence.words[hit.first - 1].key in sentence.language.words.pointing


def acts_in(scene: Scene) -> Iterator[ActSuggestion]:
    """Yield the acts of one sentence."""
    if not scene.triggers:
        return
    found = shared(scene, [(hit, roles_of(scene, hit)) for hit in scene.triggers])
    for hit, roles in found:
        yield _suggestion(scene, hit, roles, status_of(scene, hit))


def _suggestion(scene: Scene, hit: Hit, roles: Roles, status: ActStatus) -> ActSuggestion:
    sentence = scene.sentence
    victims, doer = roles.victims, roles.perpetrator
    return ActSuggestion(
        concept=hit.term.concept,
        status=status,
        victims=None if victims is None else victims.text,
        alleged_perpetrator=None if doer is None else doer.text,
        place=place_of(scene, hit),
        period=period_of(scene, hit),
        attribution=scene.attribution,
        how=means_of(scene, hit),
        start=sentence.words[hit.first].start,
        end=sentence.words[hit.last].end,
        quote=sentence.quote(hit.first, hit.last),
        rule=f"lexicon+{roles.rule}",
        victims_span=None if victims is None else (victims.start, victims.end),
        perpetrator_span=None if doer is None else (doer.start, doer.end),
        names_a_person=doer is not None and doer.names_a_person,
    )
