"""Which single numbers stand with words that bound them, such as "more than" or "or fewer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.sentence import Sentence, Span

_LOOK_BACK = 40
_BETWEEN_WORDS = r"\s?(?:(?:a\stotal\sof|an\sestimated|some)\s)?$"


def before(words: str) -> re.Pattern[str]:
    """Return a pattern for bounding words that end right before a number."""
    return re.compile(rf"(?:\b(?:{words}){_BETWEEN_WORDS})", re.IGNORECASE)


def after(words: str) -> re.Pattern[str]:
    """Return a pattern for bounding words that begin right after a number."""
    return re.compile(rf"(?:{words})", re.IGNORECASE)


def single_numerals(sentence: Sentence) -> Iterator[Numeral]:
    """Yield the numbers that are not one end of a range."""
    numerals = sentence.numerals
    for position, numeral in enumerate(numerals):
        is_low_end = position + 1 < len(numerals) and numerals[position + 1].joined
        if not numeral.joined and not is_low_end:
            yield numeral


def bounded_numerals(
    sentence: Sentence, left: re.Pattern[str], right: re.Pattern[str] | None = None
) -> Iterator[tuple[Numeral, Span]]:
    """Yield each single number with bounding words, and the span of both together."""
    for numeral in single_numerals(sentence):
        begin = max(0, numeral.start - _LOOK_BACK)
        words_before = left.search(sentence.text[begin : numeral.start])
        if words_before:
            yield numeral, (begin + words_before.start(), numeral.end)
            continue
        words_after = right.match(sentence.text, numeral.end) if right else None
        if words_after:
            yield numeral, (numeral.start, words_after.end())
