"""Plain shares: "80 percent of the population", "two thirds", "one in three"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import SHARE, Bound

NAME = "share"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every share; a change "by 20 per cent" is no share of anything."""
    changed = sentence.grammar.share_change
    for numeral in sentence.numerals:
        before = sentence.text[max(0, numeral.start - 30) : numeral.start]
        if numeral.unit == SHARE and not changed.search(before):
            yield Draft(
                bound=Bound.share,
                value=numeral.value,
                unit=SHARE,
                start=numeral.start,
                end=numeral.end,
                anchors=((numeral.start, numeral.end),),
                counted_from=numeral.end,
            )
