"""How is a side filled with a linkage run, its pairs, and decisions that contradict?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tests.integration.access.sides import Side
from tests.linking import score

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import User
from onrecord.web.linkage import selectors, services
from onrecord.web.linkage.models import CandidatePair, PairDecision, Run
from onrecord.web.linkage.reading import named
from onrecord.web.people.models import Mention
from onrecord.web.people.selectors import persons_by_mention
from onrecord.web.people.services import imports
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import take_in

_ASKED = services.Asked(second=0.0, measured=10, lowest=1e-6)


def build_linkage(side: Side, source: Source, word: str, *, by: User) -> Side:
    """Link mentions of a list of trees and decide about some pairs, so that three contradict."""
    lines = [f"{word}-{n},tree of {word},Besa {word},Bora {word}" for n in range(5)]
    content = "id,list,given,surname\n" + "\n".join(lines)
    exhibit = take_in(source, content.encode(), name=f"trees-{word}.csv", by=by)
    mapping = Mapping.from_yaml("id: id\nlist: list\nnames: {given: given, surname: surname}\n")
    batch = imports.commit(imports.stage(exhibit, mapping, by=by).batch, by=by)
    stems = list(
        Mention.objects.filter(batch=batch).order_by("line").values_list("stem", flat=True)
    )
    run = link(side.compartment, word, by=by)
    pairs = {frozenset((one.left, one.right)): one for one in run.pairs.all()}

    def between(one: int, other: int) -> CandidatePair:
        return pairs[frozenset((stems[one], stems[other]))]

    apart = decided(between(0, 1), "different", word, by=by)
    decided(between(1, 2), "same", word, by=by)
    decided(between(0, 2), "same", word, by=by)
    waits = between(0, 3)
    return replace(
        side,
        linkage_run=run.pk,
        open_pair=waits.pk,
        pair_of_open=(waits.left, waits.right),
        decided_pair=apart.pair_id,
        pair_decision=apart.pk,
        tree=stems[4],
    )


def link(compartment_id: int, word: str, *, by: User) -> Run:
    """Make a run over a compartment, every text of it with the word."""
    rows = list(selectors.read_for_run(by, compartment_id))
    scoring = partial(score, word=word)(
        [named(row) for row in rows],
        (),
        threshold=_ASKED.threshold,
        lowest=_ASKED.lowest,
        tell=lambda _done, _all: None,
    )
    return services.keep(compartment_id, rows, scoring, _ASKED, by=by)


def decided(pair: CandidatePair, verdict: str, word: str, *, by: User) -> PairDecision:
    """Decide about a pair, with the word as the reason."""
    known = persons_by_mention(by, (pair.left, pair.right))
    seen = {
        stem: frozenset(person.pk for person in known.get(stem, ()))
        for stem in (pair.left, pair.right)
    }
    choice = services.Choice(verdict=verdict, words=f"as {word} says")
    return services.decide(pair, choice, seen=seen, by=by)
