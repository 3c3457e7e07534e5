"""Directions without a number: "an increase in mortality rates"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "trend"
UNIT = "trend"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the direction in words; how much is not stated and stays unknown."""
    for match in sentence.grammar.trend.finditer(sentence.text):
        begin = match.start("word")
        yield Draft(
            bound=Bound.worded,
            wording=sentence.words(*match.span("word")).lower(),
            unit=UNIT,
            start=begin,
            end=match.end(),
            anchors=((begin, match.end()),),
            counted_from=match.end(),
            counted=match.span("counted"),
        )
