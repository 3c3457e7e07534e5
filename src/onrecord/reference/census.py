"""On which side of a near-complete count does an estimate of the reference case lie?

The register of the dead and missing of the war in Kosovo (Kosovo Memory Book, Humanitarian Law
Center) counts another population than the four lists do: more years, and the missing too. So it
gives no truth for them, only numbers that the truth cannot exceed, one for each reading of whom
the lists name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import InputError
from onrecord.reference.case import ReferenceCase

_ALL: Final = "F016"
_IN_1998: Final = "F023"
_ALBANIANS: Final = "F017"
_CIVILIANS: Final = "R12"
_CLOSE: Final = 0.01
"""Persons by which a cell may differ: the published table has two digits."""


class Reading(StrEnum):
    """Whom the lists name, as far as their publication says."""

    everybody = "everybody"
    """Whoever was killed, of any community."""
    albanians = "albanians"
    """Albanians, civilians and members of armed formations."""
    albanian_civilians = "albanian-civilians"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A number of persons that the truth cannot exceed under a reading, and where it is stated."""

    reading: Reading
    persons: float
    sources: tuple[str, ...]
    """Ids of the figures and sums of the reference case that it is made of."""


class Side(StrEnum):
    """Where an answer lies; the interval decides before the number does."""

    above = "above"
    """The whole interval, or a number without one."""
    number_above = "number-above"
    """The number; the interval reaches below."""
    number_below = "number-below"
    """The number is below; the interval reaches above."""
    below = "below"
    """The whole interval, a number without one, or a lower bound that begins below."""


def ceilings(case: ReferenceCase) -> tuple[Ceiling, ...]:
    """Return the ceilings of the four lists, the highest first.

    Everybody: the dead and missing of 1998 to 2000 without those of 1998. Albanians, and Albanian
    civilians: of all three years, since the year 1998 is not given by community.
    """
    everybody = _stated(case, _ALL) - _stated(case, _IN_1998)
    civilians = next(total for total in case.totals if total.id == _CIVILIANS)
    albanian = next(part.value for part in civilians.parts if part.label == "Albanians")
    return (
        Ceiling(Reading.everybody, everybody, (_ALL, _IN_1998)),
        Ceiling(Reading.albanians, _stated(case, _ALBANIANS), (_ALBANIANS,)),
        Ceiling(Reading.albanian_civilians, albanian, (_CIVILIANS,)),
    )


def side(
    ceiling: float, *, number: float, low: float | None, high: float | None, at_least: bool = False
) -> Side:
    """Return on which side of a ceiling (persons) a number and its interval lie.

    A lower bound says nothing of how many there are above it, so that only its lower end counts.
    """
    lowest = number if low is None else low
    if lowest > ceiling:
        return Side.above
    if at_least:
        return Side.below
    if number > ceiling:
        return Side.number_above
    reaches = high is None and low is not None
    return Side.number_below if reaches or (high or number) > ceiling else Side.below


def is_of_the_reference_case(table: CaptureHistories, case: ReferenceCase) -> bool:
    """Tell whether a table is the published one, whatever the order of its rows and lists."""
    published = case.capture_histories
    if set(table.lists) != set(published.lists):
        return False
    histories = np.array([history for history, _ in published.rows], dtype=np.int8)
    counts = np.array([count for _, count in published.rows])
    wanted = CaptureHistories(published.lists, histories, counts).canonical()
    found = table.canonical()
    return np.array_equal(found.histories, wanted.histories) and bool(
        np.allclose(found.counts, wanted.counts, rtol=0.0, atol=_CLOSE)
    )


def _stated(case: ReferenceCase, figure_id: str) -> float:
    value = case.figure(figure_id).quantity.value
    if value is None:
        raise InputError("The figure of the reference case has no value.", value=figure_id)
    return value
