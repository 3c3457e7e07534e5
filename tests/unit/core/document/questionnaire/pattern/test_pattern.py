"""Which texts match a pattern, which patterns are refused, and how many steps it may take?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.questionnaire.pattern import compiled, matches
from onrecord.core.document.questionnaire.pattern.compiled import MOST_STEPS
from onrecord.core.document.questionnaire.pattern.matching import LONGEST
from onrecord.core.kernel.errors import InputError

_ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "^", "$", "[a-c0-3]"])
_PATTERNS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{1,}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(pattern=_PATTERNS, text=st.text(alphabet="abc01 \n", max_size=8))
def test_it_says_what_the_engine_of_python_says(pattern: str, text: str) -> None:
    try:
        program = compiled(pattern)
    except InputError:
        assert len(pattern) > 20  # written out it is too long
        return
    expected = re.compile(pattern.replace("$", r"\Z"), re.ASCII).fullmatch(text) is not None
    assert matches(program, text) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("*a", "nothing to repeat"),
        ("a**", "nothing to repeat"),
        ("(a", "ends too early"),
        ("a)", "has no opening one"),
        ("[a", "ends too early"),
        ("(?=a)b", "look ahead"),
        ("(a)\\1", "escaped sign"),
        ("\\p{Lu}", "classes of Unicode"),
        ("[z-a]", "ends before it begins"),
        ("[\\D]", "opposite class"),
        ("a{3,1}", "bounds of a repetition"),
        ("a{x}", "bounds of a repetition"),
        ("a{9999}", "too long"),
        ("((((a{10}){10}){10}){10}){10}", "too long"),
        ("(" * 40 + "a" + ")" * 40, "too many groups"),
    ],
)
def test_what_is_not_supported_is_refused(pattern: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        compiled(pattern)


def test_a_text_longer_than_the_bound_does_not_match() -> None:
    assert matches(compiled("a*"), "a" * LONGEST)
    assert not matches(compiled("a*"), "a" * (LONGEST + 1))


def test_patterns_that_explode_elsewhere_stay_small() -> None:
    assert not matches(compiled("(a|a)*(a|aa)*b"), "a" * 500)
    assert len(compiled("(a{20}){20}")) <= MOST_STEPS
