"""What keeps a form from hanging together?"""

from __future__ import annotations

import pytest

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.testing.forms import workbook


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [{"type": "text", "name": "a"}, {"type": "text", "name": "a"}],
            "survey, line 3, column name: Two rows have one name; the first is row 2.",
        ),
        (
            [{"type": "text", "name": "a", "relevant": "${b} = 1"}],
            "survey, line 2, column relevant: The form has no question of this name.",
        ),
        (
            [{"type": "text", "name": "a", "label": "of ${nobody}"}],
            "survey, line 2, column label: The form has no question of this name.",
        ),
        (
            [
                {"type": "begin group", "name": "g"},
                {"type": "text", "name": "a", "constraint": "${g} = 1"},
                {"type": "end group"},
            ],
            "This is a group, which has no answer.",
        ),
        (
            [
                {"type": "text", "name": "a", "relevant": "${b} = ''"},
                {"type": "text", "name": "b", "relevant": "${a} = ''"},
            ],
            "Answers rest on one another in a circle: a → b → a.",
        ),
        (
            [
                {"type": "begin repeat", "name": "r", "repeat_count": "${a}"},
                {"type": "integer", "name": "a"},
                {"type": "end repeat"},
            ],
            "Answers rest on one another in a circle",
        ),
    ],
)
def test_faults_name_row_and_column(rows: list[dict[str, object]], sentence: str) -> None:
    read = read_form(workbook([{"label": "x", **row} for row in rows]), "form.xlsx")
    assert read.form is None
    assert sentence in read.errors[0].sentence()
