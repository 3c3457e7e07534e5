from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "roll_forward"
Faults = Callable[..., list[Finding]]


def test_a_register_that_does_not_roll_forward_is_found(faults: Faults) -> None:
    (finding,) = faults(
        CHECK,
        "At the beginning of the year 120 cases were open. The unit received 45 new cases, "
        "30 cases were closed, and 140 cases remained.",
    )
    assert "120 open + 45 new − 30 resolved = 135; stated are 140" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        (
            "At the beginning of the year 120 cases were open. The unit received 45 new cases, "
            "30 cases were closed, and 135 cases remained."
        ),
        "The court received 45 new cases, and 140 cases remained.",
        "At the start of the year 3 judges came. In 12 villages 30 cases were closed by 5 men.",
    ],
)
def test_one_that_does_or_that_lacks_a_side_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
