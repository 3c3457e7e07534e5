"""Which numbers a sentence uses to count: each with its value, its unit and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.core.document.figures.number_words import (
    PARTS,
    TENS,
    UNITS,
    fraction_of,
    number_of,
    scale_of,
)
from onrecord.core.kernel.quantity import SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in a sentence. Places are indexes into the sentence, end exclusive.

    ``start`` to ``end`` covers the number with its percent sign; ``unit`` is ``share`` for
    percentages and fractions, a unit of time for durations, else ``None``. ``joined`` says that
    this number and the one before it are the two ends of a range. ``firm`` numbers (with
    thousands marks or a scale) count something even where no noun follows.
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    words: bool = False
    firm: bool = False
    scale: int = 1
    joined: bool = False


_UNIT = "|".join(word for word in UNITS if word != "zero")
_TENS = "|".join(TENS)
_BELOW_100 = rf"(?:(?:{_TENS})(?:[-\s](?:{_UNIT}))?|(?:{_UNIT}))"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)\shundred(?:\s(?:and\s)?{_BELOW_100})?|{_BELOW_100})"
# "10,000.21 The" ends a sentence and carries footnote 21.
_FOOTNOTE = r"\s+[A-Z“]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+(?!\d|{_FOOTNOTE}))?"
    r"|(?:\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+)(?:\.\d+)?)"
)
_SCALE = r"(?:thousand|million|mln|billion|bn)"
_GROUP = rf"(?:{_DIGITS}|{_BELOW_1000}|an?|half\san?|{_BELOW_100}\sand\sa\shalf)[\s-]?{_SCALE}"
_FULL = rf"{_GROUP}(?:,?\s(?:and\s)?{_GROUP})?(?:,?\s(?:and\s)?{_BELOW_1000}(?!\s{_SCALE}))?"
_PART = "|".join(PARTS)

_NUMERAL = re.compile(
    rf"""
    (?<![\w.,/:\#@&=])
    (?:
      (?P<ratio>(?:{_UNIT}|\d{{1,3}})\s(?:out\sof(?:\severy)?|of\severy|in(?:\severy)?)\s
          (?:{_UNIT}|{_TENS}|\d{{1,3}}|(?:a|one)\shundred)(?=\s[a-z(]|\s[A-Z]\w+s\b|[.,;)]|$))
    | (?P<dozen>(?:{_UNIT}|half\sa|an?)\sdozen(?!s))
    | (?P<full>{_FULL})
    | (?P<fraction>(?:an?|{_UNIT})[\s-](?:{_PART})s?|half|halves)
    | (?P<words>{_BELOW_1000})
    | (?P<hundreds>\d{{1,3}}\shundred)
    | (?P<digits>{_DIGITS})
    )
    (?!\w|[.,:/]\d(?!\d{{0,2}}(?-i:{_FOOTNOTE}))|-(?!odd\b|to-)[A-Za-z]|['’]s\b)
    (?P<percent>\s?(?:%|per\s?cent(?!age)\b|percent(?!age)\b|pct\b\.?))?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CODE = re.compile(r"0\d")
_MOST = 1e12
"""A longer row of digits is a code and counts nothing."""
_CITATION = re.compile(r"\[\d{1,3}\]")
_CITATIONS = r"(?:\[\d{1,3}\]\s?)*"
_JOINER = re.compile(
    rf"(?:\s?%|\s?per\s?cent)?\s?{_CITATIONS}(?:-|–|—|−|to|or|and|-to-)\s?(?:an?\s)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z]+\s)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|increas\w+|grew|grown|fell|fallen|fall|drop\w*|declin\w+|decreas\w+"
    r"|reduc\w+|cut|shrank|went|chang\w+)\b[^;]{0,60}\bfrom\s$",
    re.IGNORECASE,
)
_CHANGE_LOOK_BACK = 90
_FRACTION_FOLLOWS = re.compile(
    r"\s(?:of|the|its|their|his|her|our|these|those|all|was|were|is|are|have|had|has|live[ds]?"
    r"|fled|left|remain\w*|died|came)\b|\s?[.,;)]|$"
)
_NOT_A_FRACTION = re.compile(r"\b(?:first|second|latter|last|other|top|bottom|and\sa|\w+\sthe)\s$")


def find_numerals(sentence: str) -> tuple[Numeral, ...]:
    """Return all numbers of a sentence in order, ranges marked, nothing left out yet."""
    return tuple(_marked_ranges(sentence, list(_scan(sentence))))


def _scan(sentence: str) -> Iterator[Numeral]:
    for match in _NUMERAL.finditer(sentence):
        is_citation = match.start() and _CITATION.fullmatch(
            sentence, match.start() - 1, match.end() + 1
        )
        numeral = None if is_citation else _read(sentence, match)
        if numeral is not None:
            yield numeral


def _read(sentence: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["ratio"]:
        return _ratio(match)
    if match["fraction"]:
        return _fraction(sentence, match)
    number = sentence[start : match.start("percent")] if match["percent"] else match[0]
    if _CODE.match(number):
        return None
    value = number_of(number)
    percent = match["percent"] is not None
    if value > (100 if percent else _MOST):
        return None
    return Numeral(
        start=start,
        end=end,
        value=_hundredth(value) if percent else value,
        unit=SHARE if percent else None,
        words=match["words"] is not None,
        firm=match["full"] is not None or match["dozen"] is not None or "," in number,
        scale=scale_of(number),
    )


def _ratio(match: re.Match[str]) -> Numeral | None:
    first, last = re.split(
        r"\s(?:out\sof|of|in)\s(?:every\s)?", match["ratio"], maxsplit=1, flags=re.IGNORECASE
    )
    part, whole = number_of(first), number_of(last)
    if not 0 < part < whole or match["percent"]:
        return None
    return Numeral(start=match.start(), end=match.end(), value=part / whole, unit=SHARE, words=True)


def _fraction(sentence: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span("fraction")
    value = fraction_of(match["fraction"])
    if value is None or _NOT_A_FRACTION.search(sentence[max(0, start - 12) : start]):
        return None
    plural = match["fraction"].lower().endswith("s")
    if not plural and not _FRACTION_FOLLOWS.match(sentence, end):
        return None
    return Numeral(start=start, end=end, value=value, unit=SHARE, words=True)


def _marked_ranges(sentence: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    """Join the two ends of a range, and give the first end what is written once for both."""
    position = 0
    while position < len(numerals):
        first = numerals[position]
        second = numerals[position + 1] if position + 1 < len(numerals) else None
        if second is not None and _is_range(sentence, first, second):
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


def _is_range(sentence: str, first: Numeral, second: Numeral) -> bool:
    gap = sentence[first.end : second.start]
    if len(gap) > 40 or not _JOINER.fullmatch(gap):
        return False
    before = sentence[max(0, first.start - _CHANGE_LOOK_BACK) : first.start]
    if gap.strip().lower() == "and" and not _BETWEEN.search(before):
        return False
    if _CHANGE.search(before):
        return False
    if first.unit == SHARE and second.unit != SHARE:
        return False
    return _low_end(first, second).value < second.value
