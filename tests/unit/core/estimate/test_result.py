"""Draws of N stand beside the number and stay out of what is compared, shown and saved."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate import sentences
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.remark import Remark


def _estimate(draws: object = None) -> Estimate:
    return Estimate(method="m", lists=("A", "B"), observed=10.0, N=20.0, draws=draws)  # type: ignore[arg-type]


def test_estimates_that_differ_in_their_draws_alone_are_equal() -> None:
    with_draws = _estimate(np.array([18.0, 22.0]))
    assert with_draws == _estimate()
    assert "draws" not in repr(with_draws)
    assert "draws" not in with_draws.to_dict()


def test_draws_stand_in_one_row() -> None:
    with pytest.raises(ValueError, match="one row"):
        _estimate(np.ones((2, 2)))


def test_a_refusal_has_no_draws() -> None:
    with pytest.raises(ValueError, match="beside a number"):
        Estimate(
            method="m",
            lists=("A", "B"),
            observed=10.0,
            refused=Remark.of(sentences.NO_OVERLAP),
            draws=np.array([1.0]),
        )
