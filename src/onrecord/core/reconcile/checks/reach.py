"""Between which numbers can a stated quantity lie, with room for rounding and "about"?"""

from __future__ import annotations

import re

from onrecord.core.kernel.quantity import Bound, Quantity

_ABOUT = 0.1
"""Relative room that "about" and "nearly" are given: a convention, stated wherever it is used."""
_MAGNITUDES = (
    (re.compile(r"\bhundreds\s+of\s+thousands\b", re.IGNORECASE), 100_000.0),
    (re.compile(r"\btens\s+of\s+thousands\b", re.IGNORECASE), 10_000.0),
    (re.compile(r"\bthousands\b", re.IGNORECASE), 1_000.0),
    (re.compile(r"\bhundreds\b", re.IGNORECASE), 100.0),
)
_NEXT_WORD = 20.0
"""From this many times the unit of a word on, writers take the next word ("tens of thousands")."""


def reach(quantity: Quantity) -> tuple[float | None, float | None]:
    """Return the least and greatest number that the words leave open; ``None`` is no limit.

    A share is rounded to the last digit it shows ("3 per cent" is 2.5 to 3.5). "About" and
    "nearly" leave a tenth of the number, and at least that rounding. A word such as "thousands"
    is read as 1 to 20 times its unit.
    """
    value = quantity.value
    match quantity.bound:
        case Bound.exact | Bound.share if value is not None:
            room = _last_digit(value) / 2 if quantity.is_share else 0.0
            return max(0.0, value - room), value + room
        case Bound.approximate if value is not None:
            room = max(_ABOUT * value, _last_digit(value) / 2 if quantity.is_share else 0.0)
            return max(0.0, value - room), value + room
        case Bound.nearly if value is not None:
            return value * (1 - _ABOUT), value
        case Bound.worded:
            return magnitude(quantity.wording or "")
        case _:
            return quantity.interval()


def magnitude(wording: str) -> tuple[float | None, float | None]:
    """Return what a word such as "thousands" leaves open: 1 to 20 times its unit."""
    for pattern, unit in _MAGNITUDES:
        if pattern.search(wording):
            return unit, unit * _NEXT_WORD
    return None, None


def rounding_unit(number: float) -> float:
    """Return the power of ten to which a number may have been rounded: 1,000 for 233,000."""
    unit = 1.0
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def _last_digit(share: float) -> float:
    """Return the size of the last digit of a share as it is written in per cent."""
    decimals = f"{share * 100:.6g}".partition(".")[2]
    return 10.0 ** -len(decimals) / 100 if len(decimals) < 3 else _ABOUT * share
