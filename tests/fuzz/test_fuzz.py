"""A few hundred damaged files a run: no reader stops, nothing is left, memory stays bounded.

The long run is ``make fuzz``. A file that it finds becomes a test of its reader first.
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.fuzz.mutating import mutated
from tests.fuzz.running import fuzz
from tests.fuzz.targets import targets


def test_damaged_files_end_in_a_text_or_a_clear_error() -> None:
    report = fuzz(400, seed=38)
    assert report.stopped == {}
    assert report.left_behind == []
    assert report.unnamed == 0
    assert report.peak_mib < 400
    assert report.read + sum(report.refused.values()) == report.files == 400
    # A negative control: damage must be seen, and not everything may be refused.
    assert report.read > 20
    assert sum(report.refused.values()) > 100


@pytest.mark.parametrize("end", sorted(targets()))
def test_damage_is_the_same_for_the_same_seed(end: str) -> None:
    samples = targets()[end]
    one, other = (mutated(samples[0], samples, np.random.default_rng([1999, 7])) for _ in range(2))
    assert one == other != samples[0]
