"""Documents that declare one origin count once, and what one may not see is not counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.sources.origins import shown_reasons, told_by
from onrecord.web.sources.services import add_source

SourceIn = Callable[..., int]


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment, sealed: Compartment) -> User:
    return user_of("supervisor", [general, sealed])


@pytest.fixture
def besim(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def source_in(arta: User) -> SourceIn:
    def make(compartment: Compartment, title: str, origin: str = "") -> int:
        values = {"title": title, "kind": "source/report", "origin": origin}
        return int(add_source(values, compartment_id=compartment.pk, by=arta).pk)

    return make


def test_nothing_is_told_by_nobody(arta: User) -> None:
    told = told_by(arta, [])
    assert (told.documents, told.origins, told.joined) == (0, 0, ())


def test_one_declared_origin_counts_once(
    source_in: SourceIn, general: Compartment, arta: User
) -> None:
    sources = [
        source_in(general, "Monday paper", "Linden Agency"),
        source_in(general, "Tuesday paper", "Linden Agency"),
        source_in(general, "A diary"),
    ]
    told = told_by(arta, [*sources, sources[0]])
    assert (told.documents, told.origins) == (3, 2)
    (reason,) = shown_reasons(arta, told)
    assert reason.sentence == "Both name Linden Agency as their origin."
    assert [side.title for side in reason.sides] == ["Monday paper", "Tuesday paper"]
    assert told.origin_of[sources[0]] == told.origin_of[sources[1]] != told.origin_of[sources[2]]


def test_a_source_that_is_named_by_its_title_is_the_origin(
    source_in: SourceIn, general: Compartment, arta: User
) -> None:
    agency = source_in(general, "Linden Agency")
    paper = source_in(general, "Monday paper", "Linden Agency")
    (reason,) = shown_reasons(arta, told_by(arta, [agency, paper]))
    assert reason.sentence == "Monday paper names Linden Agency as its origin."


def test_documents_are_joined_through_one_that_does_not_tell_it(
    source_in: SourceIn, general: Compartment, arta: User
) -> None:
    agency = source_in(general, "Linden Agency")
    papers = [source_in(general, f"Paper {n}", "Linden Agency") for n in range(3)]
    source_in(general, "Another paper", "Linden Agency")
    told = told_by(arta, papers)
    assert (told.documents, told.origins) == (3, 1)
    assert agency not in told.origin_of
    assert len(told.joined) <= 3, "no more reasons than are needed"


def test_what_one_may_not_see_is_not_counted_and_joins_nothing(
    source_in: SourceIn, general: Compartment, sealed: Compartment, arta: User, besim: User
) -> None:
    sources = [
        source_in(sealed, "Sealed paper", "Linden Agency"),
        source_in(general, "Monday paper", "Linden Agency"),
    ]
    inside, outside = told_by(arta, sources), told_by(besim, sources)
    assert (inside.documents, inside.origins) == (2, 1)
    assert (outside.documents, outside.origins, outside.joined) == (1, 1, ())
