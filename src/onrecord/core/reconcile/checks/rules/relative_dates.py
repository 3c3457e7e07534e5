"""Do "two years later" and "for three years" fit the dates that they stand between?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import DateStated, Document, Dossier

NAME = "relative_dates"
_WORDS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_LATER = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|\d{1,2})\s"
    r"years?\s(?P<way>later|earlier|before\sthat|after\sthat),?\s(?:in|on|by)\s$",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:for|lasted|lasting)\s(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\d{1,2})\syears,?\s(?:from|between)\s$",
    re.IGNORECASE,
)
_LOOK_BACK = 40


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each distance in years that does not lead from the date before it to the date after."""
    for document in dossier.documents:
        for at, date in enumerate(document.dates):
            before = document.text[max(0, date.span.start - _LOOK_BACK) : date.span.start]
            later = _LATER.search(before)
            if later and at:
                anchor = _anchor(document, at)
                if anchor is not None:
                    yield from _distance(document, later, anchor, date)
            lasted = _LASTED.search(before)
            if lasted:
                yield from _length(document, lasted, date)


def _anchor(document: Document, at: int) -> DateStated | None:
    """Return the date before, if it stands in the same or the last sentence and is one year."""
    date, before = document.dates[at], document.dates[at - 1]
    near = date.sentence - before.sentence <= 1
    alone = sum(1 for one in document.dates if one.sentence == before.sentence) <= 2
    return before if near and alone and _years(before.period) is not None else None


def _distance(
    document: Document, match: re.Match[str], anchor: DateStated, date: DateStated
) -> Iterator[Finding]:
    said, start, end = _number(match["n"]), _years(anchor.period), _years(date.period)
    if start is None or end is None:
        return
    is_later = match["way"].lower() in ("later", "after that")
    apart = (
        (end[0] - start[1], end[1] - start[0])
        if is_later
        else (start[0] - end[1], start[1] - end[0])
    )
    if not apart[0] - 1 <= said <= apart[1] + 1:
        span = _span(document, match, date)
        yield _finding((anchor.span, span, date.span), said, anchor.period, date.period)


def _length(document: Document, match: re.Match[str], date: DateStated) -> Iterator[Finding]:
    years = _years(date.period)
    if years is None or years[0] == years[1]:
        return
    said, length = _number(match["n"]), years[1] - years[0]
    if not length - 1 <= said <= length + 1:
        yield _finding((_span(document, match, date), date.span), said, years[0], years[1])


def _finding(spans: tuple[Span, ...], said: int, first: object, last: object) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A distance in years does not fit its dates."),
        explanation=Remark.of(
            "{said} years do not lie between {first} and {last}.",
            said=said,
            first=str(first),
            last=str(last),
        ),
        passages=spans,
        sureness=Sureness.possible,
        settled_by=Remark.of("From which event the years are counted."),
    )


def _span(document: Document, match: re.Match[str], date: DateStated) -> Span:
    begin = max(0, date.span.start - _LOOK_BACK)
    start = begin + match.start()
    words = match[0].rstrip()
    return document.span(start, start + len(words))


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or int(word)


def _years(period: Period) -> tuple[int, int] | None:
    if period.earliest is None or period.latest is None:
        return None
    return period.earliest.year, period.latest.year


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("'Two years later' that does not lead from one date to the next."),
    limits=Remark.of("The years are counted from the last date before; one year is left as room."),
    sureness=Sureness.possible,
    run=run,
)
