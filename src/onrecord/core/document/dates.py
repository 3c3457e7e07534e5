"""Which dates and periods a text states in English, each as precise as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.core.document.sentences import sentence_spans
from onrecord.core.kernel.derived_text import flattened


class DateRole(StrEnum):
    """What a date does in its sentence, as the words before it say."""

    stated = "stated"
    as_of = "as_of"
    before = "before"
    after = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or period as it stands in a text.

    ``edtf`` is the date alone in the Extended Date/Time Format (ISO 8601-2:2019): ``1999``,
    ``1999-03``, ``199X``, ``1998/1999``, ``XXXX-08-26`` where the year is not stated. Nothing is
    filled in. ``role`` says whether something is stated as of, before or after it.
    """

    edtf: str
    role: DateRole
    start: int
    end: int
    quote: str
    rule: str


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield every date that an English text states, in order, with ``text[start:end] == quote``."""
    for start, end in sentence_spans(text):
        sentence = flattened(text[start:end])
        for mention in dates_in_sentence(sentence.text):
            begin, stop = sentence.span(mention.start, mention.end)
            quote = sentence.original[begin:stop]
            yield replace(mention, start=start + begin, end=start + stop, quote=quote)


def dates_in_sentence(sentence: str) -> tuple[DateMention, ...]:
    """Return the dates of one flat sentence, with intervals joined and roles read."""
    atoms = list(_atoms(sentence))
    return tuple(_joined(sentence, atoms))


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Codes of ISO 8601-2:2019, 4.8 (seasons)."""

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?|Sept?\b\.?"
    r"|Oct\b\.?|Nov\b\.?|Dec\b\.?)"
)
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_BEGIN = r"(?<![\w.,/\-–:#$€£])"
_BEGIN_YEAR = r"(?<![\w.,/:#$€£])(?<![A-Za-z]-)"
_END = r"(?![\w%]|[.,/:]\d|\s?%)"

_FULL_MONTH = (
    r"(?P<first>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)"
)
_FIRST_DAY = r"(?P<first>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WORD_OR_DASH = r"(?:\s(?P<word>and|or|to)\s|\s?[-–—]\s?)"
_UNTIL = r"(?:\s(?:to|through|until|till)\s|\s?[-–—]\s?)"
_BETWEEN_DAYS = r"(?P<between>(?<=\b[Bb]etween\s))?"
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))"

_PATTERNS = {
    "iso": rf"{_BEGIN}{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01]){_END}",
    "day_first": rf"{_BEGIN}{_DAY}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?{_YEAR}{_END}",
    "days": (
        rf"{_BETWEEN_DAYS}{_BEGIN}{_FIRST_DAY}{_WORD_OR_DASH}{_DAY}\s{_MONTH}"
        rf"(?:,?\s{_YEAR}{_END})?(?![\w-])"
    ),
    "month_days": (
        rf"\b{_MONTH}\s{_FIRST_DAY}{_WORD_OR_DASH}{_DAY}(?:,?\s{_YEAR}{_END})?(?![\w-])"
    ),
    "months": rf"\b{_FULL_MONTH}{_UNTIL}{_MONTH},?\s{_YEAR}{_END}",
    "day_month_year": rf"{_BEGIN}{_DAY}(?:\sof)?\s{_MONTH},?\s{_YEAR}{_END}",
    "month_day_year": rf"\b{_MONTH}\s{_DAY},?\s{_YEAR}{_END}",
    "month_year": rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}{_END}",
    "day_month": rf"{_BEGIN}{_DAY}(?:\sof)?\s{_MONTH}(?![\w-])",
    "month_day": rf"\b{_MONTH}\s{_DAY}{_END}",
    "season": rf"\b{_SEASON}(?:\sof)?\s{_YEAR}{_END}",
    "years": rf"{_BEGIN_YEAR}{_YEAR}\s?[-–/]\s?(?P<second>1[5-9]\d\d|20\d\d|\d\d){_END}",
    "decade": r"\b(?P<decade>1[5-9]\d|20\d)0['’]?s\b",
    "year": rf"{_BEGIN_YEAR}{_YEAR}{_END}",
}
_RULES = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
"""Most precise first: a later rule does not read what an earlier one has read."""

_HINT = re.compile(r"\d")


def _atoms(sentence: str) -> Iterator[DateMention]:
    if not _HINT.search(sentence):
        return
    taken = bytearray(len(sentence))
    found = []
    for rule, pattern in _RULES.items():
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if any(taken[start:end]) or (rule == "year" and _counts_things(sentence, start, end)):
                continue
            edtf = _edtf(rule, match)
            if edtf is not None:
                taken[start:end] = b"\x01" * (end - start)
                found.append(_mention(sentence, start, end, edtf, rule))
    yield from sorted(found, key=lambda mention: mention.start)


def _mention(sentence: str, start: int, end: int, edtf: str, rule: str) -> DateMention:
    return DateMention(
        edtf=edtf,
        role=_role(sentence, start),
        start=start,
        end=end,
        quote=sentence[start:end],
        rule=rule,
    )


