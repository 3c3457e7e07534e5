"""What do strata come to together, and what do imputed replicates say together?

Both work on draws. Over strata, draw i of the total is the sum of draw i of every stratum, so
that the doubts of the strata cancel as far as they do; ends of intervals are never added. Over
replicates (tables in which what is missing was imputed, or draws of a linkage) the draws of all
replicates make one mixture. A total over strata *and* replicates is summed within each replicate
first and pooled then, so that a person who moves between strata is in one of them each time.

A stratum that cannot be estimated counts with its observed people alone; the total is then a
lower bound without an upper end that names what is left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.draws import DRAWS, cannot_be_drawn, chance_for, draws_of, has_draws
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.estimate.verdata_rules import combine_estimates
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ENOUGH_REPLICATES: Final = 10
"""Fewer replicates than this are warned of, as verdata does."""

_APART: Final = 0.05
"""Distance of the total from the sum of the numbers, as a share, above which readers are told."""


class Pooling(StrEnum):
    """How answers over replicates become one."""

    MIXTURE = "mixture"
    """Quantiles of the draws of all replicates together."""
    VERDATA = "verdata"
    """The rules of the R package verdata 1.0.2, for comparison with figures made by it."""


def sum_of_strata(
    parts: Sequence[Estimate], *, level: float = 0.95, seed: int | None = None, size: int = DRAWS
) -> Estimate:
    """Return the total of one method's answers for the strata of one table, in persons.

    The interval holds quantiles of the summed draws, which the total carries. The number is their
    median where the numbers of the strata are medians of a posterior; else it is the sum of these
    numbers, unless that lies outside the interval. A stratum alone keeps its number and interval.
    The order of the strata does not matter. Raises UsageError for two strata of one name,
    ValueError for no answer and for answers of several methods.
    """
    _one_method(parts)
    names = [part.stratum for part in parts]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UsageError("Two strata that are added up have the same name.", value=twice)
    split = _split(parts)
    if not split.usable:
        reason = Remark.of(
            sentences.NO_STRATUM_ESTIMATED, strata=len(parts), reason=split.reasons[0]
        )
        return _refused(parts, math.fsum(part.observed for part in parts), reason)
    # One order of adding, so that not even the last digit depends on the order of the strata.
    estimated = np.zeros(size)
    for part in sorted(split.usable, key=lambda part: str(part.stratum)):
        estimated += draws_of(part, size, chance_for(seed, "stratum", part.stratum))
    return _total(parts, split, estimated, level)


def pool_replicates(
    answers: Sequence[Estimate],
    *,
    pooling: Pooling = Pooling.MIXTURE,
    level: float = 0.95,
    seed: int | None = None,
    size: int = DRAWS,
) -> Estimate:
    """Return what one method says over imputed replicates of one table, stratum or total.

    As a mixture every replicate brings the same number of draws, and the interval holds their
    quantiles. The number is their median for a posterior; else it is the mean of the replicates'
    numbers (Rubin 1987), unless that lies outside the interval. ``observed`` is the mean over the
    replicates that answered. Replicates without a number are left out with a warning; there is
    none where fewer than half answer, and by the rules of verdata where only one does. Raises
    ValueError for no answer and for answers of several methods.
    """
    _one_method(answers)
    split = _split(answers)
    observed = math.fsum(one.observed for one in answers) / len(answers)
    if 2 * len(split.usable) < len(answers):
        reason = Remark.of(
            sentences.TOO_FEW_REPLICATES_ANSWER,
            answered=len(split.usable),
            replicates=len(answers),
            reason=split.reasons[0],
        )
        return _refused(answers, observed, reason)
    if pooling is Pooling.VERDATA and len(split.usable) == 1:
        return _refused(answers, observed, Remark.of(sentences.ONE_REPLICATE))
    each = -(-size // len(split.usable))
    draws = [
        draws_of(one, each, chance_for(seed, "replicate", str(place)))
        for place, one in enumerate(split.usable)
    ]
    if pooling is Pooling.VERDATA:
        return _by_verdata(answers, split, level, draws)
    return _mixture(answers, split, level, np.stack(draws))


@dataclass(frozen=True, slots=True)
class _Split:
    """The answers that can be drawn from, and the others with the reason of each."""

    usable: tuple[Estimate, ...]
    others: tuple[Estimate, ...]
    reasons: tuple[Remark, ...]


def _split(answers: Sequence[Estimate]) -> _Split:
    found = [(answer, cannot_be_drawn(answer)) for answer in answers]
    return _Split(
        usable=tuple(answer for answer, reason in found if reason is None),
        others=tuple(answer for answer, reason in found if reason is not None),
        reasons=tuple(reason for _answer, reason in found if reason is not None),
    )


def _total(
    parts: Sequence[Estimate], split: _Split, estimated: NDArray[np.float64], level: float
) -> Estimate:
    seen_alone = math.fsum(part.observed for part in split.others)
    draws = estimated + seen_alone
    endless = bool(split.others) or any(_endless(part) for part in split.usable)
    middle, interval = _middle(draws, level, split.usable, endless=endless)
    summed = math.fsum(part.N for part in split.usable if part.N is not None) + seen_alone
    number = _number(split.usable, middle, summed, interval)
    only = parts[0]
    if len(parts) == 1 and only.N is not None and only.interval is not None:
        number, interval = only.N, only.interval
    _middle_alone, limits = _middle(estimated, level, split.usable, endless=False)
    found: dict[str, Json] = {
        "strata": len(parts),
        "strata_estimated": len(split.usable),
        "strata_left_out": [_name(part) for part in split.others],
        "observed_in_left_out": seen_alone,
        "sum_of_numbers": summed,
        "models": [{"stratum": _name(part), **_written_model(part)} for part in split.usable],
        "estimated_part": {"N": number - seen_alone, "low": limits.low, "high": limits.high},
    }
    return Estimate(
        method=only.method,
        lists=_all_lists(parts),
        observed=math.fsum(part.observed for part in parts),
        lower_bound=bool(split.others) or any(part.lower_bound for part in split.usable),
        N=number,
        interval=interval,
        model=_common_model(split.usable),
        diagnostics=found,
        warnings=(*_left_out(split, seen_alone), *_apart(number, summed), *_drawn(split.usable)),
        draws=draws,
    )


def _mixture(
    answers: Sequence[Estimate], split: _Split, level: float, draws: NDArray[np.float64]
) -> Estimate:
    """Pool an array of replicates x draws."""
    within = float(draws.var(axis=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1)) if len(draws) > 1 else 0.0
    spread = within + (1 + 1 / len(draws)) * between
    mixed = draws.reshape(-1)
    endless = any(_endless(one) for one in split.usable)
    middle, interval = _middle(mixed, level, split.usable, endless=endless)
    mean = math.fsum(one.N for one in split.usable if one.N is not None) / len(split.usable)
    number = _number(split.usable, middle, mean, interval)
    found: dict[str, Json] = {
        "within_variance": within,
        "between_variance": between,
        "missing_information": (spread - within) / spread if spread > 0 else 0.0,
    }
    return replace(_pooled(answers, split, number, interval, found), draws=mixed)


def _by_verdata(
    answers: Sequence[Estimate],
    split: _Split,
    level: float,
    draws: Sequence[NDArray[np.float64]],
) -> Estimate:
    """Pool by the rules of verdata, which take the draws of a method as they are."""
    unseen = [
        np.maximum(_as_given(one, sampled) - one.observed, 0.0)
        for one, sampled in zip(split.usable, draws, strict=True)
    ]
    joint = combine_estimates([one.observed for one in split.usable], unseen, level)
    endless = any(_endless(one) for one in split.usable)
    interval = Interval(
        low=joint.low,
        high=None if endless else joint.high,
        level=level,
        method=IntervalMethod.RUBIN,
    )
    beside = not joint.low <= joint.N <= joint.high
    found: dict[str, Json] = {
        "within_variance_log": joint.within,
        "between_variance_log": joint.between,
        "df": joint.df,
        "low": joint.low,
        "high": joint.high,
    }
    pooled = _pooled(answers, split, joint.N, None if beside else interval, found)
    pooled = replace(pooled, observed=joint.observed)
    return pooled.warned(Remark.of(sentences.POINT_BESIDE_INTERVAL)) if beside else pooled


def _as_given(answer: Estimate, sampled: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the draws of a posterior as they are; others as they were sampled."""
    own = answer.draws
    return sampled if own is None or len(own) < 2 or not _posterior([answer]) else own


