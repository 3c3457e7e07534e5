"""The manual of estimation: what each method answers to a table small enough to check by hand.

Belongs here: title, words, table, expression and answer, from which the manual is built. The
answer of a specification is worked out beside the code, never copied from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import Options, method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_model
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """One paragraph of the manual that is also a test."""

    title: str
    words: str
    table: str
    expression: str
    answer: object


def estimate(table: CaptureHistories, method: str, **options: int) -> float | None:
    """Return the total that a method gives, as the manual writes it."""
    return method_named(method).estimate(table, Options(**options))[0].N


def reason(table: CaptureHistories, method: str) -> str:
    """Return why a method gives no number."""
    return str(method_named(method).estimate(table)[0].refused)


def model(table: CaptureHistories, *generators: str) -> float | None:
    """Return the total of one log-linear model, given by its terms such as ``"court press"``."""
    return fit_model(table, HierarchicalModel.of(map(str.split, generators), table.lists)).N


def interval_method(table: CaptureHistories, method: str) -> str | None:
    """Return how the interval of a method was made."""
    return method_named(method).estimate(table)[0].to_dict()["interval_method"]  # type: ignore[return-value]


TWO_LISTS = """
court,press,count
1,0,40
0,1,30
1,1,20
"""

UNION_AND_THIRD = """
court,press,union,count
1,0,0,15
0,1,0,15
1,1,0,10
0,0,1,30
1,0,1,5
0,1,1,5
1,1,1,10
"""

SPECIFICATIONS = (
    Specification(
        title="Two lists: Petersen",
        words="The court has 60 people, the press 50, and 20 are on both: 60 x 50 / 20.",
        table=TWO_LISTS,
        expression="estimate(table, 'petersen')",
        answer=150.0,
    ),
    Specification(
        title="Two lists: Chapman",
        words="The same with the correction for small numbers: 61 x 51 / 21 - 1.",
        table=TWO_LISTS,
        expression="estimate(table, 'chapman')",
        answer=61 * 51 / 21 - 1,
    ),
    Specification(
        title="Records of weight one third",
        words="Counts may be fractions; a third of the records gives a third of the total.",
        table="court,press,count\n1,0,13.3333333333\n0,1,10\n1,1,6.6666666667\n",
        expression="estimate(table, 'petersen')",
        answer=50.0,
    ),
    Specification(
        title="Lists that are independent",
        words="1,000 people, each on each of three lists with chance one half: 125 in each cell.",
        table="a,b,c,count\n"
        + "".join(
            f"{cell},125\n"
            for cell in ("1,0,0", "0,1,0", "0,0,1", "1,1,0", "1,0,1", "0,1,1", "1,1,1")
        ),
        expression="estimate(table, 'independence')",
        answer=1000.0,
    ),
    Specification(
        title="Two lists that depend on each other",
        words=(
            "With a term for court and press, only the union is independent of the other two "
            "together: 60 on either, 50 on the union, 20 on both sides."
        ),
        table=UNION_AND_THIRD,
        expression="model(table, 'court press')",
        answer=150.0,
    ),
    Specification(
        title="Chao's lower bound",
        words="70 people on one list, 20 on two, two lists: 90 + 1/2 x 70 x 69 / (2 x 21).",
        table=TWO_LISTS,
        expression="estimate(table, 'chao-mh')",
        answer=90 + 0.5 * 70 * 69 / 42,
    ),
    Specification(
        title="Chao's lower bound where lists differ in reach",
        words="Of three lists that are independent it finds the total, as it must.",
        table="a,b,c,count\n"
        + "".join(
            f"{cell},{count}\n"
            for cell, count in {
                "1,0,0": 400,
                "0,1,0": 100,
                "0,0,1": 25,
                "1,1,0": 400,
                "1,0,1": 100,
                "0,1,1": 25,
                "1,1,1": 100,
            }.items()
        ),
        expression="estimate(table, 'chao-mth')",
        answer=1250.0,
    ),
    Specification(
        title="The interval says how it was made",
        words="Two profiles give two intervals, so the name of the method stands beside it.",
        table=TWO_LISTS,
        expression="interval_method(table, 'petersen')",
        answer="multinomial-profile",
    ),
    Specification(
        title="Lists that share nobody",
        words="Without overlap there is a reason instead of a number.",
        table="court,press,union,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n",
        expression="reason(table, 'loglinear-bic')",
        answer=(
            "No record is on more than one list, so nothing is known about how many are on none."
        ),
    ),
    Specification(
        title="A model whose estimate does not exist",
        words="Court and press overlap, nothing else does: a term for the pair cannot be fitted.",
        table="court,press,union,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n",
        expression="model(table, 'court press')",
        answer=None,
    ),
    Specification(
        title="Overlaps that are empty",
        words=(
            "The two empty overlaps leave the table with their terms, and what stays is the "
            "court against the press: 46 x 36 / 6, and the 20 of the union."
        ),
        table="court,press,union,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n",
        expression="model(table, 'court union', 'press union')",
        answer=46 * 36 / 6 + 20,
    ),
)


@pytest.mark.parametrize("spec", SPECIFICATIONS, ids=lambda spec: spec.title)
def test_specification(spec: Specification, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(spec.table.lstrip(), encoding="utf-8")
    (table,) = read_capture_table(path)
    found = eval(  # the manual prints the expression, so the test runs what is printed
        spec.expression,
        {
            "table": table,
            "estimate": estimate,
            "reason": reason,
            "model": model,
            "interval_method": interval_method,
        },
    )
    if isinstance(spec.answer, float):
        assert found == pytest.approx(spec.answer, rel=1e-8)
    else:
        assert found == spec.answer


def test_a_person_on_no_list_cannot_be_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("court,press,count\n1,0,40\n0,0,9\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"line 3: This row is a person on no list"):
        read_capture_table(path)
