"""Lower bounds: "more than 230,000", "over half", "at least three", "300 or more"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import bounded_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "at_least"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral, (start, end) in bounded_numerals(sentence, Bound.at_least):
        yield Draft(
            bound=Bound.at_least,
            value=numeral.value,
            low=numeral.value,
            unit=numeral.unit,
            start=start,
            end=end,
            anchors=((numeral.start, numeral.end),),
            counted_from=end,
        )
