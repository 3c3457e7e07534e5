"""How does an estimate of the reference case lie beside a near-complete count of the dead?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from onrecord.reference import kosovo
from onrecord.reference.census import (
    Ceiling,
    Reading,
    Side,
    ceilings,
    is_of_the_reference_case,
    side,
)
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import table_of
from onrecord.web.site.words import number_text

READINGS = {
    Reading.everybody: gettext_lazy("everybody, 1999 and 2000"),
    Reading.albanians: gettext_lazy("Albanians, 1998 to 2000"),
    Reading.albanian_civilians: gettext_lazy("Albanian civilians, 1998 to 2000"),
}
SIDES = {
    Side.above: gettext_lazy("whole interval above"),
    Side.number_above: gettext_lazy("number above, interval reaches below"),
    Side.number_below: gettext_lazy("number below, interval reaches above"),
    Side.below: gettext_lazy("below"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, with the side on which it lies of each ceiling."""

    title: str
    number: float
    at_least: bool
    sides: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Census:
    """The ceilings that the truth of the four lists cannot exceed, and every answer beside them."""

    ceilings: tuple[tuple[Promise, float], ...]
    lines: tuple[Line, ...]

    def limits(self) -> list[tuple[float, str]]:
        """Return the ceilings as a chart holds them: the number and its words."""
        return [(persons, f"{title}: {number_text(persons)}") for title, persons in self.ceilings]


def beside_census(estimate: Estimate, answers: Sequence[Mapping[str, Any]]) -> Census | None:
    """Return the answers beside the census, or None for a table that is not of the case."""
    case = kosovo()
    if set(estimate.lists) != set(case.capture_histories.lists):
        return None
    if not is_of_the_reference_case(table_of(estimate), case):
        return None
    found = ceilings(case)
    lines = [_line(answer, found) for answer in answers if answer["N"] is not None]
    return Census(
        tuple((READINGS[ceiling.reading], ceiling.persons) for ceiling in found),
        tuple(sorted(lines, key=lambda line: line.number)),
    )


def _line(answer: Mapping[str, Any], found: Sequence[Ceiling]) -> Line:
    sides = (
        side(
            ceiling.persons,
            number=answer["N"],
            low=answer["low"],
            high=answer["high"],
            at_least=answer["lower_bound"],
        )
        for ceiling in found
    )
    return Line(
        answer["title"], answer["N"], answer["lower_bound"], tuple(SIDES[each] for each in sides)
    )
