"""How well does the reading of a text meet what a careful reader has marked in it?

The tables in ``labelled/`` hold one row a label: a sentence, what stands in it and where (its
``quote``), the values, and the ``part`` it belongs to. Rows of a sentence stand together; a
sentence without anything to find has one row of the kind ``none``. ``groups`` are names of
``figures.communities``, ``phenomenon`` one of ``figures.phenomena``; both may stay empty.

Parts: ``tuning`` sentences were looked at while rules were written, ``held_out`` ones were
written at the same time and not looked at, ``blind`` ones were written after the rules.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import isclose
from pathlib import Path
from typing import TypeVar

from onrecord.core.document.dates import DateMention, find_dates
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.figures.rules import calendar

FOLDER = Path(__file__).with_name("labelled")
LANGUAGES = {"sq": "sq", "sr_latn": "sr-Latn", "sr_cyrl": "sr-Cyrl"}
PARTS = ("tuning", "held_out", "blind")
Found = TypeVar("Found", FigureSuggestion, DateMention)


@dataclass(frozen=True)
class Label:
    """One thing that a reader marked; places are indexes into the text of its table."""

    part: str
    start: int
    end: int
    row: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The sentences of one language as one text, each a paragraph, with their labels."""

    language: str
    text: str
    sentences: tuple[tuple[int, int, str], ...]
    labels: tuple[Label, ...]

    def part_of(self, position: int) -> str:
        """Return the part of the sentence in which a place lies."""
        return next(part for start, end, part in self.sentences if start <= position < end)


@dataclass
class Score:
    """What was found of what was marked."""

    met: int = 0
    marked: int = 0
    found: int = 0
    side_met: int = 0
    side_marked: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return how much of what was found is marked."""
        return self.met / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return how much of what is marked was found."""
        return self.met / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def side(self) -> float:
        """Return how often group or phenomenon (figures) or role (dates) is right as well."""
        return self.side_met / self.side_marked if self.side_marked else 1.0


def load(name: str) -> Table:
    """Read one table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = ""
    sentences = []
    labels = []
    for _, group in groupby(rows, key=lambda row: row["sentence_id"]):
        marked = list(group)
        sentence, part = marked[0]["sentence"], marked[0]["part"]
        start = len(text)
        sentences.append((start, start + len(sentence), part))
        for row in marked:
            if row["kind"] != "none":
                begin = start + sentence.index(row["quote"])
                labels.append(Label(part, begin, begin + len(row["quote"]), row))
        text += f"{sentence}\n\n"
    return Table(LANGUAGES[name], text, tuple(sentences), tuple(labels))


def score_figures(table: Table, parts: Sequence[str] = PARTS) -> Score:
    """Compare the figures found with those marked: value, limits, bound, and a common place.

    Years are left to the dates.
    """
    found = [one for one in find_figures(table.text) if one.rule != calendar.NAME]
    return _score(table, "figure", parts, found, figure_is_met, figure_side_is_met)


def score_dates(table: Table, parts: Sequence[str] = PARTS) -> Score:
    """Compare the dates found with those marked: the EDTF string and a common place."""
    return _score(
        table,
        "date",
        parts,
        list(find_dates(table.text)),
        lambda one, row: one.edtf == row["edtf"],
        lambda one, row: one.role == row["role"],
    )


def figure_is_met(figure: FigureSuggestion, row: dict[str, str]) -> bool:
    """Say whether a figure has the bound and the numbers of a label."""
    quantity = figure.quantity
    return quantity.bound == row["bound"] and all(
        _same(number, row[name])
        for name, number in (
            ("value", quantity.value),
            ("low", quantity.low),
            ("high", quantity.high),
        )
    )


def figure_side_is_met(figure: FigureSuggestion, row: dict[str, str]) -> bool | None:
    """Say whether the group or the phenomenon is right; ``None`` where neither is marked."""
    if not row["groups"] and not row["phenomenon"]:
        return None
    groups = set(figure.communities) == set(row["groups"].split(";")) - {""}
    return bool(row["phenomenon"] and figure.phenomenon == row["phenomenon"]) or bool(
        row["groups"] and groups
    )


def _same(number: float | None, cell: str) -> bool:
    return (number is None) == (cell == "") and (
        number is None or isclose(number, float(cell), rel_tol=1e-6)
    )


def _score(
    table: Table,
    kind: str,
    parts: Iterable[str],
    found: list[Found],
    is_met: Callable[[Found, dict[str, str]], bool],
    side_is_met: Callable[[Found, dict[str, str]], bool | None],
) -> Score:
    chosen = set(parts)
    labels = [label for label in table.labels if label.part in chosen and label.row["kind"] == kind]
    rest = [one for one in found if table.part_of(one.start) in chosen]
    score = Score(marked=len(labels), found=len(rest))
    for label in labels:
        meeting = next((one for one in rest if _meets(one, label, is_met)), None)
        if meeting is None:
            score.missed.append(f"{label.row['quote']} | {label.row['sentence']}")
            continue
        rest.remove(meeting)
        score.met += 1
        side = side_is_met(meeting, label.row)
        score.side_met += side is True
        score.side_marked += side is not None
    score.false.extend(one.quote for one in rest)
    return score


def _meets(one: Found, label: Label, is_met: Callable[[Found, dict[str, str]], bool]) -> bool:
    return one.start < label.end and label.start < one.end and is_met(one, label.row)
