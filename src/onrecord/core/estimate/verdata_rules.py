"""What does the R package verdata say over replicates? Its rules, for figures made by them.

They combine the logarithms of N - n by the laws of total expectation and variance (Gelman et al.,
Bayesian Data Analysis, 3rd edition, section 18.2), as verdata 1.0.2 documents them. Their weak
points are why the mixture of draws is our default: the number is a mean of persons and the
interval a mean of logarithms, a draw of nobody unseen counts as a tenth of a person, and the
log-normal shape is assumed although draws are there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

_ALMOST_NOBODY: Final = 0.1
_NORMAL_95: Final = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCombination:
    """A combined total in whole persons; variances are of log(N - n)."""

    N: float
    low: float
    high: float
    observed: float
    within: float
    between: float
    df: float | None
    """Degrees of freedom; None where the replicates agree and the normal curve is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOverReplicates:
    """Documented persons in one part of the records; None where one replicate tells no doubt."""

    count: float
    low: float | None
    high: float | None
    replicates: int


def combine_estimates(
    observed: Sequence[float], unseen: Sequence[NDArray[np.float64]], level: float = 0.95
) -> LogCombination:
    """Combine draws of the people unseen, one array a replicate, at least two of each.

    ``observed`` holds n of each replicate, which differs where imputation moves people.
    """
    replicates = len(unseen)
    logs = [np.log(np.where(draws == 0, _ALMOST_NOBODY, draws)) for draws in unseen]
    means = np.array([each.mean() for each in logs])
    within = float(np.mean([each.var(ddof=1) for each in logs]))
    between = float(means.var(ddof=1))
    spread = math.sqrt(within + (replicates + 1) / replicates * between)
    df = None
    quantile = float(ndtri(0.5 + level / 2))
    if between > 0:
        df = (replicates - 1) * (1 + within / ((replicates + 1) * between)) ** 2
        quantile = float(stdtrit(df, 0.5 + level / 2))
    base = round(float(np.mean(observed)))
    centre = float(means.mean())
    return LogCombination(
        N=base + round(float(np.mean([draws.mean() for draws in unseen]))),
        low=base + round(math.exp(centre - quantile * spread)),
        high=base + round(math.exp(centre + quantile * spread)),
        observed=base,
        within=within,
        between=between,
        df=df,
    )


def combine_replicates(counts: Sequence[float], complete: float = 0.0) -> CountOverReplicates:
    """Combine documented counts as verdata does, in whole persons, at 95 per cent.

    A count of 0 is a replicate in which the stratum is absent; these rules leave it out of the
    mean, though not out of the number of replicates. ``complete`` counts the records in which
    nothing had to be imputed; the lower limit is never below it.
    """
    replicates = len(counts)
    present = np.array([count for count in counts if count > 0], dtype=np.float64)
    centre = float(round(float(present.mean()))) if len(present) else 0.0
    if replicates < 2:
        return CountOverReplicates(count=centre, low=None, high=None, replicates=replicates)
    between = float(((present - centre) ** 2).sum()) / (replicates - 1)
    reach = _NORMAL_95 * math.sqrt((replicates + 1) / replicates * between)
    return CountOverReplicates(
        count=centre,
        low=max(float(round(centre - reach)), complete),
        high=float(round(centre + reach)),
        replicates=replicates,
    )


def documented_count(
    counts: Sequence[float], complete: float = 0.0, level: float = 0.95
) -> CountOverReplicates:
    """Combine documented counts, in persons, by Student's t between the replicates (Rubin 1987).

    Unlike ``combine_replicates``, a replicate in which the stratum is absent counts as the 0 that
    it is, nothing is rounded, and few replicates widen the interval.
    """
    found = np.asarray(counts, dtype=np.float64)
    centre, replicates = float(found.mean()), len(found)
    if replicates < 2:
        return CountOverReplicates(count=centre, low=None, high=None, replicates=replicates)
    spread = math.sqrt((replicates + 1) / replicates * float(found.var(ddof=1)))
    reach = float(stdtrit(replicates - 1, 0.5 + level / 2)) * spread
    return CountOverReplicates(
        count=centre,
        low=max(centre - reach, complete, 0.0),
        high=max(centre + reach, complete),
        replicates=replicates,
    )
