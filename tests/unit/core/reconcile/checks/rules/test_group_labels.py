from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "group_labels"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "The Slavic Muslims of Prizren left. Muslim Bosniacs stayed.",
        "There were 20 Muslim Roma. Many Roma had left.",
        "The minorities are Serbs, Roma Turks and Gorani.",
    ],
)
def test_names_that_may_mean_one_community_are_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert finding.severity == "low"


@pytest.mark.parametrize(
    "text",
    [
        "Ethnic Albanians and Kosovo Albanians live here.",
        "Bosniaks and Gorani live in Dragash.",
        "Roma, Ashkali and Egyptians live in Fushë Kosova.",
        "The Slavic Muslims of Prizren left.",
        "Serbs, Roma, Turks and Gorani live here.",
    ],
)
def test_ordinary_names_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
