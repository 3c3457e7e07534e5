"""Which date does "two years later" mean, counted from the last date that the text states?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.core.document.dates.grammar import RelativeWords
from onrecord.core.document.dates.mention import DateMention, DateRole
from onrecord.core.kernel.derived_text import DerivedText

RULE = "relative"
_REACH = 2_000
"""Characters: a date further back is no longer what a reader counts from."""


def relative_dates(
    sentence: DerivedText,
    start: int,
    words: RelativeWords,
    stated: Sequence[DateMention],
    last: DateMention | None,
) -> Iterator[tuple[DateMention, DateMention]]:
    """Yield each relative date of a sentence with the stated date that it is counted from.

    ``start`` is the place of the sentence in its document, ``stated`` are the dates stated in
    it and ``last`` the last one before it, all with places in the document.
    """
    if not words.hint.search(sentence.text):
        return
    for match in words.phrase.finditer(sentence.text):
        begin, stop = sentence.span(*match.span())
        begin, stop = start + begin, start + stop
        if any(one.start < stop and begin < one.end for one in stated):
            continue
        anchor = next((one for one in reversed(stated) if one.end <= begin), last)
        edtf = _counted(anchor.edtf, match, words) if anchor else None
        if anchor is None or edtf is None or begin - anchor.end > _REACH:
            continue
        quote = sentence.original[begin - start : stop - start]
        mention = DateMention(
            edtf=edtf, role=DateRole.stated, start=begin, end=stop, quote=quote, rule=RULE
        )
        yield mention, anchor


_CALENDAR = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?")


def _counted(anchor: str, match: re.Match[str], words: RelativeWords) -> str | None:
    """Count as precisely as both the anchor and the words allow, or not at all."""
    parts = _CALENDAR.fullmatch(anchor)
    steps = _steps(match, words)
    if parts is None or steps is None:
        return None
    unit = _unit(match, words)
    if unit == "year":
        return _year(int(parts["year"]) + steps)
    if unit == "month" and parts["month"]:
        months = int(parts["year"]) * 12 + int(parts["month"]) - 1 + steps
        year = _year(months // 12)
        return year and f"{year}-{months % 12 + 1:02d}"
    if unit in ("week", "day") and parts["day"]:
        return _days_on(anchor, steps, is_week=unit == "week")
    return None


def _steps(match: re.Match[str], words: RelativeWords) -> int | None:
    groups = match.groupdict()
    if groups.get("same"):
        return 0
    number = (groups.get("number") or "").lower()
    count = int(number) if number.isdigit() else words.numbers.get(number, 1 if not number else 0)
    if not count:
        return None
    is_back = groups.get("earlier") or groups.get("previous")
    return -count if is_back else count


def _unit(match: re.Match[str], words: RelativeWords) -> str | None:
    word = (match["unit"] or match["span"]).lower()
    return next((unit for letters, unit in words.units.items() if word.startswith(letters)), None)


def _year(number: int) -> str | None:
    return f"{number:04d}" if 1 <= number <= 9999 else None


def _days_on(anchor: str, steps: int, *, is_week: bool) -> str | None:
    """Count days exactly; a date some weeks later is written as about that day."""
    try:
        counted = date.fromisoformat(anchor) + timedelta(days=steps * 7 if is_week else steps)
    except (ValueError, OverflowError):
        return None
    return f"{counted.isoformat()}~" if is_week else counted.isoformat()
