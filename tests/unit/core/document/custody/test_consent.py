"""Which source may go to whom."""

from __future__ import annotations

import pytest

from onrecord.core.document.custody import rule


@pytest.mark.parametrize(
    ("purpose", "answers", "needs", "withdrawn", "allowed", "said"),
    [
        ("court", {}, True, False, False, "No consent to this use (court) is recorded."),
        ("court", {"prosecutor": True}, True, False, False, "No consent"),
        ("court", {"court": True}, True, False, True, "is recorded"),
        ("court", {"court": False}, False, False, False, "was refused"),
        ("court", {}, False, False, True, "needs no consent"),
        ("court", {"court": True}, False, True, False, "withdrawn"),
        ("internal", {}, True, False, True, "within the organisation"),
        ("internal", {"internal": False}, True, False, False, "was refused"),
    ],
)
def test_rulings(
    purpose: str,
    answers: dict[str, bool],
    needs: bool,
    withdrawn: bool,
    allowed: bool,
    said: str,
) -> None:
    ruling = rule(purpose, answers, needs_consent=needs, withdrawn=withdrawn)
    assert ruling.allowed is allowed
    assert said in ruling.reason
