"""Does a posterior known at few numbers give the quantiles of one known at all?"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nbinom

from onrecord.core.estimate.unseen_posterior import posterior_of, start_nodes

_Floats = NDArray[np.float64]


def _failures(successes: float, chance: float) -> object:
    return nbinom(successes, chance)


@pytest.mark.parametrize(
    ("successes", "chance", "spacing"),
    [(3.0, 0.5, 0.06), (0.4, 0.02, 0.06), (80.0, 0.01, 0.06), (900.0, 1e-3, 0.03)],
)
def test_quantiles_of_a_negative_binomial(successes: float, chance: float, spacing: float) -> None:
    law = nbinom(successes, chance)
    found = posterior_of(law.logpmf, start_nodes(100.0, 1e8, spacing))
    shares = np.array([0.001, 0.025, 0.3, 0.5, 0.975, 0.999])
    exact = law.ppf(shares)
    assert found.quantile(shares) == pytest.approx(
        exact, rel=2e-5, abs=0.1 if exact[-1] < 1e4 else 1
    )
    assert found.mean == pytest.approx(law.mean(), rel=1e-5)
    assert found.above(law.median()) == pytest.approx(law.sf(law.median()), abs=1e-4)
    assert found.beyond < 1e-12
    # A control: another law is noticed.
    other = nbinom(successes * 1.01, chance)
    assert other.mean() != pytest.approx(found.mean, rel=1e-5)


def test_points_stand_for_every_whole_number_once() -> None:
    found = posterior_of(nbinom(5.0, 1e-4).logpmf, start_nodes(100.0, 1e8, 0.06))
    ends = found.unseen + (found.width - 1) / 2
    begins = found.unseen - (found.width - 1) / 2
    assert begins[1:] == pytest.approx(ends[:-1] + 1)
    assert found.mass.sum() == pytest.approx(1)
    assert found.node_mass.sum() == pytest.approx(1)


def test_a_heavy_tail_is_told_and_has_no_mean() -> None:
    def heavy(unseen: _Floats) -> _Floats:
        return -1.5 * np.log(unseen + 1)

    found = posterior_of(heavy, start_nodes(100.0, 1e8, 0.06))
    # The sum of (x + 1)^-1.5 is 2.612; beyond 10^8 lie 2 / 10^4 of it.
    assert found.beyond == pytest.approx(2e-4 / 2.612, rel=0.01)
    assert found.mean is None


def test_a_narrow_peak_is_found() -> None:
    def two(unseen: _Floats) -> _Floats:
        broad = -((np.log1p(unseen) - 5) ** 2)
        narrow = 6 - ((np.log1p(unseen) - 9) / 0.01) ** 2 / 2
        return np.logaddexp(broad, narrow)

    found = posterior_of(two, start_nodes(100.0, 1e8, 0.03))
    assert found.quantile(0.5) == pytest.approx(np.exp(9) - 1, rel=0.001)
