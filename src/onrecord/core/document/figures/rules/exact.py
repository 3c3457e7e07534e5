"""Plain numbers: "944 Serbs", "eight regional units", "two years"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import SHARE, Bound

NAME = "exact"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that is no share; bounded ones are taken over by longer rules."""
    for numeral in sentence.numerals:
        if numeral.unit != SHARE and not numeral.about:
            span = (numeral.start, numeral.end)
            yield Draft(
                bound=Bound.exact,
                value=numeral.value,
                unit=numeral.unit,
                start=numeral.start,
                end=numeral.end,
                anchors=(span,),
                counted_from=numeral.end,
            )
