"""What are the values of expressions, and how does one become a number, a text, a yes or no?

The rules are those of XPath 1.0 (section 4) with one addition of ODK: a date counts as the days
since 1 January 1970, so that dates can be compared and subtracted.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Value = str | float | bool | tuple[str, ...]
"""A text, a number, yes or no, or the answers to one question: one, or one of each repeat."""

BLANK = " \t\r\n"
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:T(.*))?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{1,6})?)?")
_EPOCH = date(1970, 1, 1)
_WHOLE_UP_TO = 1e15


def as_text(value: Value) -> str:
    """Return a value as text; of several answers the first, of none an empty text."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, float) else value


def as_number(value: Value) -> float:
    """Return a value as a number; NaN for what is none."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    return text_number(as_text(value))


def as_boolean(value: Value) -> bool:
    """Return a value as yes or no: numbers but zero, texts and answers but empty ones are yes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return any(value) if isinstance(value, tuple) else bool(value)


def number_text(number: float) -> str:
    """Return a number without an exponent: whole, or with up to ten decimals."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) >= _WHOLE_UP_TO or number == int(number):
        return str(int(number))
    # As toFixed of browsers rounds: half away from zero, on the exact value.
    rounded = Decimal(number).quantize(Decimal("1e-10"), ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def text_number(text: str) -> float:
    """Return the number that a text writes, the days of a date, the part of a day of a time."""
    text = text.strip(BLANK)
    if _NUMBER.fullmatch(text):
        return float(text)
    if found := _DATE.fullmatch(text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        if day is None:
            return math.nan
        return float(day) if found[4] is None else day + day_part(found[4])
    return day_part(text)


def day_part(text: str) -> float:
    """Return which part of a day has gone at a time, 0 to below 1; NaN for no time."""
    found = _TIME.fullmatch(text)
    if found is None:
        return math.nan
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    return seconds / 86_400


def day_text(days: float) -> str:
    """Return the date so many days after 1 January 1970; empty outside of the years 1000-2999."""
    whole = math.floor(days) if math.isfinite(days) else None
    if whole is None or not -354_285 <= whole <= 376_199:
        return ""
    return date.fromordinal(_EPOCH.toordinal() + whole).isoformat()


def is_date(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as YYYY-MM-DD."""
    return len(text) == 10 and not math.isnan(text_number(text)) and "-" in text[1:]


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH.toordinal()
    except ValueError:
        return None