_YEAR_COMES_AFTER = re.compile(
    r"(?:\b(?:in|since|during|by|before|after|until|till|from|of|late|early|mid|around|circa|year"
    r"|summer|spring|autumn|winter|fall|through|to|and|the|between|for|s)|[(\-–,])\s?$",
    re.IGNORECASE,
)
_FIRST_USUAL_YEAR = 1700
_THINGS_FOLLOW = re.compile(
    r"\s(?:\w+\s){0,2}(?:people|persons|men|women|children|civilians|victims|soldiers|fighters"
    r"|insurgents|refugees|houses|homes|villages|killed|missing|dead|wounded|injured|troops"
    r"|Serbs|Albanians|Roma|cases|records|names|deaths|killings|families|households)\b"
)


def _counts_things(sentence: str, start: int, end: int) -> bool:
    """Tell "2000 people" from "in 2000 people fled": a count follows no word that takes a year."""
    is_early = int(sentence[start:end]) < _FIRST_USUAL_YEAR
    if not is_early and not _THINGS_FOLLOW.match(sentence, end):
        return False
    return not _YEAR_COMES_AFTER.search(sentence[max(0, start - 12) : start])


def _edtf(rule: str, match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    match rule:
        case "decade":
            return f"{parts['decade']}X"
        case "season":
            return f"{parts['year']}-{_SEASONS[parts['season'].lower()]}"
        case "years":
            return _span_of_years(parts["year"], parts["second"])
        case "days" | "month_days":
            word = None if parts.get("between") is not None else parts["word"]
            return _one_or_all(_calendar(parts, parts["first"]), _calendar(parts), word)
        case "months":
            first = f"{parts['year']}-{_MONTHS[parts['first'].lower()]:02d}"
            last = _calendar(parts)
            return f"{first}/{last}" if last and first < last else last
        case _:
            return _calendar(parts)


_SETS = {"or": "[{},{}]", "and": "{{{},{}}}"}


def _one_or_all(first: str | None, second: str | None, word: str | None) -> str | None:
    """Write "16 or 17 July" and "9 and 26 December" as sets (ISO 8601-2:2019), "9-12" as a span."""
    if first is None or second is None or first >= second:
        return None
    return _SETS.get(word or "", "{}/{}").format(first, second)


def _calendar(parts: dict[str, str | None], day: str | None = None) -> str | None:
    year = parts.get("year") or "XXXX"
    month = _month_number(parts.get("month"))
    day = day or parts.get("day")
    if month is None:
        return year
    if day is None:
        return f"{year}-{month:02d}"
    if int(day) > _days_in(month, year):
        return None
    return f"{year}-{month:02d}-{int(day):02d}"


def _span_of_years(first: str, second: str) -> str | None:
    last = second if len(second) == len(first) else first[:2] + second
    return f"{first}/{last}" if last > first else None


def _month_number(month: str | None) -> int | None:
    if month is None:
        return None
    return int(month) if month.isdigit() else _MONTHS[month.rstrip(".").lower()]


def _days_in(month: int, year: str) -> int:
    if month == 2:
        known = year.isdigit()
        leap = not known or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


_JOINER = re.compile(r",?\s?(?:to|until|till|through|[-–—])\s?")
_AND = re.compile(r"\s?and\s?")
_BETWEEN = re.compile(r"\bbetween\s?(?:the\s)?$", re.IGNORECASE)


def _joined(sentence: str, atoms: list[DateMention]) -> Iterator[DateMention]:
    position = 0
    while position < len(atoms):
        first = atoms[position]
        second = atoms[position + 1] if position + 1 < len(atoms) else None
        edtf = _interval(sentence, first, second) if second else None
        if second is not None and edtf is not None:
            yield _mention(sentence, first.start, second.end, edtf, "interval")
            position += 2
        else:
            yield first
            position += 1


def _interval(sentence: str, first: DateMention, second: DateMention) -> str | None:
    if any(mark in first.edtf + second.edtf for mark in "/[{"):
        return None
    gap = sentence[first.end : second.start]
    between = _BETWEEN.search(sentence[max(0, first.start - 14) : first.start])
    if not (_JOINER.fullmatch(gap) or (between and _AND.fullmatch(gap))):
        return None
    begin = _with_year_of(first.edtf, second.edtf)
    return f"{begin}/{second.edtf}" if begin[:4] <= second.edtf[:4] else None


def _with_year_of(first: str, second: str) -> str:
    """Read "20 March to 12 June 1999" with one year, as the language does."""
    return second[:4] + first[4:] if first.startswith("XXXX") else first


_ROLES = {
    DateRole.as_of: r"\b(?:as\s(?:of|at|on)|by|(?:by|until)\sthe\send\sof|status)\s?$",
    DateRole.before: r"\b(?:before|prior\sto|until|till)\s?$",
    DateRole.after: r"\b(?:after|since|following)\s?$",
}
_ROLE_WORDS = {role: re.compile(words, re.IGNORECASE) for role, words in _ROLES.items()}
_ROLE_LOOK_BACK = 20


def _role(sentence: str, start: int) -> DateRole:
    before = sentence[max(0, start - _ROLE_LOOK_BACK) : start]
    return next(
        (role for role, words in _ROLE_WORDS.items() if words.search(before)), DateRole.stated
    )
