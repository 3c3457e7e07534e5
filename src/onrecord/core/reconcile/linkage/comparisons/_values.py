"""What the levels of dates, ages and places ask of two rows."""

from __future__ import annotations

from onrecord.core.reconcile.linkage.comparison import Row


def equal(left: Row, right: Row, column: str) -> bool:
    """Say whether both state the same value."""
    return left[column] is not None and left[column] == right[column]


def both(left: Row, right: Row, column: str) -> bool:
    """Say whether both state a value."""
    return left[column] is not None and right[column] is not None


def apart(left: Row, right: Row, column: str) -> float:
    """Return how far two numbers are apart; infinity where one is missing."""
    one, other = left[column], right[column]
    if one is None or other is None:
        return float("inf")
    return abs(float(one) - float(other))
