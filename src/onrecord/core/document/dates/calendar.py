"""Which EDTF string do the parts of a written date make, with nothing filled in?"""

from __future__ import annotations

import re

from onrecord.core.document.dates.grammar import DateGrammar

Parts = dict[str, str | None]


def edtf_of(rule: str, match: re.Match[str], grammar: DateGrammar) -> str | None:
    """Return what a rule has matched as EDTF; ``None`` where no such day or span exists."""
    parts: Parts = match.groupdict()
    match rule:
        case "decade":
            return _decade(parts, grammar)
        case "season":
            return f"{parts['year']}-{grammar.seasons[(parts['season'] or '').lower()]}"
        case "years":
            return _span_of_years(parts["year"] or "", parts["second"] or "")
        case "days" | "month_days":
            return _two_days(parts, grammar)
        case "months":
            first = f"{parts['year']}-{_month(parts['first'] or '', grammar):02d}"
            last = _calendar(parts, grammar)
            return f"{first}/{last}" if last and first < last else last
        case _:
            return _calendar(parts, grammar)


def _decade(parts: Parts, grammar: DateGrammar) -> str:
    """Read "1990s", "'90" and "the nineties", which are those of the last century."""
    worded = (parts.get("worded") or "").lower()
    if worded:
        return next(f"{tens}X" for word, tens in grammar.decades.items() if worded.startswith(word))
    written = parts["decade"] or ""
    return f"{grammar.decades.get(written, written)}X"


def _two_days(parts: Parts, grammar: DateGrammar) -> str | None:
    """Write "16 or 17 July" and "9 and 26 December" as sets (ISO 8601-2:2019), "9-12" as a span."""
    first, second = _calendar(parts, grammar, parts["first"]), _calendar(parts, grammar)
    if first is None or second is None or first >= second:
        return None
    word = None if parts.get("between") is not None else (parts["word"] or "").lower()
    if word in grammar.words_for_one:
        return f"[{first},{second}]"
    if word in grammar.words_for_all:
        return f"{{{first},{second}}}"
    return f"{first}/{second}"


def _calendar(parts: Parts, grammar: DateGrammar, day: str | None = None) -> str | None:
    year = parts.get("year") or "XXXX"
    month = parts.get("month")
    day = day or parts.get("day")
    if month is None:
        return year
    number = _month(month, grammar)
    if day is None:
        return f"{year}-{number:02d}"
    if int(day) > _days_in(number, year):
        return None
    return f"{year}-{number:02d}-{int(day):02d}"


def _month(month: str, grammar: DateGrammar) -> int:
    return int(month) if month.isdigit() else grammar.months[month.rstrip(".").lower()]


def _span_of_years(first: str, second: str) -> str | None:
    last = second if len(second) == len(first) else first[:2] + second
    return f"{first}/{last}" if last > first else None


def _days_in(month: int, year: str) -> int:
    if month == 2:
        known = year.isdigit()
        leap = not known or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
