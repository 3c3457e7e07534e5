from __future__ import annotations

import hashlib

import numpy as np

from onrecord.core.estimate import fingerprint, snapshot
from onrecord.core.kernel.capture_histories import CaptureHistories


def test_bytes_are_the_canonical_csv() -> None:
    table = CaptureHistories(
        ("press", "court, high"),
        np.array([(1, 0), (0, 1), (1, 1), (-1, 1)]),
        np.array([3.0, 1 / 3, 0.0, 2.5]),
    )
    text = '"court, high",press,count\n0,1,3\n1,,2.5\n1,0,0.3333333333333333\n'
    assert snapshot(table) == text.encode()
    assert fingerprint(table) == hashlib.sha256(text.encode()).hexdigest()


def test_tables_that_say_the_same_have_the_same_hash() -> None:
    one = CaptureHistories(("a", "b"), np.array([(1, 0), (0, 1)]), np.array([3.0, 4.0]))
    other = CaptureHistories(
        ("b", "a"), np.array([(1, 0), (0, 1), (1, 0), (1, 1)]), np.array([1.0, 3.0, 3.0, 0.0])
    )
    assert fingerprint(one) == fingerprint(other)


def test_another_count_has_another_hash() -> None:
    one, other = (
        CaptureHistories(("a", "b"), np.array([(1, 0), (0, 1)]), np.array([3.0, count]))
        for count in (4.0, 4.0000001)
    )
    assert fingerprint(one) != fingerprint(other)
