"""How many went missing in each period, when the newest cases are not all reported yet?

The reports stand in a triangle: a row for each period of disappearance, a column for each delay
until the report. Its lower right has not happened yet. The chain ladder carries each row on at
the pace of the older rows; its number is the one of an over-dispersed Poisson model with an effect
for each row and each delay (Renshaw and Verrall 1998), or of Mack's model without a distribution
(1993). Both say how far off the number may be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.beyond.reporting_triangle import ReportingTriangle
from onrecord.core.estimate.beyond.triangle_doubt import (
    bootstrap_unreported,
    covariance_by_mack,
    covariance_by_poisson,
    dispersion,
)
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ASSUMPTION: Final = Remark.of(sentences.DELAY_ASSUMPTION)

_FEW: Final = 0.5
"""Share of the expected reports below which a period's number rests on the pattern."""
_STILL_COMING: Final = 0.01
"""Share of the oldest period's reports in the last column above which the reader is told."""
_ROUND: Final = 1e-9
"""Share of a sum below which what is left of it is rounding."""


class Doubt(StrEnum):
    """What gives the interval of a nowcast."""

    OVER_DISPERSED_POISSON = "over-dispersed-poisson"
    """Prediction error of the Poisson model, enlarged by the dispersion of its residuals."""
    MACK = "mack"
    """Mack's prediction error, without a distribution; needs reports in every first column."""
    BOOTSTRAP = "bootstrap"
    """Quantiles of futures drawn after refits to resampled residuals (England 2002)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodNowcast:
    """The answer for one period, or for all (``period`` None): persons reported sooner or later."""

    period: str | None
    reported: float
    N: float | None = None
    standard_error: float | None = None
    interval: Interval | None = None
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.N is None) == (self.refused is None):
            raise ValueError("a nowcast has either a number or a reason for having none")

    @property
    def unreported(self) -> float | None:
        """Persons not reported yet."""
        return None if self.N is None else self.N - self.reported

    @property
    def low(self) -> float | None:
        """Lower limit of the interval."""
        return self.interval.low if self.interval else None

    @property
    def high(self) -> float | None:
        """Upper limit of the interval."""
        return self.interval.high if self.interval else None

    def to_dict(self) -> dict[str, Json]:
        """Return the answer as a JSON object with the keys of an estimate."""
        return {
            "period": self.period,
            "reported": self.reported,
            "N": self.N,
            "standard_error": self.standard_error,
            "low": self.low,
            "high": self.high,
            "level": self.interval.level if self.interval else None,
            "interval_method": str(self.interval.method) if self.interval else None,
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowcast:
    """What a triangle says of each period and of all together."""

    periods: tuple[PeriodNowcast, ...]
    total: PeriodNowcast
    factors: tuple[float | None, ...]
    """By how much the reports grow from one delay to the next; None where nothing shows it."""
    dispersion: float | None
    """Variance of the reports divided by their mean, 1 for chance alone."""
    doubt: Doubt
    assumption: Remark = ASSUMPTION
    warnings: tuple[Remark, ...] = ()

    def to_dict(self) -> dict[str, Json]:
        """Return the nowcast as a JSON object."""
        return {
            "periods": [period.to_dict() for period in self.periods],
            "total": self.total.to_dict(),
            "factors": list(self.factors),
            "dispersion": self.dispersion,
            "doubt": str(self.doubt),
            "assumption": str(self.assumption),
            "warnings": [str(remark) for remark in self.warnings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NowcastOptions:
    """What the person who estimates may choose."""

    level: float = 0.95
    doubt: Doubt = Doubt.OVER_DISPERSED_POISSON
    samples: int = 2000
    """Bootstrap samples."""
    seed: int | None = None
    """Start of the random numbers of the bootstrap; None for 1."""

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise UsageError("The level of an interval lies between 0 and 1.", value=self.level)
        if self.samples < 1:
            raise UsageError("This setting is too small.", value=self.samples, least=1)


def nowcast(triangle: ReportingTriangle, options: NowcastOptions | None = None) -> Nowcast:
    """Return how many persons of each period will have been reported in the end.

    Assumes that the pattern of delay is the same for all periods and ends with the longest delay
    of the triangle. A period of which nothing could be or was reported, or whose remaining delay
    no period has lived through, is refused, and with it the total. Where reports come in more
    evenly than by chance, the doubt is that of chance. Mack, ASTIN Bulletin 23 (1993); England
    and Verrall, British Actuarial Journal 8 (2002).
    """
    chosen = options or NowcastOptions()
    factors = triangle.factors()
    reasons = [_obstacle(triangle, factors, row) for row in range(len(triangle.periods))]
    usable = np.array([reason is None for reason in reasons])
    fitted = triangle.on_rows(usable) if usable.any() else None
    spread = None if fitted is None else dispersion(fitted)
    outcome = None if fitted is None else _outcome(fitted, max(spread or 1.0, 1.0), chosen)
    places = np.cumsum(usable) - 1
    periods = [
        _answer(triangle, row, int(places[row]), outcome, chosen.level)
        if reason is None and outcome is not None
        else _refused(triangle, row, reason)
        for row, reason in enumerate(reasons)
    ]
    return Nowcast(
        periods=tuple(periods),
        total=_total(periods, outcome, chosen.level),
        factors=tuple(float(one) if math.isfinite(one) else None for one in factors),
        dispersion=spread,
        doubt=chosen.doubt,
        warnings=() if fitted is None else _warnings(fitted, spread, chosen),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Persons not reported yet by row, with their covariance or with draws (samples x rows)."""

    unreported: NDArray[np.float64]
    covariance: NDArray[np.float64]
    draws: NDArray[np.float64] | None = None


