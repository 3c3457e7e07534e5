from __future__ import annotations

from onrecord.core.kernel.errors import InputError


def test_an_input_error_says_where_what_and_what_to_do() -> None:
    error = InputError(
        "The age must lie between 0 and {top}.",
        file="list.csv",
        line=7,
        column="age",
        value="127",
        remedy="Declare 127 as a missing code of this source.",
        top=120,
    )
    assert error.sentence() == (
        "list.csv, line 7, column age: The age must lie between 0 and 120. "
        "(value: '127') Declare 127 as a missing code of this source."
    )
    assert error.as_row() == {
        "line": 7,
        "column": "age",
        "value": "127",
        "reason": (
            "The age must lie between 0 and 120. Declare 127 as a missing code of this source."
        ),
    }
    assert error.exit_code == 2
