"""How much a source says: exactly, at least, up to, about, a share, or only in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SHARE = "share"
"""Unit of a fraction between 0 and 1; its base is what it is a fraction of."""


YEAR = "year"
"""Unit of a year of the calendar, which is written without thousands marks and without a unit."""


class Bound(StrEnum):
    """How a source bounds the number that it states."""

    exact = "exact"
    range = "range"
    at_least = "at_least"
    at_most = "at_most"
    nearly = "nearly"
    approximate = "approximate"
    share = "share"
    worded = "worded"


def _plain(number: float) -> str:
    return f"{number:,.10g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as one source states it; what it does not state is ``None``, never zero.

    ``value`` is the number that stands in the source. ``low`` and ``high`` are the limits that
    the wording sets: "more than 230,000" has the value 230,000 and the low 230,000 and no high;
    "10,000 to 15,000" has a low and a high and no value; "thousands" has neither. Numbers may be
    fractional (a record of weight one third). A quantity whose ``unit`` is ``share`` is a
    fraction between 0 and 1 whatever its bound ("up to 90 per cent" is at most 0.9); ``base``
    and ``base_text`` say of what, where the source says it. ``wording`` keeps the words of a
    quantity that has no number of its own ("the majority").

    Raises ``InputError`` for a quantity that contradicts itself.
    """

    bound: Bound
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "persons"
    base: Quantity | None = None
    base_text: str | None = None
    wording: str | None = None

    def __post_init__(self) -> None:
        self._check_numbers()
        self._check_bound()

    @property
    def is_known(self) -> bool:
        """Say whether the source gives any number at all."""
        return any(number is not None for number in (self.value, self.low, self.high))

    @property
    def is_share(self) -> bool:
        """Say whether the number is a fraction of something."""
        return self.unit == SHARE

    def interval(self) -> tuple[float | None, float | None]:
        """Return the lowest and highest number that the wording allows; ``None`` is open.

        "About 36" sets no limit that a reader could state, so both ends are open.
        """
        match self.bound:
            case Bound.exact | Bound.share if self.value is not None:
                return self.value, self.value
            case Bound.at_least:
                return (self.value if self.low is None else self.low), self.high
            case Bound.at_most | Bound.nearly:
                return self.low, (self.value if self.high is None else self.high)
            case _:
                return self.low, self.high

    @property
    def stated(self) -> float | None:
        """Return the number that stands first in the wording: the value, else a limit."""
        return next((n for n in (self.value, self.low, self.high) if n is not None), None)

    def remark(self, number: Callable[[float], str] = _plain) -> Remark:
        """Return the wording without unit and base, to be said in any language.

        ``number`` writes a number; a share comes to it in per cent.
        """
        return Remark.of(
            _SENTENCES[self.bound],
            value=self._shown(self.stated, number),
            low=self._shown(self.low, number),
            high=self._shown(self.high, number),
            wording=self.wording or "",
        )

    def __str__(self) -> str:
        base = "" if self.base is None else f" of {self.base}"
        unit = "" if self.unit in (SHARE, YEAR) else f" {self.unit}"
        return f"{self.remark()}{unit}{base}".strip()

    def _shown(self, value: float | None, number: Callable[[float], str]) -> Remark | str:
        if value is None:
            return Remark.of("unknown")
        if self.is_share:
            return f"{number(float(f'{value * 100:.4g}'))} %"
        return f"{value:.0f}" if self.unit == YEAR else number(value)

    def _check_numbers(self) -> None:
        numbers = [n for n in (self.value, self.low, self.high) if n is not None]
        for number in numbers:
            if not math.isfinite(number):
                raise InputError("A quantity needs a finite number.", value=number)
            if self._must_be_share() and not 0 <= number <= 1:
                raise InputError(
                    "A share lies between 0 and 1.",
                    value=number,
                    remedy="Give 36 per cent as 0.36.",
                )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InputError(
                "The low end of a quantity lies above its high end.",
                value=f"{self.low} > {self.high}",
            )

    def _must_be_share(self) -> bool:
        return self.is_share or self.bound is Bound.share

    def _check_bound(self) -> None:
        if self.bound is Bound.share and not self.is_share:
            raise InputError("A bound of share needs the unit share.", value=self.unit)
        if self.base is not None and not self.is_share:
            raise InputError("Only a share has a base.", value=self.unit)
        missing = _MISSING[self.bound](self)
        if missing:
            raise InputError(
                "The bound {bound} needs {missing}.", bound=self.bound, missing=missing
            )


def _needs_value(quantity: Quantity) -> str:
    return "" if quantity.value is not None else "a value"


def _needs_both_ends(quantity: Quantity) -> str:
    return "" if None not in (quantity.low, quantity.high) else "a low and a high"


def _needs_low(quantity: Quantity) -> str:
    return "" if (quantity.value, quantity.low) != (None, None) else "a value or a low"


def _needs_high(quantity: Quantity) -> str:
    return "" if (quantity.value, quantity.high) != (None, None) else "a value or a high"


def _needs_number(quantity: Quantity) -> str:
    return "" if quantity.is_known else "a value, a low or a high"


def _needs_wording(quantity: Quantity) -> str:
    if quantity.value is not None:
        return "no value: a number makes it exact or approximate"
    return "" if quantity.wording else "its wording"


_MISSING = {
    Bound.exact: _needs_value,
    Bound.range: _needs_both_ends,
    Bound.at_least: _needs_low,
    Bound.at_most: _needs_high,
    Bound.nearly: _needs_high,
    Bound.approximate: _needs_number,
    Bound.share: _needs_number,
    Bound.worded: _needs_wording,
}
_SENTENCES = {
    Bound.exact: "{value}",
    Bound.range: "{low} to {high}",
    Bound.at_least: "at least {value}",
    Bound.at_most: "at most {value}",
    Bound.nearly: "nearly {value}",
    Bound.approximate: "about {value}",
    Bound.share: "{value}",
    Bound.worded: "{wording}",
}
