"""Just short of: "nearly one million", "almost half", "just under 500"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import bounded_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "nearly"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral, (start, end) in bounded_numerals(sentence, Bound.nearly):
        yield Draft(
            bound=Bound.nearly,
            value=numeral.value,
            high=numeral.value,
            unit=numeral.unit,
            start=start,
            end=end,
            anchors=((numeral.start, numeral.end),),
            counted_from=end,
        )
