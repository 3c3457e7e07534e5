from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "inserted_words"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers drive Roma Women's issues to school.",
        "It tells of the lives of Refugee rights living in camps.",
        "The guards beat {{name}} in the yard.",
        "The guards beat [insert name] in the yard.",
    ],
)
def test_words_that_a_program_put_in_are_found(text: str, faults: Faults) -> None:
    assert len(faults(CHECK, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It tells of children's rights in camps.",
        "The committee on Children's rights was asked.",
        "She leads the Women's rights Network and the school.",
        "Human rights were broken.",
    ],
)
def test_rights_that_people_have_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
