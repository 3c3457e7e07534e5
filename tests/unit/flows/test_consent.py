"""Kinds of sources that need a recorded yes."""

from __future__ import annotations

import pytest

from onrecord.flows.consent import needs_consent


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("", True),
        ("source/victim-statement", True),
        ("source/video", True),
        ("source/report", False),
        ("source/court-record", False),
        ("source/unheard-of", True),
    ],
)
def test_kinds_that_need_consent(kind: str, needed: bool) -> None:
    assert needs_consent(kind) is needed
