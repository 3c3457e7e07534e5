"""One office or person that is said to exist: "there is also a special coordinator"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.document.figures.words import ROLE_NOUNS
from onrecord.core.kernel.quantity import Bound

NAME = "single_post"

_THERE_IS_A = re.compile(
    rf"\bthere\s(?:is|was|has\sbeen|remains)\s(?:(?:also|only|now|just)\s){{0,2}}"
    rf"(?P<post>(?P<one>an?)\s(?:[a-z-]+\s){{0,3}}(?P<role>{ROLE_NOUNS}))\b(?!\s(?:of|in)\s\w+ing\b)",
    re.IGNORECASE,
)


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield one for each post that a sentence introduces with "there is a"."""
    for match in _THERE_IS_A.finditer(sentence.text):
        yield Draft(
            bound=Bound.exact,
            value=1,
            start=match.start("post"),
            end=match.end("post"),
            anchors=(match.span("post"),),
            counted_from=match.end("one"),
        )
