"""The figures that a careful reader marks in the two seed documents, against those found.

The table is made to be extended: ``anchor`` is where the figure stands (its ``occurrence`` in the
document), ``groups`` are names of ``figures.communities`` with a semicolon between them,
``phenomenon`` is one of ``figures.phenomena``; both stay empty where the text names none.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.totals import find_totals

MARKED = Path(__file__).with_name("seed_figures.csv")
DOCUMENTS = ("human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt")
LEAST_RECALL = 36 / 42
MOST_FALSE = 6
LEAST_F1 = 0.90
LEAST_SIDE = 0.75

pytestmark = pytest.mark.data


@dataclass(frozen=True)
class Marked:
    document: str
    anchor: str
    start: int
    end: int
    bound: str
    numbers: tuple[float | None, float | None, float | None]
    unit: str
    groups: frozenset[str]
    phenomenon: str

    @property
    def is_described(self) -> bool:
        return bool(self.groups or self.phenomenon)

    def is_described_by(self, found: FigureSuggestion) -> bool:
        right_group = bool(self.groups) and set(found.communities) == self.groups
        return right_group or bool(self.phenomenon and found.phenomenon == self.phenomenon)

    def is_met_by(self, found: FigureSuggestion) -> bool:
        quantity = found.quantity
        numbers = (quantity.value, quantity.low, quantity.high)
        return (
            found.start < self.end
            and self.start < found.end
            and quantity.bound == self.bound
            and quantity.unit == self.unit
            and all(_same(one, other) for one, other in zip(numbers, self.numbers, strict=True))
        )


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _place(text: str, anchor: str, occurrence: int) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence):
        start = text.index(anchor, start + 1)
    return start, start + len(anchor)


@pytest.fixture(scope="module")
def texts(shared_data: Callable[[str], Path]) -> dict[str, str]:
    return {name: shared_data(f"seeds/{name}").read_text("utf-8") for name in DOCUMENTS}


@pytest.fixture(scope="module")
def marked(texts: dict[str, str]) -> list[Marked]:
    rows = []
    with MARKED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start, end = _place(texts[row["document"]], row["anchor"], int(row["occurrence"]))
            rows.append(
                Marked(
                    document=row["document"],
                    anchor=row["anchor"],
                    start=start,
                    end=end,
                    bound=row["bound"],
                    numbers=(_number(row["value"]), _number(row["low"]), _number(row["high"])),
                    unit=row["unit"],
                    groups=frozenset(row["groups"].split(";")) - {""},
                    phenomenon=row["phenomenon"],
                )
            )
    return rows


@pytest.fixture(scope="module")
def found(texts: dict[str, str]) -> dict[str, list[FigureSuggestion]]:
    return {name: list(find_figures(text)) for name, text in texts.items()}


def test_most_marked_figures_are_found_with_value_bounds_and_place(
    marked: list[Marked], found: dict[str, list[FigureSuggestion]]
) -> None:
    missed = [
        mark.anchor
        for mark in marked
        if not any(mark.is_met_by(figure) for figure in found[mark.document])
    ]
    assert len(missed) <= (1 - LEAST_RECALL) * len(marked), missed


def test_few_figures_are_found_that_nobody_marked(
    marked: list[Marked], found: dict[str, list[FigureSuggestion]]
) -> None:
    false = [
        figure.quote
        for document, figures in found.items()
        for figure in figures
        if not any(mark.is_met_by(figure) for mark in marked if mark.document == document)
    ]
    assert len(false) <= MOST_FALSE, false


def test_value_and_bound_are_right_as_promised(
    marked: list[Marked], found: dict[str, list[FigureSuggestion]]
) -> None:
    met = sum(any(mark.is_met_by(one) for one in found[mark.document]) for mark in marked)
    f1 = 2 * met / (len(marked) + sum(map(len, found.values())))
    assert f1 >= LEAST_F1


def test_group_or_phenomenon_is_right_for_most(
    marked: list[Marked], found: dict[str, list[FigureSuggestion]]
) -> None:
    described = [mark for mark in marked if mark.is_described]
    wrong = [
        mark.anchor
        for mark in described
        if not any(
            mark.is_met_by(one) and mark.is_described_by(one) for one in found[mark.document]
        )
    ]
    assert len(described) >= 25
    assert len(wrong) <= (1 - LEAST_SIDE) * len(described), wrong


def test_shares_keep_the_base_that_the_text_gives(
    found: dict[str, list[FigureSuggestion]],
) -> None:
    bases = {
        figure.quote: figure.quantity.base.value
        for figure in found["prisoners-in-our-own-homes.txt"]
        if figure.quantity.base is not None
    }
    assert bases == {"Around a third": 100_000, "More than half": 67_000}


def test_the_missing_are_offered_as_a_total_with_three_parts(
    texts: dict[str, str], found: dict[str, list[FigureSuggestion]]
) -> None:
    document = "human-rights-in-kosovo.txt"
    (total,) = find_totals(texts[document], found[document])
    assert total.total.quantity.value == 1303
    assert [part.quantity.value for part in total.parts] == [944, 210, 149]
    assert [part.group for part in total.parts] == ["Serbs", "Muslim Roma", "ethnic Albanians"]
    assert total.difference == 0
    assert total.total.as_of == "1998-01-01"
    assert [one.quote for one in (total.total, *total.parts)] == ["1,303", "944", "210", "149"]


@pytest.mark.parametrize(
    ("document", "quote", "field", "value"),
    [
        (0, "from 10,000 to 15,000", "phenomenon", "killed"),
        (0, "80 percent", "phenomenon", "displaced"),
        (0, "about 36 percent", "phenomenon", "denied medical care"),
        (0, "1,303", "phenomenon", "missing"),
        (1, "5,800", "phenomenon", "returned"),
        (1, "5,800", "period", "1999"),
        (1, "more then 230,000", "group", "Serbs, Roma and other minorities"),
        (1, "more then 230,000", "phenomenon", "fled"),
        (1, "more then 230,000", "place", "Kosovo"),
        (1, "up to 90 per cent", "phenomenon", "unemployment"),
        (1, "the vast majority", "phenomenon", "unsolved"),
    ],
)
def test_the_fields_around_a_number_are_read(
    document: int,
    quote: str,
    field: str,
    value: str,
    found: dict[str, list[FigureSuggestion]],
) -> None:
    figure = next(one for one in found[DOCUMENTS[document]] if one.quote == quote)
    assert getattr(figure, field) == value
