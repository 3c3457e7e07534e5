from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "share_without_base"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "Women were sold in the region. About 36 percent of these women were denied care.",
        "Witnesses spoke of beatings. Some 70 per cent of the victims were children.",
    ],
)
def test_a_share_of_people_nobody_counted_is_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert "per" in finding.passages[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "The team met 214 women. About 36 percent of these women were denied care.",
        (
            "The register lists 1,607 missing persons. It holds that 70 per cent of the missing "
            "were men."
        ),
        "Around 80 percent of the population was displaced.",
        "Unemployment stood at 45 percent of the labour force.",
        "More than half of the 67,000 men fled in 1999.",
    ],
)
def test_a_share_with_a_base_or_of_a_population_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
