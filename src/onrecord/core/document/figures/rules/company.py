"""People named by kinship to counted ones: "two sisters and their grandmother" are three."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.bounded import single_numerals
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "company"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the whole company as one number; the first number also stays a figure of its own."""
    nouns = sentence.grammar.nouns
    for numeral in single_numerals(sentence):
        span = None if numeral.unit else nouns.counted_after(sentence.text, numeral.end)
        if span is None or not nouns.names_people(sentence.text[slice(*span)]):
            continue
        more = sentence.grammar.company.match(sentence.text, span[1])
        if more:
            yield Draft(
                bound=Bound.exact,
                value=numeral.value + 1,
                start=numeral.start,
                end=more.end(),
                anchors=(more.span(),),
                counted_from=numeral.end,
                counted=(span[0], more.end()),
            )
