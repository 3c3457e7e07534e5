"""Do groups still differ when like is compared with like: rates over strata such as age or place?

A directly standardised rate is what the rate of a group would be in a standard population (limits
by Fay and Feuer 1997). The Mantel-Haenszel comparison puts together the comparisons within strata
(limits by Greenland and Robins 1985). Both take away what the strata explain, and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, gammaincinv, ndtri

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.beyond.inequality import ASSUMPTION, ONLY_A_DIFFERENCE
from onrecord.core.estimate.beyond.rate_intervals import RateInterval, RateLimits
from onrecord.core.estimate.result import Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

Floats = NDArray[np.float64]

_DISAGREE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardisedRate:
    """A rate as it would be in the standard population, beside the plain one."""

    plain: float
    rate: float | None = None
    limits: RateLimits | None = None
    assumption: Remark = ASSUMPTION
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.rate is None) == (self.refused is None):
            raise ValueError("there is either a rate or a reason for having none")

    def to_dict(self) -> dict[str, Json]:
        """Return the rate as a JSON object."""
        return {
            "plain": self.plain,
            "rate": self.rate,
            "limits": self.limits.to_dict() if self.limits else None,
            "assumption": str(self.assumption),
            "refused": None if self.refused is None else str(self.refused),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StratifiedComparison:
    """Ratio and difference of the shares of two groups, first against second, over strata."""

    ratio: float | None = None
    """None where a group has no event in any stratum that counts."""
    ratio_limits: RateLimits | None = None
    difference: float | None = None
    difference_limits: RateLimits | None = None
    homogeneity: float | None = None
    """p-value of equal ratios in all strata; None with fewer than two strata that tell."""
    assumption: Remark = ASSUMPTION
    does_not_show: Remark = ONLY_A_DIFFERENCE
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.difference is None) == (self.refused is None):
            raise ValueError("a comparison has either numbers or a reason for having none")

    def to_dict(self) -> dict[str, Json]:
        """Return the comparison as a JSON object."""
        return {
            "ratio": self.ratio,
            "ratio_limits": self.ratio_limits.to_dict() if self.ratio_limits else None,
            "difference": self.difference,
            "difference_limits": (
                self.difference_limits.to_dict() if self.difference_limits else None
            ),
            "homogeneity": self.homogeneity,
            "assumption": str(self.assumption),
            "does_not_show": str(self.does_not_show),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


def directly_standardised(
    strata: Sequence[str],
    events: Sequence[float],
    exposure: Sequence[float],
    standard: Sequence[float],
    *,
    level: float = 0.95,
) -> StandardisedRate:
    """Return the rate of one group in the standard population, per unit of exposure.

    One entry a stratum in each sequence; ``standard`` counts the people of the standard population
    in it. Refused where the group has no exposure in a stratum of the standard population. Raises
    UsageError for negative numbers. Fay and Feuer, Statistics in Medicine 16 (1997), 791-801.
    """
    counts, among, people = _floats(events), _floats(exposure), _floats(standard)
    if not len(strata) == len(counts) == len(among) == len(people) > 0:
        raise UsageError("There is one number for each stratum.", value=len(strata))
    if min(counts.min(), among.min(), people.min()) < 0 or min(among.sum(), people.sum()) <= 0:
        raise UsageError("Events, exposure and standard population are 0 or more.")
    plain = float(counts.sum() / among.sum())
    unknown = [
        name for name, of, weight in zip(strata, among, people, strict=True) if weight > of == 0
    ]
    if unknown:
        reason = Remark.of(sentences.STRATUM_WITHOUT_PEOPLE, strata=", ".join(unknown))
        return StandardisedRate(plain=plain, refused=reason)
    known = among > 0
    weights = people[known] / people.sum() / among[known]
    rate = float(weights @ counts[known])
    variance = float(weights**2 @ counts[known])
    return StandardisedRate(
        plain=plain, rate=rate, limits=_fay_feuer(rate, variance, float(weights.max()), level)
    )


def mantel_haenszel(
    strata: Sequence[str],
    events: NDArray[np.floating],
    people: NDArray[np.floating],
    *,
    level: float = 0.95,
) -> StratifiedComparison:
    """Compare the shares of two groups within strata and put the comparisons together.

    ``events`` and ``people`` are strata x 2, the first group against the second. Assumes one ratio
    (or difference) in all strata; where a test of it fails, a warning says so. Strata with people
    of one group only are left out and named; refused where no other is left. Mantel and Haenszel
    (1959); Greenland and Robins, Biometrics 41 (1985), 55-68.
    """
    counts, of = _floats(events), _floats(people)
    if counts.shape != (len(strata), 2) or of.shape != counts.shape:
        raise UsageError("Events and people are strata x two groups.", value=counts.shape)
    if (counts < 0).any() or (counts > of).any():
        raise UsageError("A share needs people, and no more events than people.")
    shared = np.asarray((of > 0).all(axis=1))
    alone = [
        name
        for name, kept, row in zip(strata, shared, of, strict=True)
        if not kept and row.sum() > 0
    ]
    if not shared.any():
        return StratifiedComparison(refused=Remark.of(sentences.NO_SHARED_STRATUM))
    counts, of = counts[shared], of[shared]
    warnings = []
    if alone:
        warnings.append(Remark.of(sentences.STRATA_WITHOUT_BOTH, strata=", ".join(alone)))
    same = _homogeneity(counts, of)
    if same is not None and same < _DISAGREE:
        warnings.append(Remark.of(sentences.STRATA_DISAGREE, p=same))
    ratio, ratio_limits = _ratio(counts, of, level)
    difference, difference_limits = _difference(counts, of, level)
    return StratifiedComparison(
        ratio=ratio,
        ratio_limits=ratio_limits,
        difference=difference,
        difference_limits=difference_limits,
        homogeneity=same,
        warnings=tuple(warnings),
    )


def _fay_feuer(rate: float, variance: float, most: float, level: float) -> RateLimits:
    tail = (1 - level) / 2
    low = 0.0
    if rate > 0:
        low = variance / rate * float(gammaincinv(rate**2 / variance, tail))
    wider, higher = variance + most**2, rate + most
    high = wider / higher * float(gammaincinv(higher**2 / wider, 1 - tail))
    return RateLimits(low=low, high=high, level=level, method=RateInterval.FAY_FEUER)


def _ratio(counts: Floats, of: Floats, level: float) -> tuple[float | None, RateLimits | None]:
    together = of.sum(axis=1)
    first, second = counts.T
    above, below = first * of[:, 1] / together, second * of[:, 0] / together
    if not (above.sum() > 0 and below.sum() > 0):
        return None, None
    ratio = float(above.sum() / below.sum())
    parts = ((first + second) * of.prod(axis=1) - first * second * together) / together**2
    variance = max(float(parts.sum() / (above.sum() * below.sum())), 0.0)
    factor = math.exp(float(ndtri(0.5 + level / 2)) * math.sqrt(variance))
    limits = RateLimits(
        low=ratio / factor,
        high=ratio * factor,
        level=level,
        method=RateInterval.GREENLAND_ROBINS,
    )
    return ratio, limits


def _difference(counts: Floats, of: Floats, level: float) -> tuple[float, RateLimits]:
    together = of.sum(axis=1)
    weights = of.prod(axis=1) / together
    shares = counts / of
    difference = float(weights @ (shares[:, 0] - shares[:, 1]) / weights.sum())
    spread = (shares * (1 - shares) / of).sum(axis=1)
    error = math.sqrt(float(weights**2 @ spread)) / float(weights.sum())
    reach = float(ndtri(0.5 + level / 2)) * error
    limits = RateLimits(
        low=difference - reach,
        high=difference + reach,
        level=level,
        method=RateInterval.GREENLAND_ROBINS,
    )
    return difference, limits


def _homogeneity(counts: Floats, of: Floats) -> float | None:
    """Return the p-value of Cochran's Q for the log ratios of strata with events in both groups."""
    telling = (counts > 0).all(axis=1) & (counts < of).any(axis=1)
    if telling.sum() < 2:
        return None
    shares = counts[telling] / of[telling]
    ratios = np.log(shares[:, 0] / shares[:, 1])
    weights = 1 / (1 / counts[telling] - 1 / of[telling]).sum(axis=1)
    apart = ratios - weights @ ratios / weights.sum()
    return float(chdtrc(telling.sum() - 1, weights @ apart**2))


def _floats(values: Sequence[float] | NDArray[np.floating]) -> Floats:
    return np.asarray(values, dtype=np.float64)
