"""Lower bounds: "more than 230,000", "over half", "at least three", "300 or more"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import after, before, bounded_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "at_least"

_BEFORE = before(
    r"more\sth[ae]n|over|at\sleast|(?:no|not)\s(?:fewer|less)\sthan|in\sexcess\sof|upwards?\sof|exceed(?:ed|ing|s)?|above|(?:a\s)?minimum\sof|greater\sthan|well\sover"
)
_AFTER = after(r"\+|\s(?:or|and)\smore\b|\sor\sabove\b|\sat\sleast\b")


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral, (start, end) in bounded_numerals(sentence, _BEFORE, _AFTER):
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
