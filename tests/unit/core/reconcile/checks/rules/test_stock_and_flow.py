from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "stock_and_flow"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 5,800 Serbs who fled, 23,000 have returned.",
        "About 400 Roma fled Klina in 1999. More than 900 Roma returned to Klina.",
        "Of 30 men, 45 were killed.",
    ],
)
def test_more_than_there_were_is_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert "cannot be among" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "Of more than 230,000 Serbs, Roma and others who fled Kosovo, only 5,800 have returned.",
        "Some 400 Roma fled Klina. More than 900 Serbs returned to Klina.",
        "About 400 Roma fled Klina in 1999. More than 900 Roma returned to Peja.",
        "Of 30 men, 12 were killed, and 45 houses burned.",
    ],
)
def test_what_can_be_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
