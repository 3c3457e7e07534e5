from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "relative_dates"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "The school burned in 1991. Two years later, in 1998, it opened again.",
        "The camp stood for three years, from 1991 to 1999.",
    ],
)
def test_a_distance_that_does_not_fit_is_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert "do not lie between" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "The school burned in 1991. Two years later, in 1993, it opened again.",
        "The school burned in late 1991. Two years later, in early 1994, it opened again.",
        "The camp stood for eight years, from 1991 to 1999.",
        "By 1997 they began a campaign. Two years later they had displaced thousands.",
        "The school burned in 1991. It was rebuilt. Two years later, in 1998, it opened again.",
    ],
)
def test_one_that_fits_or_has_no_clear_anchor_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
