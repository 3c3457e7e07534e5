from __future__ import annotations

import pytest

Frame = dict[str, list[object]]


@pytest.fixture
def frame() -> Frame:
    """Return counted histories of three invented lists."""
    return {
        "court": [1, 0, 0, 1, 1, 0, 1],
        "press": [0, 1, 0, 1, 0, 1, 1],
        "union": [0, 0, 1, 0, 1, 1, 1],
        "count": [50, 40, 30, 9, 8, 7, 3],
    }
