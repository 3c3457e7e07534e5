from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "navigation_text"
Faults = Callable[..., list[Finding]]


def test_lines_of_a_web_page_are_found(faults: Faults) -> None:
    (finding,) = faults(CHECK, "Skip to content\nLog in\n\nTwo men were killed.\nDonate now")
    assert len(finding.passages) == 3


@pytest.mark.parametrize(
    "text", ["They had to log in every day.", "Register\u0020of the missing", "The men donate now."]
)
def test_the_same_words_in_a_sentence_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
