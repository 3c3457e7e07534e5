from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "unattributed_accusation"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "All of it was orchestrated by the strongman Goran Invented.",
        "That night Enver Invented killed two men.",
        "Dragana Invented ordered the killing of the teachers.",
    ],
)
def test_a_person_accused_by_nobody_is_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert "Invented" in finding.passages[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "The court found that Goran Invented killed two men.",
        "Goran Invented allegedly killed two men.",
        "Witnesses testified. That night Enver Invented killed two men.",
        "Goran Invented was convicted of having ordered the killing of the teachers.",
        "The Liberation Army killed two men. Serbian Forces killed nine.",
        "Goran Invented was killed in Istog.",
        "Arta Invented reported that her father was killed by soldiers.",
    ],
)
def test_an_attributed_one_or_an_organisation_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
