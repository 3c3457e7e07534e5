"""Between which totals the likelihood of a model stays close to its highest value.

For a trial total N the table gets one cell more, the N - n people on no list, and the model is
fitted again; the interval holds every N whose profile log-likelihood lies within half a
chi-square quantile of the maximum (Cormack 1992). Many trial totals are fitted at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, gammaln, xlogy

from onrecord.core.estimate.loglinear import Scene
from onrecord.core.estimate.poisson_fit import fit_poisson
from onrecord.core.kernel.capture_histories import MOST_PERSONS

_GRID = 17
_ROUNDS = 3
_FAR = 2.0**50

_Profile = Callable[[NDArray[np.float64]], NDArray[np.float64]]


class IntervalMethod(StrEnum):
    """How an interval was made; stored beside it, for two methods give two intervals."""

    MULTINOMIAL_PROFILE = "multinomial-profile"
    """Profile of the multinomial likelihood, with gamma functions for N not whole."""
    POISSON_PROFILE = "poisson-profile"
    """Profile of the Poisson deviance of the table with the unseen cell."""
    LOG_NORMAL = "log-normal"
    """N - n taken as log-normal (Chao 1987)."""
    CONDITIONAL = "conditional"
    """Normal on log(N - n), the model taken as given: far too narrow where it was chosen."""
    BCA = "bca"
    """Bootstrap, bias-corrected and accelerated (DiCiccio and Efron 1996)."""
    POSTERIOR = "posterior"
    """Quantiles of the posterior of N."""
    NORMAL = "normal"
    """Normal on N, never below what was observed."""
    DRAWS = "draws"
    """Quantiles of draws that were summed over strata or pooled over replicates."""
    RUBIN = "rubin"
    """Student's t on log(N - n), variance within and between replicates (Rubin 1987)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Limits for the total; ``high`` is None where the records set no upper limit."""

    low: float
    high: float | None
    level: float
    method: IntervalMethod
    maximum: float | None = None
    """Total at which the profile is highest, which need not be the Poisson estimate."""

    def to_dict(self) -> dict[str, str | float | None]:
        """Return the interval as a JSON object."""
        return {
            "interval_method": str(self.method),
            "low": self.low,
            "high": self.high,
            "level": self.level,
            "maximum": self.maximum,
        }


def profile_interval(
    scene: Scene, estimate: float, level: float, method: IntervalMethod
) -> Interval:
    """Return the profile-likelihood interval of the one model of a scene.

    ``estimate`` is the model's own total, from which the search starts; ``level`` such as 0.95.
    """
    observed = float(scene.counts[scene.cells[0]].sum())
    profile = _profile(scene, method)
    start = max(estimate - observed, 1e-3 * observed)
    peak, highest = _peak(profile, start)
    floor = highest - float(chdtri(1, 1 - level)) / 2

    def excess(unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        return profile(unseen) - floor

    low = _lower(excess, peak)
    high = _upper(excess, peak)
    return Interval(
        low=observed + low,
        # More than could ever have lived is no limit, but where rounding ends the curve.
        high=None if high is None or observed + high > MOST_PERSONS else observed + high,
        level=level,
        method=method,
        maximum=observed + peak,
    )


def _profile(scene: Scene, method: IntervalMethod) -> _Profile:
    cells = scene.cells.copy()
    cells[:, 0] = True
    observed = float(scene.counts[scene.cells[0]].sum())

    def value(unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        counts = np.tile(scene.counts, (len(unseen), 1))
        counts[:, 0] = unseen
        columns = np.broadcast_to(scene.columns, (len(unseen), scene.columns.shape[1]))
        kept = np.broadcast_to(cells, counts.shape)
        half = fit_poisson(scene.design, counts, columns, kept).deviance / 2
        if method is IntervalMethod.POISSON_PROFILE:
            return np.asarray(-half)
        return np.asarray(_stirling_rest(observed + unseen) - _stirling_rest(unseen) - half)

    return value


def _stirling_rest(count: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log(x!) - x log x + x, in the form that keeps its digits where x is large."""
    large = np.maximum(count, 1e4)
    series = 0.5 * np.log(2 * np.pi * large) + 1 / (12 * large)
    exact = gammaln(count + 1) - xlogy(count, count) + count
    return np.where(count > 1e4, series, exact)


def _peak(profile: _Profile, start: float) -> tuple[float, float]:
    """Return where the profile is highest, and how high, by ever finer grids around a start."""
    spread = 64.0
    centre = start
    for _ in range(5):
        trial = centre * np.geomspace(1 / spread, spread, 2 * _GRID + 1)
        values = profile(trial)
        best = int(np.argmax(values))
        centre = float(trial[best])
        # An end of the grid: the maximum lies further out, so look there as widely as before.
        if 0 < best < len(trial) - 1:
            spread = spread ** (1 / _GRID)
    return centre, float(values[best])


def _lower(excess: _Profile, peak: float) -> float:
    """Return the smallest number unseen that is still likely; 0.0 where none at all is."""
    smallest = peak * 1e-6
    trial = np.geomspace(smallest, peak, 2 * _GRID)
    inside = excess(trial) >= 0
    if inside[0]:
        return 0.0
    first = int(np.argmax(inside)) or len(trial) - 1
    return _crossing(excess, float(trial[first - 1]), float(trial[first]))


def _upper(excess: _Profile, peak: float) -> float | None:
    """Return the largest number unseen that is still likely, None where there is no end."""
    inner = peak
    while inner < peak * _FAR:
        trial = inner * np.geomspace(1.0, 2.0**8, 2 * _GRID)
        outside = excess(trial) < 0
        if outside.any():
            first = max(int(np.argmax(outside)), 1)
            return _crossing(excess, float(trial[first - 1]), float(trial[first]))
        inner = float(trial[-1])
    return None


def _crossing(excess: _Profile, left: float, right: float) -> float:
    """Return where the excess changes its sign between two points."""
    for _ in range(_ROUNDS):
        trial = np.linspace(left, right, _GRID)
        values = excess(trial)
        sign = values >= 0
        changed = np.flatnonzero(sign[1:] != sign[:-1])
        place = int(changed[0]) if len(changed) else 0
        left, right = float(trial[place]), float(trial[place + 1])
        ends = float(values[place]), float(values[place + 1])
    if ends[0] == ends[1]:
        return left
    share = ends[0] / (ends[0] - ends[1])
    return left + min(max(share, 0.0), 1.0) * (right - left)
