from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "foreign_paragraph"
Faults = Callable[..., list[Finding]]
ABOUT = "The courts of Kosovo are slow. Kosovo has few judges.\n\n"
OTHER = "Police in Nepal held 40 men. Nepal has no law on this. Courts in Nepal said nothing.\n\n"


def test_a_paragraph_from_another_report_is_found(faults: Faults) -> None:
    (finding,) = faults(CHECK, ABOUT * 3 + OTHER + ABOUT)
    assert finding.passages[0].quote.startswith("Police in Nepal")
    assert "names Nepal 3 times" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        ABOUT * 3 + OTHER + ABOUT + "Nepal was asked.\n\n" + ABOUT,
        ABOUT * 3 + OTHER.replace("no law", "no law, like Kosovo,") + ABOUT,
        ABOUT + OTHER * 2,
        ABOUT * 3 + "Some went to Nepal.\n\n" + ABOUT,
    ],
)
def test_a_neighbour_that_a_text_speaks_of_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
