"""Upper bounds: "up to 90 per cent", "at most", "fewer than", "as many as"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import after, before, bounded_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "at_most"

_BEFORE = before(
    r"up\sto|at\s(?:the\s)?most|(?:no|not)\smore\sthan|fewer\sthan|less\sthan|under|below|(?:a\s)?maximum\sof|as\s(?:many|much)\sas|not\sexceeding"
)
_AFTER = after(r"\s(?:or|and)\s(?:fewer|less)\b|\sat\s(?:the\s)?most\b")


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral, (start, end) in bounded_numerals(sentence, _BEFORE, _AFTER):
        yield Draft(
            bound=Bound.at_most,
            value=numeral.value,
            high=numeral.value,
            unit=numeral.unit,
            start=start,
            end=end,
            anchors=((numeral.start, numeral.end),),
            counted_from=end,
        )
