"""Shares of labelled pairs carry their interval, and none is made of nothing."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.reconcile.linkage.quality import calibration, precision, recall, wilson


def test_the_interval_is_that_of_wilson() -> None:
    found = wilson(81, 263)
    assert (found.low, found.high) == (
        pytest.approx(0.2553, abs=1e-3),
        pytest.approx(0.3662, abs=1e-3),
    )
    assert wilson(0, 0).value is None


def test_precision_and_recall_count_different_pairs() -> None:
    linked, same = np.array([True, True, False]), np.array([True, False, False])
    assert (precision(linked, same).value, recall(linked, same).value) == (0.5, 1.0)


def test_bins_say_what_was_promised_and_what_is_true() -> None:
    (found,) = calibration(np.array([0.92, 0.94]), np.array([True, False]))
    assert (found.said, found.true.value) == (pytest.approx(0.93), 0.5)
