"""Does the ratio of two gamma functions keep its digits where both are beyond all numbers?"""

from __future__ import annotations

from fractions import Fraction
from math import lgamma, log

import numpy as np
import pytest

from onrecord.core.estimate.gamma_ratio import log_gamma_ratio


@pytest.mark.parametrize("base", [0.0, 1.0, 35.0, 39.5, 40.0, 200.0])
@pytest.mark.parametrize(("upper", "lower"), [(0.03, 1.0), (7.5, 0.25), (4.0, 4.0)])
def test_small_numbers_are_those_of_the_plain_difference(
    base: float, upper: float, lower: float
) -> None:
    plain = lgamma(base + upper) - lgamma(base + lower)
    found = log_gamma_ratio(np.array([base]), upper, lower)[0]
    assert found == pytest.approx(plain, rel=1e-12, abs=1e-12)


def test_large_numbers_keep_their_digits() -> None:
    base = 10**13
    exact = log(Fraction(base + 2) * (base + 1) * base)
    assert log_gamma_ratio(np.array([1e13]), 3.0, 0.0)[0] == pytest.approx(exact, rel=1e-14)
    # A control: the plain difference has lost them.
    assert lgamma(base + 3) - lgamma(base) != pytest.approx(exact, rel=1e-6)
