from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "group_lists"
Faults = Callable[..., list[Finding]]


def test_a_part_of_a_group_that_the_total_does_not_count_is_found(faults: Faults) -> None:
    (finding,) = faults(CHECK, "The list has 60 Serbs and Roma, of whom 40 are Serbs and 20 Turks.")
    assert "In the parts only: turks" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "The list has 60 Serbs and Roma, of whom 40 are Serbs and 20 Roma.",
        "The list has 60 Serbs and other minorities, of whom 40 are Serbs and 20 Turks.",
        "The list has 60 people, of whom 40 are Serbs and 20 Turks.",
        "The list has 60 Serbs, of whom 40 are men and 20 women.",
    ],
)
def test_lists_that_agree_or_are_open_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
