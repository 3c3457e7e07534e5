from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "undated_document"
Faults = Callable[..., list[Finding]]


BODY = "Those who fled in 1999 live in camps. " * 7


@pytest.mark.parametrize("words", ["Only 30 have returned.", "They now live in Prizren."])
def test_words_that_need_a_date_which_the_document_lacks_are_found(
    words: str, faults: Faults
) -> None:
    (finding,) = faults(CHECK, f"A title\n\n{BODY}{words}\n\nThe end")
    assert "writ" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        f"A title\nPristina, 4 May 2003\n\n{BODY}They now live in Prizren.",
        f"A title\n\n{BODY}They now live in Prizren.\n\nPublished in 2003",
        f"A title\n\n{BODY}In 2003 they had lived there for long.",
        f"A title\n\n{BODY}In 2003 they now had to leave.",
    ],
)
def test_a_dated_frame_or_words_with_their_own_date_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
