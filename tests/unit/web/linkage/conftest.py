"""Two invented lists that name some people twice, and a run over them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.linkage import selectors, services
from onrecord.web.linkage.models import CandidatePair, PairDecision, Run
from onrecord.web.people.models import Mention
from onrecord.web.people.selectors import persons_by_mention
from onrecord.web.people.services import imports
from onrecord.web.sources.services import add_source, take_in

HEADER = "uid,list,given,surname,father,sex,born,mun\n"
PEOPLE = HEADER + "\n".join(
    [
        "1,Elm,Arta,Krasniqi,Besim,F,1960,Klina",
        "2,Lime,Arta,Krasnići,Besim,F,1960,Klina",
        "3,Oak,Arta,Krasniqi,,F,,Klina",
        "4,Elm,Enver,Gashi,Agim,M,1971,Pejë",
        "5,Lime,Енвер,Гаши,,M,1971,Peć",
        "6,Elm,Goran,Jovanović,,M,1950,Prizren",
        "7,Lime,Goran,Jovanović,,M,1951,Prizren",
    ]
)
MAPPING = Mapping.from_dict(
    {
        "id": "uid",
        "list": "list",
        "names": {"given": "given", "surname": "surname", "father": "father"},
        "sex": "sex",
        "birth": "born",
        "place": {"municipality": "mun"},
    }
)
ALONE = services.Asked(second=0.0, measured=0, lowest=0.01)
"""A run in which one person decides about each pair."""
TWICE = services.Asked(second=1.0, measured=0, lowest=0.01)
"""A run in which two people decide about each pair."""


@pytest.fixture
def supervisor(general: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def investigator(general: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("investigator", [general])


@pytest.fixture
def bring(supervisor: User, general: Compartment) -> Callable[..., list[Mention]]:
    def make(
        text: str = PEOPLE, *, by: User | None = None, in_: Compartment | None = None
    ) -> list[Mention]:
        by = by or supervisor
        source = add_source(
            {"title": "Lists of the trees", "kind": "source/list"},
            compartment_id=(in_ or general).pk,
            by=by,
        )
        exhibit = take_in(source, text.encode(), name="trees.csv", by=by)
        batch = imports.commit(imports.stage(exhibit, MAPPING, by=by).batch, by=by)
        return list(Mention.objects.filter(batch=batch).order_by("line"))

    return make


@pytest.fixture
def mentions(bring: Callable[..., list[Mention]]) -> list[Mention]:
    return bring()


@pytest.fixture
def run(mentions: list[Mention], supervisor: User, general: Compartment) -> Run:
    return services.link(general.pk, ALONE, by=supervisor)


def pair_between(run: Run, one: Mention, other: Mention) -> CandidatePair:
    left, right = sorted((one.stem, other.stem))
    return CandidatePair.objects.get(run=run, left=left, right=right)


def as_seen(pair: CandidatePair, by: User) -> dict[UUID, frozenset[int]]:
    known = persons_by_mention(by, (pair.left, pair.right))
    return {
        stem: frozenset(person.pk for person in known.get(stem, ()))
        for stem in (pair.left, pair.right)
    }


def decided(pair: CandidatePair, verdict: str, by: User) -> PairDecision:
    choice = services.Choice(verdict=verdict, words=f"Held for {verdict}.")
    return services.decide(pair, choice, seen=as_seen(pair, by), by=by, seconds=12.0)


def waiting(by: User, run: Run) -> list[CandidatePair]:
    return list(selectors.queue(by, run).order_by("-place", "-pk"))
