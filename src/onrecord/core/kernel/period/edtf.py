"""How a period reads in the Extended Date/Time Format, and back.

EDTF is annex to ISO 8601-2:2019. Used are its dates and months, seasons (``1999-21``), decades
(``199X``), masked parts (``1999-04-XX``), intervals with open ends (``../1999-03-20``) and the
sign ``~``. ``?`` and ``%`` are read as ``~``: a doubt of either kind makes a date *circa*.
"""

from __future__ import annotations

import re

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period.stretch import (
    Precision,
    Qualifier,
    Stretch,
    between,
    bounded,
    circa,
    day,
    decade,
    ends_of,
    month,
    season,
    third_of,
    unit_of,
    year,
)


def written(stretch: Stretch) -> str:
    """Return a stretch as an EDTF string."""
    first, last, precision, qualifier, _ = stretch
    if first is None and last is not None:
        return f"../{_unit(unit_of(last, precision))}"
    if last is None and first is not None:
        return f"{_unit(unit_of(first, precision))}/.."
    mark = "~" if qualifier is Qualifier.CIRCA else ""
    if precision is Precision.INTERVAL:
        start, end = ends_of(stretch)
        return f"{_unit(start)}{mark}/{_unit(end)}{mark}"
    if mark and first and last and third_of(stretch) is not None:
        inner = Precision.MONTH if precision is Precision.YEAR else Precision.YEAR
        return f"{_unit(unit_of(first, inner))}~/{_unit(unit_of(last, inner))}~"
    return _unit(stretch) + mark


def read(text: str) -> Stretch:
    """Return the stretch that an EDTF string names; ``InputError`` where it names none."""
    start, slash, end = text.strip().upper().partition("/")
    if not slash:
        return _read_unit(start, text)
    if start in _OPEN and end in _OPEN:
        raise InputError("an interval open at both ends says nothing", value=text)
    if start in _OPEN:
        return bounded(_read_unit(end, text), Qualifier.BEFORE, inclusive=True)
    if end in _OPEN:
        return bounded(_read_unit(start, text), Qualifier.AFTER, inclusive=True)
    return between(_read_unit(start, text), _read_unit(end, text))


_OPEN = ("", "..")
_UNIT = re.compile(
    r"(?P<decade>\d{3})[XU]|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
)


def _unit(stretch: Stretch) -> str:
    first = stretch.earliest
    if first is None:
        raise InputError("this period names no unit")
    if stretch.precision is Precision.DAY:
        return first.isoformat()
    if stretch.precision is Precision.MONTH:
        return f"{first.year}-{first.month:02}"
    if stretch.precision is Precision.SEASON:
        return f"{first.year}-{20 + first.month // 3}"
    return f"{first.year // 10}X" if stretch.precision is Precision.DECADE else f"{first.year}"


def _read_unit(piece: str, text: str) -> Stretch:
    vague = piece[-1:] in {"~", "?", "%"}
    found = _UNIT.fullmatch(piece[:-1] if vague else piece)
    if not found or (found["month"] == "XX" and found["day"] not in {None, "XX"}):
        raise InputError(
            "not a date in EDTF",
            value=text,
            remedy="Write for example 1999-03-28, 1999-03, 1999-21, 199X or ../1999-03.",
        )
    plain = _plain_unit(found)
    return circa(plain) if vague else plain


def _plain_unit(found: re.Match[str]) -> Stretch:
    if found["decade"]:
        return decade(int(found["decade"]) * 10)
    number, month_text, day_text = int(found["year"]), found["month"], found["day"]
    if month_text in {None, "XX"}:
        return year(number)
    if day_text in {None, "XX"}:
        inner = int(month_text)
        return season(number, inner - 20) if 21 <= inner <= 24 else month(number, inner)
    return day(number, int(month_text), int(day_text))
