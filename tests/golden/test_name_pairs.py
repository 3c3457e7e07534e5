"""Labelled pairs of invented names come out as the table beside this file says.

Columns of ``name_pairs.csv``: ``left``, ``right`` (as a list writes them), ``truth`` (same or
different person), ``names_say`` (what the comparison answers today: same, open, different), and
``why`` the case is there. Whoever adds a line writes the truth; where the comparison is wrong,
the line shows it. The lines were written by whoever wrote the comparison: they guard against
steps back and are no estimate of its errors on real lists.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.names import NameLevel, compare_names
from onrecord.vocab.names import load_short_forms

Pair = dict[str, str]


def _pairs() -> list[Pair]:
    with (Path(__file__).parent / "name_pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _said(left: str, right: str, *, with_table: bool = True) -> str:
    names = PersonName.from_full(left), PersonName.from_full(right)
    tables = (load_short_forms(),) if with_table else ()
    level = compare_names(*names, *tables).level
    if level <= NameLevel.NAMESAKES:
        return "different"
    return "open" if level is NameLevel.OPEN else "same"


@pytest.mark.parametrize("pair", _pairs(), ids=lambda pair: f"{pair['left']}~{pair['right']}")
def test_a_labelled_pair_is_answered_as_the_table_says(pair: Pair) -> None:
    assert _said(pair["left"], pair["right"]) == pair["names_say"], pair["why"]
    assert _said(pair["right"], pair["left"]) == pair["names_say"], "the other way round"


def test_what_the_names_say_is_right_in_all_but_a_few_lines() -> None:
    pairs = _pairs()
    called = [pair for pair in pairs if pair["names_say"] == "same"]
    wrong = [pair for pair in called if pair["truth"] != "same"]
    lost = [p for p in pairs if p["truth"] == "same" and p["names_say"] == "different"]
    assert len(pairs) >= 180
    assert len(called) >= 100
    assert len(wrong) <= 6, wrong
    assert not lost


def test_without_the_tables_more_persons_are_mistaken() -> None:
    """The negative control: what the tables are for must show where they are missing."""
    pairs = _pairs()
    without = sum(
        _said(p["left"], p["right"], with_table=False) not in {p["truth"], "open"} for p in pairs
    )
    with_them = sum(_said(p["left"], p["right"]) not in {p["truth"], "open"} for p in pairs)
    assert without >= with_them + 20
