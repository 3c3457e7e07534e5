"""Which numbers of a sentence count nothing: dates, ages, money, sizes, references, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.core.document.dates import DateMention
from onrecord.core.document.figures.grammar import Grammar, by_beginning
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.kernel.quantity import SHARE, Bound

_LOOK_BACK = 48


def quantities(
    sentence: str, numerals: Sequence[Numeral], dates: Sequence[DateMention], grammar: Grammar
) -> Iterator[Numeral]:
    """Yield the numerals that count something, with the unit of time of a duration.

    The two ends of a range stand or fall together: "aged 15 to 24" and "10 to 15 km" count
    nothing, whichever end the telling word is next to.
    """
    rules = grammar.exclusions
    dated = bytearray(len(sentence))
    for date in dates:
        dated[date.start : date.end] = b"\x01" * (date.end - date.start)
    for chain in _chains(numerals):
        if any(any(dated[one.start : one.end]) for one in chain):
            continue
        time = None if chain[-1].unit else rules.time_after.match(sentence, chain[-1].end)
        unit = by_beginning(rules.time_units, time["unit"]) if time else ""
        if time and chain[-1].value == 1 and chain[-1].words and unit not in rules.one_counts_of:
            continue
        if time and _counts(sentence, chain[0].start, chain[-1], grammar, is_time=True):
            yield from (replace(one, unit=unit) for one in chain[:-1])
            yield replace(chain[-1], unit=unit, end=time.end())
        elif not time and _counts(sentence, chain[0].start, chain[-1], grammar, is_time=False):
            yield from chain


def _chains(numerals: Sequence[Numeral]) -> Iterator[list[Numeral]]:
    chain: list[Numeral] = []
    for numeral in numerals:
        if chain and not numeral.joined:
            yield chain
            chain = []
        chain.append(numeral)
    if chain:
        yield chain


_CODE_BEFORE = re.compile(r"[A-Za-zÀ-ž](?:[-–]|\s?[#§])$|[§#]\s?$|\+$|\b\d{2,3}[\s-][A-Z]{2}[\s-]$")
"""The last one is the plate of a vehicle: "01 AB 123"."""


def _counts(sentence: str, start: int, last: Numeral, grammar: Grammar, *, is_time: bool) -> bool:
    rules = grammar.exclusions
    before = sentence[max(0, start - _LOOK_BACK) : start]
    if _CODE_BEFORE.search(before) or any(one.search(before) for one in rules.before):
        return False
    if any(pattern.match(sentence, last.end) for pattern in rules.after):
        return False
    if last.unit == SHARE or last.firm:
        return True
    if _is_label(sentence, before, start, last, grammar):
        return False
    if last.value == 1 and last.scale == 1 and not is_time:
        return last.joined or rules.one_counts(sentence, start, last.end)
    return is_time or _something_follows(sentence, before, last, grammar)


def _is_label(sentence: str, before: str, start: int, last: Numeral, grammar: Grammar) -> bool:
    """Recognise "resolution 1244", "(3)", "2.1" and the groups of a telephone number."""
    return (
        grammar.exclusions.reference_before.search(before) is not None
        or _is_marker(sentence, start, last, grammar)
        or (last.scale == 1 and last.value != int(last.value))
        or _stands_in_digits(sentence, start, last)
    )


_TITLE = re.compile(r"\s+(?P<word>[A-ZÀ-Ž][\w'’-]*)")


def _is_marker(sentence: str, start: int, last: Numeral, grammar: Grammar) -> bool:
    """Recognise a list number, a footnote, a page header, a number alone in brackets."""
    opening, closing = sentence[max(0, start - 1) : start], sentence[last.end : last.end + 2]
    if opening in ("(", "[") and closing[:1] in (")", "]"):
        return True
    begins_line = start == 0 or sentence[start - 1] == "\n"
    if last.words or not begins_line:
        return False
    title = _TITLE.match(sentence, last.end)
    is_title = title is not None and not grammar.nouns.groups.match(sentence, title.start("word"))
    return is_title or closing[:1] == ")" or closing in (". ", ".\t")


_DIGITS_BEFORE = re.compile(r"(?:^|[^\d,\]])\d{1,3}\s$")
_DIGITS_AFTER = re.compile(r"\s\d{1,4}(?![\d,])")


def _stands_in_digits(sentence: str, start: int, last: Numeral) -> bool:
    """Recognise telephone numbers and coordinates: bare digits beside bare digits."""
    if last.words:
        return False
    before = sentence[max(0, start - 6) : start]
    return bool(_DIGITS_BEFORE.search(before) or _DIGITS_AFTER.match(sentence, last.end))


_TELLING_BOUNDS = (Bound.at_least, Bound.nearly, Bound.approximate)
_LEAST_BOUNDED = 10
"""A round number with such words counts even at the end: "others speak of more than a hundred"."""
_LABEL = re.compile(r"[^:]{0,46}:\s$")
_NEXT_WORD = re.compile(r"\s{1,2}(?:\(|\[\d{1,3}\]\s?)?(?P<word>[A-Za-zÀ-ž][\w'’-]*)")


def _something_follows(sentence: str, before: str, last: Numeral, grammar: Grammar) -> bool:
    rules = grammar.exclusions
    if _is_told(sentence, before, last, grammar):
        return True
    word = _NEXT_WORD.match(sentence, last.end)
    following = "" if word is None else word["word"].lower()
    if following in rules.plain_verbs or rules.verb_follows.match(sentence, last.end):
        return not last.words
    if following in rules.stop_words:
        return rules.partitive.match(sentence, last.end) is not None
    return len(following) > 1


def _is_told(sentence: str, before: str, last: Numeral, grammar: Grammar) -> bool:
    """Recognise "killed 45", "45 were killed", "of whom 29", "killed: 45", "more than 100"."""
    rules = grammar.exclusions
    if rules.fate_before.search(before) or rules.fate_follows.match(sentence, last.end):
        return True
    if rules.bound_follows.match(sentence, last.end) or rules.of_whom.search(before):
        return True
    label = _LABEL.search(before)
    if label and grammar.surroundings.phenomena.search(label[0]):
        return True
    return last.value >= _LEAST_BOUNDED and any(
        grammar.bounds[bound].before.search(before) for bound in _TELLING_BOUNDS
    )
