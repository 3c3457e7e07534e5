from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "share_and_base"
Faults = Callable[..., list[Finding]]


def test_a_share_that_is_not_its_count_over_its_base_is_found(faults: Faults) -> None:
    (finding,) = faults(CHECK, "The team met 40 of the 120 women (52 per cent) in Istog.")
    assert "40 of 120 are 33.3 per cent, not 52 %" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "The team met 40 of the 120 women (33 per cent) in Istog.",
        "The team met 40 of the 120 women (about 35 per cent) in Istog.",
        "The team met 40 of the 120 women. In Klina 52 per cent came.",
        "The team met 40 women and 120 men, or 52 per cent of the village.",
    ],
)
def test_a_rounded_share_or_one_of_something_else_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
