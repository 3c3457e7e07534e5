"""People named by kinship to counted ones: "two sisters and their grandmother" are three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.bounded import single_numerals
from onrecord.core.document.figures.noun_phrase import counted_after, names_people
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "company"

_ONE_MORE = re.compile(
    r"(?:,)?\s(?:and|with)\s(?:their|his|her)\s(?:[a-z]+\s)?"
    r"(?:grandmother|grandfather|mother|father|wife|husband|sister|brother|son|daughter|uncle|aunt"
    r"|cousin|neighbou?r|niece|nephew)\b"
)


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the whole company as one number; the first number also stays a figure of its own."""
    for numeral in single_numerals(sentence):
        span = None if numeral.unit else counted_after(sentence.text, numeral.end)
        if span is None or not names_people(sentence.text[slice(*span)]):
            continue
        more = _ONE_MORE.match(sentence.text, span[1])
        if more:
            yield Draft(
                bound=Bound.exact,
                value=numeral.value + 1,
                start=numeral.start,
                end=more.end(),
                anchors=(more.span(),),
                counted_from=numeral.end,
                counted=sentence.text[span[0] : more.end()],
            )
