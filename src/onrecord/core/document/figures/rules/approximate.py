"""About: "about 36 percent", "around a third", "some 280 people", "500 or so"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import after, before, bounded_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "approximate"

_BEFORE = before(
    r"about|around|approximately|approx\.?|roughly|some|circa|cc?a\.?|c\.|an\sestimated|estimated(?:\sat)?|in\sthe\sregion\sof|(?:in|on|of)\sthe\sorder\sof"
)
_AFTER = after(r"(?:\s|-)(?:odd|or\sso|approximately)\b")


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield every number that these words bound, words included."""
    for numeral, (start, end) in bounded_numerals(sentence, _BEFORE, _AFTER):
        yield Draft(
            bound=Bound.approximate,
            value=numeral.value,
            unit=numeral.unit,
            start=start,
            end=end,
            anchors=((numeral.start, numeral.end),),
            counted_from=end,
        )
