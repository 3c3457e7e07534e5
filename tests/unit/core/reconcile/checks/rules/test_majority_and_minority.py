from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "majority_and_minority"
Faults = Callable[..., list[Finding]]


def test_a_majority_among_the_minorities_is_found(faults: Faults) -> None:
    (finding,) = faults(
        CHECK,
        "The country has ethnic minorities that include the Serbs, Croats and Turks. "
        "The Croats, who constitute the majority of the population, live in the west.",
    )
    assert "Croats" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        (
            "The country has ethnic minorities that include the Serbs and Turks. "
            "The Croats, who constitute the majority of the population, live in the west."
        ),
        (
            "Ethnic Albanians live in areas where they are in the minority. "
            "Albanians are the majority of the population."
        ),
    ],
)
def test_others_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
