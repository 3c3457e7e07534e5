"""A list of invented people, brought in by a supervisor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import add_source, take_in

ROWS = """uid,given,surname,sex,age,mun,event
1,Arta,Krasniqi,F,34,Pejë,14Apr99
2,Besim,Krasniqi,M,0,Peć,15Apr99
3,Драгана,Петровић,F,-1,Klina,1999
4,Enver,Gashi,M,200,Klina,14Apr99
5,Fatime,Gashi,F,41,Klina,31Feb99
"""
"""Three rows that can be meant, and two that cannot: an age of 200 and a 31 February."""

MAPPING = Mapping.from_dict(
    {
        "id": "uid",
        "list_name": "North",
        "names": {"given": "given", "surname": "surname"},
        "sex": "sex",
        "age": "age",
        "place": {"municipality": "mun"},
        "death": "event",
        "missing": {"age": {"*": [-1], "North": [0]}},
        "dates": ["%d%b%y", "%Y"],
    }
)

LIST_MAPPING = Mapping.from_dict(
    {
        "id": "uid",
        "list_name": "North",
        "names": {"given": "given", "surname": "surname"},
        "place": {"municipality": "mun"},
        "death": "event",
    }
)

Preserve = Callable[..., Exhibit]
BringIn = Callable[..., Batch]


@pytest.fixture
def supervisor(general: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def preserve(general: Compartment, supervisor: User) -> Preserve:
    """Return a function that preserves a file of a new source: ``preserve(text, by=, in_=)``."""

    def make(
        text: str = ROWS,
        *,
        title: str = "List of the north",
        name: str = "north.csv",
        by: User | None = None,
        in_: Compartment | None = None,
        notice: str = "",
    ) -> Exhibit:
        by = by or supervisor
        source = add_source(
            {"title": title, "kind": "source/list", "required_notice": notice},
            compartment_id=(in_ or general).pk,
            by=by,
        )
        return take_in(source, text.encode(), name=name, by=by)

    return make


@pytest.fixture
def bring_in(preserve: Preserve, supervisor: User) -> BringIn:
    """Return a function that stages and commits a list."""

    def make(
        text: str = ROWS, *, mapping: Mapping = MAPPING, by: User | None = None, **of_source: object
    ) -> Batch:
        by = by or supervisor
        exhibit = preserve(text, by=by, **of_source)
        return imports.commit(imports.stage(exhibit, mapping, by=by).batch, by=by)

    return make


@pytest.fixture
def mention(db: None) -> Callable[[str], Mention]:
    """Return a function that gives the current mention of a given name."""

    def find(given: str) -> Mention:
        return Mention.objects.current().get(given=given)

    return find
