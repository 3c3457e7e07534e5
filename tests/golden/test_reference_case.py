"""The reference case says what the collected inputs say, and nothing that was only remembered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.reference import kosovo

pytestmark = pytest.mark.data

SharedData = Callable[[str], Path]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def test_every_figure_that_was_seen_is_entered_with_its_numbers(shared_data: SharedData) -> None:
    collected = rows(shared_data("kosovo-figures/figures.csv"))
    entered = {figure.id: figure.quantity for figure in kosovo().figures}

    seen = [row for row in collected if row["status"] == "seen"]

    assert len(seen) == 153
    for row in seen:
        quantity = entered[row["id"]]
        assert (quantity.value, quantity.low, quantity.high) == tuple(
            number(row[column]) for column in ("value", "low", "high")
        ), row["id"]


def test_no_figure_that_was_only_remembered_is_entered(shared_data: SharedData) -> None:
    collected = rows(shared_data("kosovo-figures/figures.csv"))
    remembered = {row["id"] for row in collected if row["status"].startswith("memory")}

    assert remembered
    assert not remembered & {figure.id for figure in kosovo().figures}


def test_every_stated_sum_is_entered_with_its_difference(shared_data: SharedData) -> None:
    collected = rows(shared_data("kosovo-figures/reconcile_sets.csv"))
    entered = {total.id: total for total in kosovo().totals}

    assert set(entered) == {row["id"] for row in collected}
    for row in collected:
        assert entered[row["id"]].difference == float(row["difference"]), row["id"]
        assert entered[row["id"]].holds == (row["expected"] == "ok"), row["id"]


def test_the_capture_histories_are_the_published_cells(shared_data: SharedData) -> None:
    published = {
        tuple(int(row[name]) for name in ("exh", "aba", "osce", "hrw")): round(
            float(row["weighted_count"]), 2
        )
        for row in rows(shared_data("kosovo-hrdag/published/cells_15.csv"))
    }

    assert dict(kosovo().capture_histories.rows) == published


@pytest.mark.parametrize(
    ("document", "figure", "words"),
    [
        ("human-rights-in-kosovo.txt", "F201", "nearly one million"),
        ("human-rights-in-kosovo.txt", "F202", "10,000 to 15,000"),
        ("human-rights-in-kosovo.txt", "F203", "80 percent"),
        ("human-rights-in-kosovo.txt", "F204", "1,303"),
        ("human-rights-in-kosovo.txt", "F205", "944 Serbs"),
        ("human-rights-in-kosovo.txt", "F206", "210 Muslim Roma"),
        ("human-rights-in-kosovo.txt", "F207", "149 ethnic Albanians"),
        ("human-rights-in-kosovo.txt", "F209", "36 percent"),
        ("human-rights-in-kosovo.txt", "F210", "eight regional units"),
        ("prisoners-in-our-own-homes.txt", "F211", "up to eight per cent"),
        ("prisoners-in-our-own-homes.txt", "F212", "up to 90 per cent"),
        ("prisoners-in-our-own-homes.txt", "F213", "more then 230,000"),
        ("prisoners-in-our-own-homes.txt", "F214", "only 5,800"),
        ("prisoners-in-our-own-homes.txt", "F216", "a third of the 100,000"),
        ("prisoners-in-our-own-homes.txt", "F219", "67,000"),
        ("prisoners-in-our-own-homes.txt", "F220", "three per cent"),
    ],
)
def test_the_figures_of_the_seed_documents_stand_in_them(
    shared_data: SharedData, document: str, figure: str, words: str
) -> None:
    assert words in shared_data(f"seeds/{document}").read_text(encoding="utf-8")
    assert kosovo().figure(figure)


def test_no_sentence_of_a_seed_document_is_taken_over(shared_data: SharedData) -> None:
    case = kosovo()
    texts = [
        *(figure.note for figure in case.figures),
        *(figure.wording for figure in (entry.quantity for entry in case.figures)),
        *(question.definition for question in case.questions),
        *(institution.mandate for institution in case.institutions),
    ]
    for seed in ("human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt"):
        content = shared_data(f"seeds/{seed}").read_text(encoding="utf-8")
        for text in texts:
            assert not text or len(text.split()) < 8 or text not in content
