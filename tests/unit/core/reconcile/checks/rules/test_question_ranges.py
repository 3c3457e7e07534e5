from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "question_ranges"
Faults = Callable[..., list[Finding]]


ONE = "In 1999, 340 Serbs were abducted in Prizren."
OTHER = "Another list says that 120 Serbs were abducted in Prizren in 1999."


def test_two_figures_of_one_scope_that_do_not_meet_are_found(faults: Faults) -> None:
    (finding,) = faults(CHECK, f"{ONE} {OTHER}")
    assert {one.quote for one in finding.passages} == {"340", "120"}


def test_they_may_stand_in_two_documents(faults: Faults) -> None:
    (finding,) = faults(CHECK, ONE, OTHER)
    assert {one.document for one in finding.passages} == {"text-0.txt", "text-1.txt"}


@pytest.mark.parametrize(
    "other",
    [
        "Another list says that 120 Serbs were abducted in Peja in 1999.",
        "Another list says that 120 Roma were abducted in Prizren in 1999.",
        "Another list says that 120 Serbs were abducted in Prizren in 1998.",
        "Another list says that 120 Serbs were killed in Prizren in 1999.",
        "Another list says that more than 120 Serbs were abducted in Prizren in 1999.",
        "Another list says that 120 Serbs were abducted.",
    ],
)
def test_another_scope_is_no_contradiction(other: str, faults: Faults) -> None:
    assert faults(CHECK, f"{ONE} {other}") == []
