"""About: "about 36 percent", "around a third", "some 280 people", "500 or so"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import bounded_numerals, single_numerals
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "approximate"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral in single_numerals(sentence):
        if numeral.about:
            yield _draft(numeral, numeral.start, numeral.end)
    for numeral, (start, end) in bounded_numerals(sentence, Bound.approximate):
        if not numeral.about:
            yield _draft(numeral, start, end)


def _draft(numeral: Numeral, start: int, end: int) -> Draft:
    return Draft(
        bound=Bound.approximate,
        value=numeral.value,
        unit=numeral.unit,
        start=start,
        end=end,
        anchors=((numeral.start, numeral.end),),
        counted_from=end,
    )