def _pooled(
    answers: Sequence[Estimate],
    split: _Split,
    number: float,
    interval: Interval | None,
    found: dict[str, Json],
) -> Estimate:
    observed = [one.observed for one in split.usable]
    return Estimate(
        method=answers[0].method,
        lists=_all_lists(answers),
        stratum=answers[0].stratum,
        observed=math.fsum(observed) / len(observed),
        lower_bound=any(one.lower_bound for one in split.usable),
        N=number,
        interval=interval,
        model=_common_model(split.usable),
        diagnostics={
            "replicates": len(answers),
            "replicates_answered": len(split.usable),
            "observed_lowest": min(observed),
            "observed_highest": max(observed),
            **found,
        },
        warnings=(*_replicates_remarks(answers, split), *_said_of_totals(split.usable)),
    )


def _middle(
    draws: NDArray[np.float64], level: float, answers: Sequence[Estimate], *, endless: bool
) -> tuple[float, Interval]:
    """Return the median and the quantiles of draws (median-unbiased, type 8)."""
    tails = (0.5 - level / 2, 0.5, 0.5 + level / 2)
    low, middle, high = np.quantile(draws, tails, method="median_unbiased").tolist()
    method = IntervalMethod.POSTERIOR if _posterior(answers) else IntervalMethod.DRAWS
    return middle, Interval(low=low, high=None if endless else high, level=level, method=method)


