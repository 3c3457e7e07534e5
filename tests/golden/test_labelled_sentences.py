"""Figures and dates in invented sentences of Albanian and Serbian, against a reader's labels."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from tests.golden.labelled_sentences import (
    FOLDER,
    LANGUAGES,
    PARTS,
    Score,
    Table,
    load,
    score_dates,
    score_figures,
)

from onrecord.core.document.figures import communities, phenomena
from onrecord.core.kernel.quantity import Bound

LEAST_F1 = 0.85
LEAST_SIDE = 0.75
FEWEST_SENTENCES = 60


@pytest.fixture(scope="module", params=sorted(LANGUAGES))
def table(request: pytest.FixtureRequest) -> Table:
    return load(request.param)


def said(kind: str, table: Table, part: str, score: Score) -> str:
    """Print what was measured, and return it for the message of a failing test."""
    line = (
        f"{table.language:8} {kind:8} {part:9} precision {score.precision:.2f} "
        f"recall {score.recall:.2f} F1 {score.f1:.2f} side {score.side:.2f} of {score.marked}"
    )
    print(line)  # noqa: T201  the measure is what a reader of the log wants
    return f"{line}\nmissed: {score.missed}\nfalse: {score.false}"


@pytest.mark.parametrize("part", PARTS)
def test_figures_are_found_as_marked(table: Table, part: str) -> None:
    score = score_figures(table, [part])
    message = said("figures", table, part, score)
    assert score.marked >= 15
    assert score.f1 >= LEAST_F1, message
    assert score.side >= LEAST_SIDE, message


@pytest.mark.parametrize("parts", [("tuning",), ("held_out", "blind")])
def test_dates_are_found_as_marked(table: Table, parts: tuple[str, ...]) -> None:
    score = score_dates(table, parts)
    message = said("dates", table, "+".join(parts), score)
    assert score.marked >= 10
    assert score.f1 >= LEAST_F1, message
    assert score.side >= LEAST_SIDE, message


def test_the_measure_fails_where_it_must(table: Table) -> None:
    """A negative control: labels of other numbers are not met by what is found."""
    wrong = [
        replace(label, row={**label.row, "value": "99", "low": "", "high": ""})
        for label in table.labels
    ]
    score = score_figures(replace(table, labels=tuple(wrong)))
    assert score.met == 0
    assert score.f1 == 0


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_a_table_holds_what_its_columns_promise(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["sentence_id"] for row in rows}) >= FEWEST_SENTENCES
    assert len({row["sentence_id"] for row in rows if row["kind"] == "none"}) >= 5
    for row in rows:
        assert row["part"] in PARTS
        assert row["kind"] in {"figure", "date", "none"}
        assert row["quote"] in row["sentence"]
        assert row["kind"] != "figure" or row["bound"] in set(Bound)
        assert set(row["groups"].split(";")) - {""} <= set(communities.NAMES)
        assert row["phenomenon"] in {"", *phenomena.NAMES}
