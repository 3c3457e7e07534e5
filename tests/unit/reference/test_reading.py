"""Which rows of a reference table are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.reference import reading

FIGURES = ",".join(reading.FIGURE_COLUMNS) + "\n"
GOOD = (
    "F1,deaths,figure/killed,19,,,exact,persons,,,2004-03,2004-03-17/2004-03-18,group/all,Kosovo,"
    "article,page 1,seen,,,\n"
)
TOTALS = ",".join(reading.TOTAL_COLUMNS) + "\n"
TOTAL = "R1,missing,,1303,Serbs=944; Roma=210; 149,0,holds,article,,seen,\n"


def read_figures(row: str) -> object:
    return reading.figures(FIGURES + row, sources={"article"}, questions={"deaths"})


def read_totals(row: str) -> object:
    return reading.totals(TOTALS + row, sources={"article"}, figures=set())


def test_good_rows_are_read() -> None:
    assert read_figures(GOOD)
    assert read_totals(TOTAL)


@pytest.mark.parametrize(
    ("read", "row", "good", "bad", "column"),
    [
        (read_figures, GOOD, ",article,", ",,", "source"),
        (read_figures, GOOD, ",article,", ",hearsay,", "source"),
        (read_figures, GOOD, ",seen,", ",,", "status"),
        (read_figures, GOOD, ",seen,", ",memory,", "status"),
        (read_figures, GOOD, ",page 1,", ",,", "where"),
        (read_figures, GOOD, ",19,", ",nineteen,", "value"),
        (read_figures, GOOD, ",19,", ",,", "bound"),
        (read_figures, GOOD, ",exact,", ",certain,", "bound"),
        (read_figures, GOOD, "figure/killed", "figure/slain", "measure"),
        (read_figures, GOOD, "group/all", "group/none", "group"),
        (read_figures, GOOD, ",deaths,", ",births,", "question"),
        (read_figures, GOOD, "2004-03,", "spring of 2004,", "as_of"),
        (read_figures, GOOD, ",seen,,", ",seen,F9,", "supersedes"),
        (read_figures, GOOD, GOOD, GOOD + GOOD, "id"),
        (read_totals, TOTAL, ",0,", ",1,", "difference"),
        (read_totals, TOTAL, ",holds,", ",differs,", "verdict"),
        (read_totals, TOTAL, "; 149", "; many", "parts"),
        (read_totals, TOTAL, ",1303,", ",,", "stated"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_column(
    read: Callable[[str], object], row: str, good: str, bad: str, column: str
) -> None:
    assert good in row

    with pytest.raises(InputError) as refusal:
        read(row.replace(good, bad, 1))

    assert refusal.value.column == column
    assert refusal.value.file in {"figures.csv", "totals.csv"}
    assert refusal.value.line in {2, 3}


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(InputError, match="must have the columns"):
        reading.figures("id,value\nF1,3\n", sources=(), questions=())


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(InputError, match="cells"):
        reading.figures(FIGURES + "F1,deaths\n", sources=(), questions=())
