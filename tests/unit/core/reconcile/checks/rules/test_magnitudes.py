from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "magnitudes"
Faults = Callable[..., list[Finding]]


def test_thousands_against_most_of_a_million_is_found_with_the_share(faults: Faults) -> None:
    (finding,) = faults(
        CHECK,
        "The army displaced thousands of Albanians. In total, the war displaced nearly 900,000 "
        "Albanians. It is said that 75 percent of the population was displaced.",
    )
    assert [one.quote for one in finding.passages][-1] == "75 percent"
    assert "1,200,000" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        (
            "The army displaced hundreds of thousands of Albanians. The war displaced nearly "
            "900,000 Albanians."
        ),
        "The army displaced thousands of Serbs. The war displaced nearly 900,000 Albanians.",
        "In 1992 the army displaced thousands. In 1999 the war displaced nearly 900,000.",
        "Thousands were killed. The war displaced nearly 900,000 Albanians.",
        "The army displaced thousands of Albanians. By autumn 12,000 Albanians were displaced.",
    ],
)
def test_words_that_fit_or_tell_of_others_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
