"""A register in which two people write and search, one of them in the general compartment only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.search import selectors
from onrecord.web.search.asked import Asked
from onrecord.web.search.index.store import store
from onrecord.web.search.refreshing import refresh
from onrecord.web.search.selectors import Answer
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.services import add_source, keep_text, take_in

Search = Callable[..., Answer]
AddText = Callable[..., Exhibit]
AddSource = Callable[..., Source]


@pytest.fixture(autouse=True)
def fresh_index(db: None, register_folder: object) -> None:
    """The index is a file beside the tables: no test sees what another left in it."""
    index = store()
    with index.writing():
        index.begin_anew()


@pytest.fixture
def arta(general: Compartment, sealed: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("supervisor", [general, sealed])


@pytest.fixture
def besim(general: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("coder", [general])


@pytest.fixture
def search() -> Search:
    """Return a function that searches an index that is up to date: ``search(arta, "words")``."""

    def find(actor: User, words: str, **values: str) -> Answer:
        refresh(words=None, entries=None)
        return selectors.search(actor, Asked.read({"q": words, **values}))

    return find


@pytest.fixture
def add(arta: User) -> AddSource:
    """Return a function that records a source: ``add("A title", general)``."""

    def make(title: str, compartment: Compartment, **values: object) -> Source:
        described = {"title": title, "kind": "source/report", **values}
        return add_source(described, compartment_id=compartment.pk, by=arta)

    return make


@pytest.fixture
def add_text(arta: User, add: AddSource) -> AddText:
    """Return a function that preserves a text: ``add_text("Its words.", general)``."""

    def make(text: str, compartment: Compartment, *, title: str = "A report") -> Exhibit:
        source = add(title, compartment)
        kept = take_in(source, f"File: {text}".encode(), name="report.txt", by=arta)
        pages = [(0, len(text))]
        return keep_text(kept, text, pages, by=arta, tool="test", parameters={})

    return make
