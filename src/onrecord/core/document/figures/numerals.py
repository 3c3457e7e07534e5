"""Which numbers a sentence uses to count: each with its value, its unit and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.core.document.figures.grammar import Numbers
from onrecord.core.kernel.quantity import SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in a sentence. Places are indexes into the sentence, end exclusive.

    ``start`` to ``end`` covers the number with its percent sign; ``unit`` is ``share`` for
    percentages and fractions, a unit of time for durations, else ``None``. ``joined`` says that
    this number and the one before it are the two ends of a range. ``firm`` numbers (with
    thousands marks or a scale) count something even where no noun follows. ``about`` says that
    the word itself is approximate ("petnaestak").
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    words: bool = False
    firm: bool = False
    scale: int = 1
    joined: bool = False
    about: bool = False


_CODE = re.compile(r"0\d")
_MOST = 1e12
"""A longer row of digits is a code and counts nothing."""
_CITATION = re.compile(r"\[\d{1,3}\]")
_CHANGE_LOOK_BACK = 90
_LONGEST_GAP = 40


def find_numerals(sentence: str, numbers: Numbers) -> tuple[Numeral, ...]:
    """Return all numbers of a sentence in order, ranges marked, nothing left out yet."""
    return tuple(_marked_ranges(sentence, list(_scan(sentence, numbers)), numbers))


def _scan(sentence: str, numbers: Numbers) -> Iterator[Numeral]:
    for match in numbers.numeral.finditer(sentence):
        is_citation = match.start() and _CITATION.fullmatch(
            sentence, match.start() - 1, match.end() + 1
        )
        numeral = None if is_citation else _read(sentence, match, numbers)
        if numeral is not None:
            yield numeral


def _read(sentence: str, match: re.Match[str], numbers: Numbers) -> Numeral | None:
    start, end = match.span()
    kinds = match.groupdict()
    if kinds.get("ratio"):
        return _ratio(match, numbers)
    if kinds.get("fraction"):
        return _fraction(sentence, match, numbers)
    number = sentence[start : match.start("percent")] if match["percent"] else match[0]
    if _CODE.match(number):
        return None
    value = numbers.words.number_of(number)
    percent = match["percent"] is not None
    if value > (100 if percent else _MOST):
        return None
    is_round = kinds.get("full") is not None or kinds.get("dozen") is not None
    return Numeral(
        start=start,
        end=end,
        value=_hundredth(value) if percent else value,
        unit=SHARE if percent else None,
        words=kinds.get("words") is not None,
        firm=is_round or numbers.thousands in number,
        scale=numbers.words.scale_of(number),
        about=kinds.get("about") is not None,
    )


def _ratio(match: re.Match[str], numbers: Numbers) -> Numeral | None:
    first, last = numbers.ratio_between.split(match["ratio"], maxsplit=1)
    part, whole = numbers.words.number_of(first), numbers.words.number_of(last)
    if not 0 < part < whole or match["percent"]:
        return None
    return Numeral(start=match.start(), end=match.end(), value=part / whole, unit=SHARE, words=True)


def _fraction(sentence: str, match: re.Match[str], numbers: Numbers) -> Numeral | None:
    start, end = match.span("fraction")
    value = numbers.words.fraction_of(match["fraction"])
    if value is None or numbers.no_fraction.search(sentence[max(0, start - 12) : start]):
        return None
    plural = match["fraction"].lower().endswith("s")
    if not plural and not numbers.fraction_follows.match(sentence, end):
        return None
    return Numeral(start=start, end=end, value=value, unit=SHARE, words=True)


def _marked_ranges(sentence: str, numerals: list[Numeral], numbers: Numbers) -> Iterator[Numeral]:
    """Join the two ends of a range, and give the first end what is written once for both."""
    position = 0
    while position < len(numerals):
        first = numerals[position]
        second = numerals[position + 1] if position + 1 < len(numerals) else None
        if second is not None and _is_range(sentence, first, second, numbers):
            yield _low_end(first, second)
            yield replace(second, joined=True)
            position += 2
        else:
            yield first
            position += 1


def _low_end(first: Numeral, second: Numeral) -> Numeral:
    scaled = first.scale == 1 and second.scale > 1 and first.value < 1000 and first.unit is None
    value = first.value * second.scale if scaled else first.value
    if second.unit == SHARE and first.unit is None:
        return replace(first, value=_hundredth(value), unit=SHARE)
    return replace(first, value=value, firm=first.firm or second.firm)


def _hundredth(percent: float) -> float:
    """Write 18.1 per cent as 0.181 and not as the nearest binary quotient."""
    return round(percent / 100, 12)


def _is_range(sentence: str, first: Numeral, second: Numeral, numbers: Numbers) -> bool:
    gap = sentence[first.end : second.start]
    if len(gap) > _LONGEST_GAP or not numbers.joiner.fullmatch(gap):
        return False
    before = sentence[max(0, first.start - _CHANGE_LOOK_BACK) : first.start]
    if gap.strip().lower() in numbers.both and not numbers.between.search(before):
        return False
    if numbers.change.search(before):
        return False
    if first.unit == SHARE and second.unit != SHARE:
        return False
    return _low_end(first, second).value < second.value
