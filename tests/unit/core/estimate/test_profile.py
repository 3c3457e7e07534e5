from __future__ import annotations

import math

import numpy as np
import pytest

from onrecord.core.estimate import IntervalMethod, Options, method_named
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.kernel.capture_histories import CaptureHistories


def _two(alone: float, other: float, both: float) -> CaptureHistories:
    return CaptureHistories(
        ("court", "press"), np.array([(1, 0), (0, 1), (1, 1)]), np.array([alone, other, both])
    )


def test_two_lists_by_the_formula() -> None:
    """Under independence the profile of two lists has a closed form to compare with."""
    first, second, both = 60, 50, 20

    def profile(total: float) -> float:
        observed = first + second - both
        value = math.lgamma(total + 1) - math.lgamma(total - observed + 1)
        for size in (first, second):
            value += size * math.log(size / total) + (total - size) * math.log(1 - size / total)
        return value

    (answer,) = method_named("petersen").estimate(_two(40, 30, 20))
    top = profile(float(str(answer.diagnostics["profile_maximum"])))
    assert answer.low is not None
    assert answer.high is not None
    assert top - profile(answer.low) == pytest.approx(1.920729, abs=1e-5)
    assert top - profile(answer.high) == pytest.approx(1.920729, abs=1e-5)


def test_a_higher_level_gives_a_wider_interval() -> None:
    narrow, wide = (
        method_named("petersen").estimate(_two(40, 30, 20), Options(level=level))[0]
        for level in (0.8, 0.99)
    )
    assert wide.low < narrow.low < narrow.high < wide.high  # type: ignore[operator]  # both have limits
    assert wide.to_dict()["level"] == 0.99


def test_the_profile_asked_for_is_the_interval_and_the_other_is_kept() -> None:
    options = Options(interval=IntervalMethod.POISSON_PROFILE)
    (answer,) = method_named("petersen").estimate(_two(40, 30, 20), options)
    row = answer.to_dict()
    assert row["interval_method"] == "poisson-profile"
    other = answer.diagnostics["other_interval"]
    assert isinstance(other, dict)
    assert other["interval_method"] == "multinomial-profile"


def test_the_lower_limit_is_never_below_what_was_observed() -> None:
    (answer,) = method_named("petersen").estimate(_two(2, 1, 80))
    assert answer.low == answer.observed
    assert answer.high is not None


def test_a_total_that_is_all_observed_has_an_upper_limit() -> None:
    (answer,) = method_named("petersen").estimate(_two(0, 5, 20))
    assert answer.N is None or answer.high is not None


def test_log_normal_limits_lie_around_the_number() -> None:
    interval = log_normal_interval(100, 150, 400, 0.95)
    factor = math.exp(1.959964 * math.sqrt(math.log(1 + 400 / 2500)))
    assert interval.low == pytest.approx(100 + 50 / factor)
    assert interval.high == pytest.approx(100 + 50 * factor)
    nothing_unseen = log_normal_interval(100, 100, 0, 0.95)
    assert (nothing_unseen.low, nothing_unseen.high) == (100, 100)
