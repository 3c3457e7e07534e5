"""Ranges: "from 10,000 to 15,000", "between 50 and 100", "60-70 per cent", "two or three"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "range"

_LOOK_BACK = 40


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield both ends of each range as low and high, with the word that opens it."""
    for low, high in pairwise(sentence.numerals):
        if not high.joined:
            continue
        begin = max(0, low.start - _LOOK_BACK)
        opening = sentence.grammar.numbers.opening.search(sentence.text[begin : low.start])
        yield Draft(
            bound=Bound.range,
            low=low.value,
            high=high.value,
            unit=high.unit,
            start=begin + opening.start() if opening else low.start,
            end=high.end,
            anchors=((low.start, low.end), (high.start, high.end)),
            counted_from=high.end,
        )
