"""Between which ages, or days of birth, does a stated age, birth year or code of a source lie?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.names.fold import fold

OLDEST = 115
"""The age in whole years that nobody is taken to exceed where a source sets no upper limit."""


@dataclass(frozen=True, slots=True)
class AgeInterval:
    """An age in completed years, between two ages, both counted in.

    Raises ``InputError`` for an age below 0, or a lower one that exceeds the upper one.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise InputError("no such interval of ages", value=f"{self.low} to {self.high}")

    def overlaps(self, other: AgeInterval) -> bool:
        """Say whether both can be one age."""
        return self.low <= other.high and other.low <= self.high


def read_age(text: str, codes: Mapping[str, AgeInterval] | None = None) -> AgeInterval:
    """Return the ages that a cell means.

    Read are ``34``, ``20-29``, ``18+``, ``>60``, ``<1``, ``30s``; what else a source writes
    (*child*, *adult*, 99 for *over sixty*) must stand among its ``codes``, which go first and are
    compared without marks and capitals. Raises ``InputError`` for what is neither.
    """
    for code, meant in (codes or {}).items():
        if _is_code(text, code):
            return meant
    plain = "".join(text.casefold().split()).replace("\u2013", "-")
    for shape, low, high in _SHAPES:
        found = shape.fullmatch(plain)
        if found:
            numbers = [int(number) for number in found.groups()]
            return AgeInterval(low(numbers), high(numbers))
    raise InputError(
        "this is no age",
        value=text,
        remedy="Give the code of the source with the ages that it means.",
    )


def _is_code(text: str, code: str) -> bool:
    if text.strip().casefold() == code.strip().casefold():
        return True
    return any(map(str.isalpha, code)) and fold(text) == fold(code)


def birth_from_age(age: AgeInterval | int, on: Period, *, heaped_years: int = 0) -> Period:
    """Return the days of birth of somebody who was of an age at a time.

    ``heaped_years`` widens an age that ends in 0 or 5 to both sides, as people round theirs.
    Raises ``InputError`` where the time has no beginning or no end.
    """
    stated = AgeInterval(age, age) if isinstance(age, int) else age
    low, high = stated.low, stated.high
    if on.earliest is None or on.latest is None:
        raise InputError("an age needs a time with a beginning and an end", value=on.edtf())
    if low == high and low % 5 == 0:
        low, high = max(0, low - heaped_years), high + heaped_years
    first = _years_before(on.earliest, high + 1) + timedelta(1)
    return Period.between(first, _years_before(on.latest, low))


def birth_from_year(year: int, *, doubt: int = 0) -> Period:
    """Return the days of a birth year that is certain to within ``doubt`` years."""
    if not doubt:
        return Period.year(year)
    return Period.between(date(year - doubt, 1, 1), date(year + doubt, 12, 31))


def age_between(birth: Period, on: Period) -> AgeInterval | None:
    """Return the ages that somebody can have had; None for a birth that must be later.

    A side that the birth or the time leaves open counts as 0 and as the age that nobody exceeds.
    """
    if birth.earliest and on.latest and birth.earliest > on.latest:
        return None
    low = _age(birth.latest, on.earliest) if birth.latest and on.earliest else 0
    high = _age(birth.earliest, on.latest) if birth.earliest and on.latest else OLDEST
    return AgeInterval(max(0, low), max(0, low, high))


def _age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February of a year that has none
        return date(day.year - years, 2, 28)


_Bound = Callable[[list[int]], int]
_SHAPES: tuple[tuple[re.Pattern[str], _Bound, _Bound], ...] = (
    (re.compile(r"(\d{1,3})"), lambda n: n[0], lambda n: n[0]),
    (re.compile(r"(\d{1,3})-(\d{1,3})"), lambda n: n[0], lambda n: n[1]),
    (re.compile(r"(\d{1,3})\+"), lambda n: n[0], lambda n: max(OLDEST, n[0])),
    (re.compile(r">(\d{1,3})"), lambda n: n[0] + 1, lambda n: max(OLDEST, n[0] + 1)),
    (re.compile(r"<(\d{1,3})"), lambda _: 0, lambda n: n[0] - 1),
    (re.compile(r"(\d{1,2}0)'?s"), lambda n: n[0], lambda n: n[0] + 9),
)
