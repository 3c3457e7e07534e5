"""Dates as precise as stated."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.blind.values import Parts, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1999-05-14", (1999, 5, 14)),
        ("1999-05", (1999, 5, None)),
        ("1999", (1999, None, None)),
        ("1998-12/1999-01", None),
    ],
)
def test_parts_of_a_period(text: str, parts: Parts | None) -> None:
    assert parts_of(Period.parse(text, language="en")) == parts


def test_no_period_has_no_parts() -> None:
    assert parts_of(None) is None
