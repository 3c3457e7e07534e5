"""Which expressions are read, and what is said about those that are not?"""

from __future__ import annotations

import pytest

from onrecord.core.document.questionnaire.expression import answers_named, parse
from onrecord.core.document.questionnaire.expression.nodes import Answer, Number, Operation, Text
from onrecord.core.document.questionnaire.expression.parsing import DEEPEST, LONGEST, MOST_SIGNS
from onrecord.core.kernel.errors import InputError


def test_what_binds_closer_stands_deeper() -> None:
    assert parse("1 or 2 = 3 - 4") == Operation(
        "or",
        Number(1.0),
        Operation("=", Number(2.0), Operation("-", Number(3.0), Number(4.0))),
    )


def test_quotes_of_a_word_processor_are_quotes() -> None:
    assert parse("${a} = ‘yes’") == Operation("=", Answer("a"), Text("yes"))
    assert parse("“it's”") == Text("it's")


def test_a_hyphen_belongs_to_a_name_and_a_minus_stands_apart() -> None:
    assert parse("${a-b} -1") == Operation("-", Answer("a-b"), Number(1.0))


def test_the_questions_that_an_expression_asks_for() -> None:
    assert answers_named(parse("if(${a} > 1, ${b}, -${c})")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pulldata('x', 'y')", "The function pulldata() is not supported"),
        ("if(1, 2)", "The function if() was given 2 values"),
        ("1 +", "The expression ends too early"),
        ("(1", "The expression ends too early"),
        ("1 2", "The expression goes on where it should end"),
        (")", "The expression has a sign where something should stand"),
        ("age > 3", "A name stands alone in the expression"),
        ("/data/age > 3", "The expression has a sign that is not understood"),
        ("'open", "The expression has a sign that is not understood"),
        ("regex(., ${a})", "The pattern of regex() is a text in quotes"),
        ("regex(., '(a')", "The pattern ends too early"),
        ("position(${a})", "The function position() is supported as position(..) only"),
        ("count(..)", "Two points (..) stand in position(..) only"),
        ("", "The expression ends too early"),
    ],
)
def test_what_is_not_understood_is_named(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert sentence in caught.value.sentence()


@pytest.mark.parametrize(
    "text",
    [
        "(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2),
        "-" * (DEEPEST + 2) + "1",
        "1" + "+1" * (MOST_SIGNS + 1),
        " " * (LONGEST + 1),
        "not(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2),
    ],
)
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="more than"):
        parse(text)


def test_what_is_just_not_too_large_is_read() -> None:
    parse("(" * DEEPEST + "1" + ")" * DEEPEST)
    parse("1" + "+1" * MOST_SIGNS)
