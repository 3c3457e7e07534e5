"""Texts whose numbers do not add up, in the general and in a sealed compartment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import add_source, keep_text, take_in

WRONG = "Of the 100 persons who were killed, 40 were Serbs, 30 were Roma and 20 were Gorani.\n"
RIGHT = "Of the 90 persons who were killed, 40 were Serbs, 30 were Roma and 20 were Gorani.\n"

TextOf = Callable[..., Exhibit]


@pytest.fixture
def text_in() -> TextOf:
    """Return a function that keeps a text of a new source: ``text_in(compartment, words, by=)``."""

    def make(compartment: Compartment, words: str, *, by: User, title: str = "A report") -> Exhibit:
        source = add_source(
            {"title": title, "kind": "source/report"}, compartment_id=compartment.pk, by=by
        )
        exhibit = take_in(source, words.encode(), name="report.txt", by=by)
        return keep_text(
            exhibit,
            words,
            [(0, len(words))],
            by=by,
            tool="test",
            parameters={"language": "en"},
        )

    return make


@pytest.fixture
def dragana(user_of: Callable[..., User], general: Compartment, sealed: Compartment) -> User:
    return user_of("supervisor", [general, sealed])


@pytest.fixture
def enver(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])
