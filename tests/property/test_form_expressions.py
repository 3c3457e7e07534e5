"""Expressions of forms: what is printed is read back, and nothing makes the reader crash."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.form_expressions import ANSWERS, Here

from onrecord.core.document.questionnaire.expression import (
    Expression,
    as_boolean,
    as_number,
    as_text,
    evaluate,
    parse,
    plain,
    printed,
)
from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS
from onrecord.core.document.questionnaire.expression.nodes import (
    Answer,
    Call,
    Current,
    Negative,
    Number,
    Operation,
    Text,
)
from onrecord.core.document.questionnaire.expression.parsing import LEVELS
from onrecord.core.kernel.errors import InputError

_SIGNS = sorted(sign for level in LEVELS for sign in level)
_LEAVES = st.one_of(
    st.integers(0, 10**6).map(lambda number: Number(number / 100)),
    st.text(alphabet="ab 1-'Ђë", max_size=6).map(Text),
    st.sampled_from(sorted(ANSWERS)).map(Answer),
    st.just(Current()),
)
_PLAIN_CALLS = [name for name in FUNCTIONS if name not in ("regex", "position")]


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Operation, st.sampled_from(_SIGNS), inner, inner),
        st.sampled_from(_PLAIN_CALLS).flatmap(
            lambda name: st.builds(
                Call,
                st.just(name),
                st.lists(
                    inner, min_size=FUNCTIONS[name].least, max_size=min(3, FUNCTIONS[name].most)
                ).map(tuple),
            )
        ),
    )


EXPRESSIONS = st.recursive(_LEAVES, _larger, max_leaves=12)


@given(EXPRESSIONS)
def test_what_is_printed_is_read_back(expression: Expression) -> None:
    assert parse(printed(expression)) == expression


@given(EXPRESSIONS, st.text(max_size=8))
def test_every_expression_has_a_value(expression: Expression, current: str) -> None:
    value = evaluate(expression, Here(current))
    assert isinstance(as_text(value), str)
    assert isinstance(as_number(value), float)
    assert isinstance(as_boolean(value), bool)
    assert plain(expression)


@given(st.text(alphabet="${}ab1.'\"()<>=!+-*, /andorivm“”‘’\t", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        expression = parse(text)
    except InputError:
        return
    assert parse(printed(expression)) == expression
