"""Ordinals that count events: "the third conflict" says that there were three by then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.number_words import ORDINALS
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.document.figures.words import EVENT_NOUNS
from onrecord.core.kernel.quantity import Bound

NAME = "ordinal"

_ORDINAL = re.compile(
    rf"\b(?i:the|a)\s(?P<rank>{'|'.join(ORDINALS)})\s(?:[a-z]+\s){{0,2}}(?P<event>{EVENT_NOUNS})\b"
)


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the rank of an event; names such as "Second World War" are no ranks."""
    for match in _ORDINAL.finditer(sentence.text):
        yield Draft(
            bound=Bound.exact,
            value=ORDINALS[match["rank"]],
            unit=f"{match['event']}s",
            start=match.start("rank"),
            end=match.end(),
            anchors=(match.span("rank"),),
            counted_from=match.end("rank"),
        )
