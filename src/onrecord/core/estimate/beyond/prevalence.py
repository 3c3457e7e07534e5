"""How common is trafficking: what several methods say of the same sparse lists, as a rate?

On sparse lists methods that fit about equally well can differ by a factor of two or three. The
rates are shown side by side with how far they lie apart, and one number is given only where those
that are near the best agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ASSUMPTION: Final = Remark.of(sentences.PREVALENCE_ASSUMPTION)

MOST_APART: Final = 1.5
"""Ratio of the highest near-best rate to the lowest above which no single number is given."""

_NEAR: Final = 6.0
"""Units of BIC within which a fit is near the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRate:
    """What one method says: people per ``per`` of the population, or why it says nothing."""

    method: str
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    """None where the records set no upper limit, and without an interval."""
    lower_bound: bool = False
    near_best: bool = False
    """Whether it counts in the comparison."""
    refused: Remark | None = None

    def to_dict(self) -> dict[str, Json]:
        """Return the rate as a JSON object."""
        return {
            "method": self.method,
            "rate": self.rate,
            "low": self.low,
            "high": self.high,
            "lower_bound": self.lower_bound,
            "near_best": self.near_best,
            "refused": None if self.refused is None else str(self.refused),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence:
    """The rates side by side, and one number where the near-best agree."""

    population: float
    per: float
    observed: float
    """The observed people as a rate, below which no answer can lie."""
    methods: tuple[MethodRate, ...]
    spread: float | None
    """Highest near-best rate by the lowest, near-best models within a method counted."""
    rate: float | None = None
    """Median of the near-best methods."""
    low: float | None = None
    """Lowest lower limit of a near-best method."""
    high: float | None = None
    """Highest upper limit; None where one of them has none."""
    assumption: Remark = ASSUMPTION
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.rate is None) == (self.refused is None):
            raise ValueError("there is either one rate or a reason for having none")

    def to_dict(self) -> dict[str, Json]:
        """Return the rates as a JSON object."""
        return {
            "population": self.population,
            "per": self.per,
            "observed": self.observed,
            "methods": [one.to_dict() for one in self.methods],
            "spread": self.spread,
            "rate": self.rate,
            "low": self.low,
            "high": self.high,
            "assumption": str(self.assumption),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


def prevalence(
    answers: Sequence[Estimate],
    population: float,
    *,
    per: float = 100_000.0,
    most_apart: float = MOST_APART,
) -> Prevalence:
    """Return what several methods say of one table, as people per ``per`` of the population.

    ``answers`` are estimates of the same table by different methods. Near the best are the answers
    that are no lower bounds and whose BIC, if they have one, is within 6 of the lowest; the models
    that a method itself reports as near its best count in the spread. One rate is refused where
    the near-best lie more than ``most_apart`` times apart, where there is none, and where a number
    exceeds the population. Raises UsageError for no answer, for answers of different tables and
    for a population that is not above 0.
    """
    _check(answers, population, per)
    scale = per / population
    near = _near_best(answers)
    rates = tuple(_rated(one, scale, near=one in near) for one in answers)
    totals = [total for one in near for total in _totals(one)]
    spread = max(totals) / min(totals) if totals else None
    refused = _obstacle(
        answers, near, totals, population=population, per=per, most_apart=most_apart
    )
    warnings = _warnings(answers, near, scale, per)
    return Prevalence(
        population=population,
        per=per,
        observed=answers[0].observed * scale,
        methods=rates,
        spread=spread,
        rate=None if refused else scale * median(_number(one) for one in near),
        low=None if refused else _outer(near, scale, lower=True),
        high=None if refused else _outer(near, scale, lower=False),
        warnings=warnings,
        refused=refused,
    )


def _check(answers: Sequence[Estimate], population: float, per: float) -> None:
    if not answers:
        raise UsageError("There is no answer of any method.")
    if not (population > 0 and per > 0 and math.isfinite(population + per)):
        raise UsageError("The population is above 0.", value=population)
    seen = {(frozenset(one.lists), one.stratum, round(one.observed, 6)) for one in answers}
    if len(seen) > 1:
        raise UsageError("The answers are not all of one table.")


def _near_best(answers: Sequence[Estimate]) -> list[Estimate]:
    numbers = [one for one in answers if one.N is not None and not one.lower_bound]
    criteria = [one.bic for one in numbers if one.bic is not None]
    best = min(criteria, default=0.0)
    return [one for one in numbers if one.bic is None or one.bic <= best + _NEAR]


def _rated(answer: Estimate, scale: float, *, near: bool) -> MethodRate:
    return MethodRate(
        method=answer.method,
        rate=_times(answer.N, scale),
        low=_times(answer.low, scale),
        high=_times(answer.high, scale),
        lower_bound=answer.lower_bound,
        near_best=near,
        refused=answer.refused,
    )


def _obstacle(
    answers: Sequence[Estimate],
    near: Sequence[Estimate],
    totals: Sequence[float],
    *,
    population: float,
    per: float,
    most_apart: float,
) -> Remark | None:
    scale = per / population
    bounds = [_number(one) for one in answers if one.N is not None and one.lower_bound]
    if not near and bounds:
        return Remark.of(sentences.ONLY_LOWER_BOUNDS, rate=scale * max(bounds), per=per)
    if not near:
        return Remark.of(sentences.NO_METHOD_ANSWERS)
    largest = max(near, key=_number)
    if _number(largest) > population:
        return Remark.of(
            sentences.MORE_THAN_THE_POPULATION,
            method=largest.method,
            number=_number(largest),
            population=population,
        )
    if max(totals) > most_apart * min(totals):
        return Remark.of(
            sentences.METHODS_DISAGREE,
            low=scale * min(totals),
            high=scale * max(totals),
            per=per,
            times=max(totals) / min(totals),
        )
    return None


def _warnings(
    answers: Sequence[Estimate], near: Sequence[Estimate], scale: float, per: float
) -> tuple[Remark, ...]:
    said = []
    if len(near) == 1:
        said.append(Remark.of(sentences.ONE_METHOD))
    worse = [
        one.method
        for one in answers
        if one.N is not None and not one.lower_bound and one not in near
    ]
    if worse:
        said.append(Remark.of(sentences.FITS_WORSE, methods=", ".join(worse)))
    bounds = [one for one in answers if one.N is not None and one.lower_bound]
    highest = max(bounds, key=_number, default=None)
    if highest is not None and near and _number(highest) > median(_number(one) for one in near):
        said.append(
            Remark.of(
                sentences.BELOW_A_LOWER_BOUND,
                method=highest.method,
                bound=scale * _number(highest),
                per=per,
            )
        )
    return tuple(said)


def _totals(answer: Estimate) -> Iterator[float]:
    """Give the number of a method and those of the models that it reports as near its best."""
    yield _number(answer)
    rows = answer.diagnostics.get("near_best")
    for row in rows if isinstance(rows, Sequence) and not isinstance(rows, str) else ():
        total = row.get("N") if isinstance(row, Mapping) else None
        if isinstance(total, int | float) and total > 0:
            yield float(total)


def _outer(near: Sequence[Estimate], scale: float, *, lower: bool) -> float | None:
    """Return the outermost limit of the near-best methods that have an interval."""
    limited = [one for one in near if one.interval is not None]
    ends = [one.low if lower else one.high for one in limited]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return None
    return scale * (min(known) if lower else max(known))


def _times(number: float | None, scale: float) -> float | None:
    return None if number is None else scale * number


def _number(answer: Estimate) -> float:
    if answer.N is None:
        raise ValueError("a refused estimate has no number")
    return answer.N
