"""What comes out of expressions: a table of cases that the page's twin answers as well."""

from __future__ import annotations

import pytest
from tests.form_expressions import CASES, Here

from onrecord.core.document.questionnaire.expression import as_text, evaluate, parse
from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS


@pytest.mark.parametrize(("expression", "current", "expected"), CASES)
def test_what_comes_out(expression: str, current: str, expected: str) -> None:
    assert as_text(evaluate(parse(expression), Here(current))) == expected


def test_every_function_has_a_case() -> None:
    written = " ".join(expression for expression, _current, _expected in CASES)
    assert [name for name in FUNCTIONS if f"{name}(" not in written] == []


def test_a_filter_of_choices_asks_for_their_columns() -> None:
    expression = parse("region = ${town} or name = 'other'", columns={"region", "name"})
    assert evaluate(expression, Here(columns={"region": "Ђаковица"})) is True
    assert evaluate(expression, Here(columns={"region": "west"})) is False
    assert evaluate(expression, Here(columns={"name": "other"})) is True
