"""Ordinals that count events: "the third conflict" says that there were three by then."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.grammar import by_beginning
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "ordinal"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the rank of an event; names such as "Second World War" are no ranks."""
    grammar = sentence.grammar
    for match in grammar.ordinal.finditer(sentence.text):
        yield Draft(
            bound=Bound.exact,
            value=grammar.ranks[match["rank"].lower()],
            unit=by_beginning(grammar.events, match["event"]),
            start=match.start("rank"),
            end=match.end(),
            anchors=(match.span("rank"),),
            counted_from=match.end("rank"),
        )
