"""What a date says that is written in a stated format, such as ``01Apr99`` in ``%d%b%y``.

The library's ``strptime`` depends on the machine's locale and fills in a first of January; this
one knows the months of our four languages and stops at what the format holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.period.stretch import Stretch, day, month, year
from onrecord.core.kernel.period.words import MONTH_NUMBERS
from onrecord.core.kernel.script import latin_from_serbian, without_marks

PIVOT = 1930
"""Two digits mean a year from 1930 to 2029, unless a caller names another first year."""


def read_format(text: str, form: str, pivot: int) -> Stretch | None:
    """Return what ``text`` says when written in ``form``; ``None`` where it does not fit.

    A text that fits but names an impossible day, month or year raises ``InputError``; a format
    with unknown letters raises ``UsageError``.
    """
    found = _pattern(form).fullmatch(plain(text))
    if found is None:
        return None
    parts = found.groupdict()
    month_number = _month_number(parts)
    if "month_name" in parts and month_number is None:
        return None
    year_number = _year_number(parts, pivot)
    if month_number is None:
        return year(year_number)
    if "d" not in parts:
        return month(year_number, month_number)
    return day(year_number, month_number, int(parts["d"]))


def plain(text: str) -> str:
    """Return ``text`` in lower case, Latin letters, without marks: how words are looked up."""
    return without_marks(latin_from_serbian(text)).strip()


_PIECES = {
    "d": r"(?P<d>\d{1,2})",
    "m": r"(?P<m>\d{1,2})",
    "b": r"(?P<month_name>[a-z]+)\.?",
    "B": r"(?P<month_name>[a-z]+)",
    "y": r"(?P<y>\d{2})",
    "Y": r"(?P<Y>\d{4})",
    "%": "%",
    "2": r"(?P<d>\d{2})",
    "3": r"(?P<m>\d{2})",
}
_MEANINGS = {
    **dict.fromkeys("d2", "d"),
    **dict.fromkeys("m3bB", "month"),
    **dict.fromkeys("yY", "year"),
}
_ALLOWED = ({"d", "month", "year"}, {"month", "year"}, {"year"})


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    held: list[str] = []
    pattern = ""
    pieces = re.split(r"%(.?)", _tight(form))
    for literal, directive in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        pattern += r"\s+".join(re.escape(plain(word)) for word in re.split(r"\s+", literal))
        if directive is None:
            continue
        if directive not in _PIECES:
            raise UsageError(
                "a date format with an unknown part %{part}",
                value=form,
                part=directive,
                remedy="Use %d %m %b %B %y %Y.",
            )
        pattern += _PIECES[directive]
        held += [_MEANINGS[directive]] if directive in _MEANINGS else []
    if set(held) not in _ALLOWED or len(set(held)) != len(held):
        raise UsageError(
            "a date format needs a year, then a month, then a day, each once",
            value=form,
            remedy="For example %d%b%y, %d/%m/%Y, %m/%Y or %Y.",
        )
    return re.compile(pattern)


def _tight(form: str) -> str:
    """Mark day and month numbers that touch another number: those have two digits each."""
    return re.sub(r"%([dm])(?=%[dmyY])|(?<=%[dmyY])%([dm])", _two_digits, form)


def _two_digits(found: re.Match[str]) -> str:
    return f"%{'2' if 'd' in (found[1], found[2]) else '3'}"


def _month_number(parts: dict[str, str]) -> int | None:
    if "m" in parts:
        return int(parts["m"])
    return MONTH_NUMBERS.get(parts.get("month_name", ""))


def _year_number(parts: dict[str, str], pivot: int) -> int:
    if "Y" in parts:
        return int(parts["Y"])
    short = int(parts["y"])
    number = pivot - pivot % 100 + short
    if number < pivot:
        number += 100
    return number
