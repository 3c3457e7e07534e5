"""Which single numbers stand with words that bound them, such as "more than" or "or fewer"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.grammar import Span
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.sentence import Sentence
from onrecord.core.kernel.quantity import Bound

_LOOK_BACK = 40


def single_numerals(sentence: Sentence) -> Iterator[Numeral]:
    """Yield the numbers that are not one end of a range."""
    numerals = sentence.numerals
    for position, numeral in enumerate(numerals):
        is_low_end = position + 1 < len(numerals) and numerals[position + 1].joined
        if not numeral.joined and not is_low_end:
            yield numeral


def bounded_numerals(sentence: Sentence, bound: Bound) -> Iterator[tuple[Numeral, Span]]:
    """Yield each single number with words for a bound, and the span of both together."""
    words = sentence.grammar.bounds[bound]
    for numeral in single_numerals(sentence):
        begin = max(0, numeral.start - _LOOK_BACK)
        words_before = words.before.search(sentence.text[begin : numeral.start])
        if words_before:
            yield numeral, (begin + words_before.start(), numeral.end)
            continue
        words_after = words.after.match(sentence.text, numeral.end)
        if words_after:
            yield numeral, (numeral.start, words_after.end())