def _outcome(fitted: ReportingTriangle, spread: float, options: NowcastOptions) -> _Outcome:
    unreported = fitted.unreported()
    if fitted.observed.all():
        return _Outcome(unreported, np.zeros((len(unreported), len(unreported))))
    if options.doubt is Doubt.MACK:
        return _Outcome(unreported, covariance_by_mack(fitted))
    if options.doubt is Doubt.OVER_DISPERSED_POISSON:
        return _Outcome(unreported, covariance_by_poisson(fitted, spread))
    chance = np.random.default_rng(1 if options.seed is None else options.seed)
    draws = bootstrap_unreported(fitted, spread, options.samples, chance)
    return _Outcome(unreported, np.atleast_2d(np.cov(draws.T)), draws)


def _answer(
    triangle: ReportingTriangle, row: int, place: int, outcome: _Outcome, level: float
) -> PeriodNowcast:
    reported = triangle.reported(row)
    number = reported + float(outcome.unreported[place])
    draws = None if outcome.draws is None else reported + outcome.draws[:, place]
    error = math.sqrt(max(float(outcome.covariance[place, place]), 0.0))
    warnings = []
    if number > 0 and reported < _FEW * number:
        warnings.append(
            Remark.of(
                sentences.FEW_REPORTS_YET,
                period=triangle.periods[row],
                share=100 * reported / number,
            )
        )
    interval = _interval(reported, number, error, draws, level)
    if interval is None:
        warnings.append(Remark.of(sentences.NO_DOUBT_BY_MACK))
    return PeriodNowcast(
        period=triangle.periods[row],
        reported=reported,
        N=number,
        standard_error=None if interval is None else error,
        interval=interval,
        warnings=tuple(warnings),
    )


def _interval(
    reported: float, number: float, error: float, draws: NDArray[np.float64] | None, level: float
) -> Interval | None:
    """Return the interval; None where Mack's formula sees no spread between so few periods."""
    if error == 0 and number > reported * (1 + _ROUND):
        return None
    if draws is None:
        return log_normal_interval(reported, number, error**2, level)
    tails = (0.5 - level / 2, 0.5 + level / 2)
    low, high = np.quantile(draws, tails, method="median_unbiased").tolist()
    return Interval(low=low, high=high, level=level, method=IntervalMethod.DRAWS)


def _total(
    periods: Sequence[PeriodNowcast], outcome: _Outcome | None, level: float
) -> PeriodNowcast:
    reported = math.fsum(one.reported for one in periods)
    without = [str(one.period) for one in periods if one.N is None]
    if outcome is None or without:
        reason = Remark.of(sentences.PERIODS_WITHOUT_NUMBER, periods=", ".join(without))
        return PeriodNowcast(period=None, reported=reported, refused=reason)
    number = reported + float(outcome.unreported.sum())
    error = math.sqrt(max(float(outcome.covariance.sum()), 0.0))
    draws = None if outcome.draws is None else reported + outcome.draws.sum(axis=1)
    interval = _interval(reported, number, error, draws, level)
    return PeriodNowcast(
        period=None,
        reported=reported,
        N=number,
        standard_error=None if interval is None else error,
        interval=interval,
        warnings=(Remark.of(sentences.NO_DOUBT_BY_MACK),) if interval is None else (),
    )


def _refused(triangle: ReportingTriangle, row: int, reason: Remark | None) -> PeriodNowcast:
    return PeriodNowcast(
        period=triangle.periods[row], reported=triangle.reported(row), refused=reason
    )


def _obstacle(triangle: ReportingTriangle, factors: NDArray[np.float64], row: int) -> Remark | None:
    period = triangle.periods[row]
    seen = int(triangle.observed[row].sum())
    if not seen:
        return Remark.of(sentences.PERIOD_NOT_YET_REPORTABLE, period=period)
    if triangle.reported(row) <= 0:
        return Remark.of(sentences.PERIOD_WITHOUT_REPORTS, period=period)
    if triangle.observed[row].all():
        return None
    for delay in range(1, triangle.counts.shape[1]):
        if not triangle.observed[:, delay].any():
            return Remark.of(sentences.DELAY_NEVER_SEEN, delay=delay, period=period)
        if not math.isfinite(factors[delay - 1]):
            return Remark.of(sentences.NO_BASE_FOR_DELAY, delay=delay, period=period)
    return None


def _warnings(
    fitted: ReportingTriangle, spread: float | None, options: NowcastOptions
) -> tuple[Remark, ...]:
    if fitted.observed.all():
        return ()
    known = spread is not None or options.doubt is Doubt.MACK
    unknown = [] if known else [Remark.of(sentences.NO_ROOM_FOR_SPREAD)]
    return (*unknown, *_none_so_late(fitted), *_still_coming(fitted))


def _none_so_late(fitted: ReportingTriangle) -> list[Remark]:
    """Warn of delays after which nobody was reported, though newer periods have yet to see them."""
    ahead = ~fitted.observed.all(axis=0)
    empty = ahead & (fitted.counts.sum(axis=0) == 0)
    return [
        Remark.of(
            sentences.NONE_SO_LATE,
            delay=int(delay),
            people=float(fitted.counts[fitted.observed[:, delay]].sum()),
        )
        for delay in np.flatnonzero(empty)
    ]


def _still_coming(fitted: ReportingTriangle) -> list[Remark]:
    """Warn where the last delay of the triangle still brings reports."""
    oldest = fitted.observed.all(axis=1)
    if not oldest.any():
        return []
    full = fitted.counts[oldest]
    share = float(full[:, -1].sum()) / max(float(full.sum()), _ROUND)
    return [Remark.of(sentences.STILL_COMING, share=100 * share)] if share > _STILL_COMING else []