def _number(
    answers: Sequence[Estimate], middle: float, combined: float, interval: Interval
) -> float:
    """Return the median of draws, or the numbers combined where these are not medians."""
    outside = combined < interval.low or (interval.high is not None and combined > interval.high)
    return middle if outside or _posterior(answers) else combined


def _posterior(answers: Sequence[Estimate]) -> bool:
    return all(
        one.interval is not None and one.interval.method is IntervalMethod.POSTERIOR
        for one in answers
    )


def _refused(answers: Sequence[Estimate], observed: float, reason: Remark) -> Estimate:
    names = {one.stratum for one in answers}
    return Estimate(
        method=answers[0].method,
        lists=_all_lists(answers),
        stratum=answers[0].stratum if len(names) == 1 else None,
        observed=observed,
        refused=reason,
    )


def _one_method(answers: Sequence[Estimate]) -> None:
    if len({answer.method for answer in answers}) != 1:
        raise ValueError("only answers of one method can be combined")


def _all_lists(answers: Sequence[Estimate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for answer in answers for name in answer.lists))


def _common_model(answers: Sequence[Estimate]) -> HierarchicalModel | str | None:
    """Return the model that all answers share, None where they differ."""
    names = {answer.model_by_lists() for answer in answers}
    return answers[0].model if len(names) == 1 else None


def _written_model(answer: Estimate) -> dict[str, Json]:
    return {"model": answer.model_by_numbers(), "terms": answer.model_by_lists()}


def _endless(answer: Estimate) -> bool:
    return answer.interval is not None and answer.interval.high is None


def _name(part: Estimate) -> str:
    return part.stratum or part.method


def _left_out(split: _Split, observed: float) -> list[Remark]:
    if not split.others:
        return []
    names = "; ".join(map(_name, split.others))
    return [Remark.of(sentences.STRATA_LEFT_OUT, observed=observed, strata=names)]


def _apart(number: float, summed: float) -> list[Remark]:
    if abs(number - summed) <= _APART * summed:
        return []
    return [Remark.of(sentences.NOT_THE_SUM, sum=summed)]


def _drawn(parts: Sequence[Estimate]) -> list[Remark]:
    sampled = sum(not has_draws(part) for part in parts)
    if not sampled:
        return []
    return [Remark.of(sentences.DRAWN_FROM_INTERVALS, parts=sampled, of=len(parts))]


def _said_of_totals(answers: Sequence[Estimate]) -> list[Remark]:
    """Say once what the totals of the replicates say of their strata."""
    said = [remark for answer in answers for remark in answer.warnings]
    drawn = [remark for remark in said if remark.template == sentences.DRAWN_FROM_INTERVALS]
    short = [answer.diagnostics.get("strata_left_out") or () for answer in answers]
    names = sorted({str(name) for left_out in short for name in _names(left_out)})
    remarks = [*dict.fromkeys(drawn), *_drawn(answers)][:1]
    if names:
        remarks.append(
            Remark.of(
                sentences.STRATA_LEFT_OUT_IN_REPLICATES,
                replicates=sum(bool(left_out) for left_out in short),
                of=len(answers),
                strata="; ".join(names),
            )
        )
    return remarks


def _names(found: Json) -> Sequence[Json]:
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()


def _replicates_remarks(answers: Sequence[Estimate], split: _Split) -> list[Remark]:
    remarks = []
    if split.others:
        remarks.append(
            Remark.of(
                sentences.REPLICATES_LEFT_OUT,
                refused=len(split.others),
                replicates=len(answers),
                reason=split.reasons[0],
            )
        )
    if len(split.usable) == 1:
        remarks.append(Remark.of(sentences.ONE_REPLICATE))
    elif len(split.usable) < ENOUGH_REPLICATES:
        remarks.append(
            Remark.of(
                sentences.FEW_REPLICATES,
                replicates=len(split.usable),
                wanted=ENOUGH_REPLICATES,
            )
        )
    return remarks
