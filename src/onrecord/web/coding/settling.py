"""How do the units of a closed round stand on its page, with what there is to choose?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.web.coding.agreed import Unit
from onrecord.web.coding.comparable import Choice, choices_of, shown_coding
from onrecord.web.coding.models import Adjudication, Round
from onrecord.web.coding.selectors.rounds import RoundResult

CONTEXT = 90
"""Characters shown before and after the words of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one coder has in one thing: the words to show; ``absent`` where they kept nothing."""

    number: int
    text: str
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One thing in which the coders differ, and what each has."""

    choice: Choice
    readings: tuple[Reading, ...]

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return f"choose-{self.choice.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One unit as the page shows it: its words in the text, what differs, what is settled."""

    unit: Unit
    before: str
    words: str
    after: str
    summary: str
    differing: tuple[Differing, ...]
    absent: tuple[tuple[int, str], ...]
    adjudication: Adjudication | None = None

    @property
    def url(self) -> str:
        """The claim that came of it; empty where there is none."""
        if self.adjudication is None or self.adjudication.claim is None:
            return ""
        address = "figures:figure" if self.unit.kind == "figure" else "coding:account"
        return reverse(address, args=[self.adjudication.claim])


def shown_units(units: Sequence[Unit], result: RoundResult, content: str) -> list[Shown]:
    """Return units with their words in the text."""
    return [_shown(unit, result, content) for unit in units]


def csv_of(found: Round, result: RoundResult, content: str) -> str:
    """Return the codings of a closed round, one line a unit and thing, for work elsewhere."""
    out = io.StringIO()
    writer = csv.writer(out)
    coders = len(result.units[0].codings) if result.units else 0
    numbers = [f"coder_{number + 1}" for number in range(coders)]
    writer.writerow(
        ["round", "unit", "kind", "start", "end", "words", "thing", *numbers, "outcome", "reason"]
    )
    for line in _lines(found, result, content):
        writer.writerow([spreadsheet_safe(str(value)) for value in line])
    return out.getvalue()


def _lines(found: Round, result: RoundResult, content: str) -> Iterator[list[object]]:
    for at, unit in enumerate(result.units, start=1):
        settled = result.settled.get(unit.key)
        end = [settled.outcome, settled.reason] if settled else ["", ""]
        place = [found.number, at, unit.kind, unit.start, unit.end, content[unit.start : unit.end]]
        for choice in choices_of(unit.kind):
            said = ["" if one is None else choice.shown(one.values_coded) for one in unit.codings]
            if any(said):
                yield [*place, choice.key, *said, *end]


def _shown(unit: Unit, result: RoundResult, content: str) -> Shown:
    return Shown(
        unit=unit,
        before=_run_on(content[max(0, unit.start - CONTEXT) : unit.start]),
        words=_run_on(content[unit.start : unit.end]),
        after=_run_on(content[unit.end : unit.end + CONTEXT]),
        summary=shown_coding(unit.kept[0]),
        differing=tuple(
            Differing(choice=choice, readings=_readings(unit, choice))
            for choice in unit.differing()
        ),
        absent=tuple(
            (number + 1, result.reasons.get((unit.key, number), ""))
            for number, one in enumerate(unit.codings)
            if one is None
        ),
        adjudication=result.settled.get(unit.key),
    )


def _run_on(text: str) -> str:
    """Return words on one line; a blank at either end stays, as the words go on there."""
    return re.sub(r"\s+", " ", text)


def _readings(unit: Unit, choice: Choice) -> tuple[Reading, ...]:
    return tuple(
        Reading(number=number, text="", absent=True)
        if one is None
        else Reading(number=number, text=choice.shown(one.values_coded) or _("not stated"))
        for number, one in enumerate(unit.codings)
    )
