"""How many in all, from two lists that do not depend on each other among people who are alike?

Das, Kennedy and Jewell (2021, arXiv 2104.14091). With x what was recorded about a person (age,
place, ...) and the chances among the people on any list, q1(x) and q2(x) to be on the first and
second list and q12(x) to be on both, the expected number of people in all per person seen is
q1 q2 / q12, averaged. The chances are fitted on other people than those whom they are used for
(cross-fitting), then

* the *plug-in* takes the average as it is;
* the *doubly robust* answer adds the average error, so that its own error is about the product of
  the errors of the fits;
* the *targeted* answer (TMLE) moves the fits until that average error is nothing.

All people of the table count, also those who are on other lists only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.beyond.pair_chances import (
    Chances,
    Fitting,
    Floats,
    cross_fitted,
    target,
)
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ASSUMPTION: Final = Remark.of(sentences.PAIR_ASSUMPTION)

_APART: Final = 1.1
"""Ratio to the number without covariates above which the reader is told of it."""

_CARRIED: Final = 0.65
"""Share of the variance from one in a hundred people above which the reader is told of it."""


class Approach(StrEnum):
    """How the fitted chances become a number; the name of the method in the answer."""

    PLUG_IN = "pair-plug-in"
    DOUBLY_ROBUST = "pair-doubly-robust"
    TARGETED = "pair-targeted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOptions:
    """What the person who estimates may choose."""

    level: float = 0.95
    folds: int = 5
    seed: int | None = None
    """Start of the random numbers that deal people into folds; None for 1."""
    fitting: Fitting = Fitting.CONDITIONAL
    quadratic: bool = False
    """Whether squares and products of the covariates are covariates, too."""
    ridge: float = 1.0
    """Penalty of the regressions on half the sum of squares of the scaled coefficients."""
    margin: float = 0.005
    """Least chance that is believed; smaller ones are raised to it."""
    most_at_margin: float = 0.1
    """Share of people at the margin above which there is no answer."""
    least_people: int = 100
    least_on_both: int = 20

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise UsageError("The level of an interval lies between 0 and 1.", value=self.level)
        if self.folds < 2:
            raise UsageError("Cross-fitting needs at least 2 folds.", value=self.folds)
        if not (self.ridge > 0 and 0 < self.margin < 0.5):
            raise UsageError(
                "The penalty is above 0 and the margin between 0 and 0.5.",
                value=(self.ridge, self.margin),
            )


def pairs_with_covariates(
    captures: NDArray[np.integer] | NDArray[np.bool_],
    covariates: NDArray[np.floating],
    lists: Sequence[str],
    options: PairOptions | None = None,
) -> tuple[Estimate, ...]:
    """Return plug-in, doubly robust and targeted answers for every pair of lists.

    ``captures`` is people x lists (1 on the list, 0 not), everybody on at least one; ``covariates``
    is people x columns of numbers; ``lists`` names the columns of ``captures``. Each answer has
    the names of its pair as ``lists``, persons as unit and a normal interval that is never below
    the people observed. Assumes that within equal covariates the two lists are independent and
    reach everybody; the assumption of one pair does not need that of another. Raises UsageError
    for arrays that do not fit together; what cannot be estimated is refused.
    """
    chosen = options or PairOptions()
    seen, known = _checked(captures, covariates, lists)
    names = sorted(lists)
    seen = seen[:, [list(lists).index(name) for name in names]]
    # One order of people, so that the folds do not depend on the order of the rows.
    order = np.lexsort(np.hstack([known, seen]).T[::-1])
    seen, known = seen[order], known[order]
    answers: list[Estimate] = []
    for first, second in combinations(range(len(names)), 2):
        pair = (names[first], names[second])
        answers += _pair(seen[:, [first, second]], known, pair, chosen)
    return tuple(answers)


def _pair(
    seen: NDArray[np.bool_], known: Floats, pair: tuple[str, str], options: PairOptions
) -> list[Estimate]:
    obstacle = _obstacle(seen, known, options)
    if obstacle is None:
        chances = cross_fitted(
            seen,
            known,
            fitting=options.fitting,
            quadratic=options.quadratic,
            ridge=options.ridge,
            margin=options.margin,
            folds=_folds(len(seen), options),
        )
        if chances.at_margin > options.most_at_margin:
            obstacle = Remark.of(sentences.HARDLY_EVER_ON_BOTH, share=100 * chances.at_margin)
    if obstacle is not None:
        return [_refused(approach, pair, len(seen), obstacle) for approach in Approach]
    plain = chances.expansion()
    errors = chances.influence(seen)
    targeted = target(chances, seen, options.margin / 10)
    averages = {
        Approach.PLUG_IN: (float(plain.mean()), errors),
        Approach.DOUBLY_ROBUST: (float(errors.mean()), errors),
    }
    if targeted is not None:
        moved = float(targeted.expansion().mean())
        averages[Approach.TARGETED] = (moved, targeted.influence(seen))
    found = _found(seen, chances, options)
    not_settled = Remark.of(sentences.TARGETING_NOT_SETTLED)
    answers = [
        _answer(approach, pair, averages[approach], found, options)
        if approach in averages
        else _refused(approach, pair, len(seen), not_settled)
        for approach in Approach
    ]
    simple = _lincoln_petersen(seen)
    return [_differs(answer, simple) for answer in answers]


def _answer(
    approach: Approach,
    pair: tuple[str, str],
    average: tuple[float, Floats],
    found: Mapping[str, Json],
    options: PairOptions,
) -> Estimate:
    """Return the number by people in all per person seen, and each person's influence on it."""
    expansion, influence = max(average[0], 1.0), average[1]
    people = float(len(influence))
    number = people * expansion
    variance = people * float(influence.var(ddof=1)) + number * (expansion - 1)
    error = float(np.sqrt(variance))
    reach = float(ndtri(0.5 + options.level / 2)) * error
    return Estimate(
        method=str(approach),
        lists=pair,
        observed=people,
        N=number,
        interval=Interval(
            low=max(number - reach, people),
            high=number + reach,
            level=options.level,
            method=IntervalMethod.NORMAL,
        ),
        diagnostics={"standard_error": error, "share_seen": 1 / expansion, **found},
        warnings=_carried_by_few(influence),
        seed=_seed(options),
    )


def _carried_by_few(influence: Floats) -> tuple[Remark, ...]:
    squares = np.sort((influence - influence.mean()) ** 2)
    few = max(len(squares) // 100, 1)
    share = float(squares[-few:].sum() / max(float(squares.sum()), 1e-300))
    return (Remark.of(sentences.FEW_CARRY_IT, share=100 * share),) if share > _CARRIED else ()


def _found(seen: NDArray[np.bool_], chances: Chances, options: PairOptions) -> dict[str, Json]:
    return {
        "on_both": float(seen.all(axis=1).sum()),
        "at_margin": chances.at_margin,
        "folds": options.folds,
        "fitting": str(options.fitting),
        "lincoln_petersen": _lincoln_petersen(seen),
    }


def _differs(answer: Estimate, simple: float) -> Estimate:
    """Return the answer with a warning where the covariates moved it far."""
    if answer.N is None or max(simple, answer.N) <= _APART * min(simple, answer.N):
        return answer
    return answer.warned(Remark.of(sentences.LINCOLN_PETERSEN_DIFFERS, simple=simple))


def _lincoln_petersen(seen: NDArray[np.bool_]) -> float:
    """Return the number without covariates; with other lists, of the people on these two."""
    first, second = seen.sum(axis=0)
    return float(first) * float(second) / float(seen.all(axis=1).sum())


def _obstacle(seen: NDArray[np.bool_], known: Floats, options: PairOptions) -> Remark | None:
    people = len(seen)
    if people < options.least_people:
        return Remark.of(sentences.TOO_FEW_PEOPLE, least=options.least_people, people=people)
    gaps = int((~np.isfinite(known)).any(axis=1).sum())
    if gaps:
        return Remark.of(sentences.GAPS_IN_COVARIATES, people=gaps)
    both = int(seen.all(axis=1).sum())
    if both < options.least_on_both:
        return Remark.of(sentences.TOO_FEW_ON_BOTH, both=both, least=options.least_on_both)
    if seen.all(axis=0).any():
        return Remark.of(sentences.ALL_ON_ONE_LIST)
    return None


def _refused(approach: Approach, pair: tuple[str, str], people: int, reason: Remark) -> Estimate:
    return Estimate(method=str(approach), lists=pair, observed=float(people), refused=reason)


def _folds(people: int, options: PairOptions) -> NDArray[np.intp]:
    chance = np.random.default_rng(_seed(options))
    return chance.permutation(np.arange(people) % options.folds)


def _seed(options: PairOptions) -> int:
    return 1 if options.seed is None else options.seed


def _checked(
    captures: NDArray[np.integer] | NDArray[np.bool_],
    covariates: NDArray[np.floating],
    lists: Sequence[str],
) -> tuple[NDArray[np.bool_], Floats]:
    seen, known = np.asarray(captures), np.asarray(covariates, dtype=np.float64)
    if seen.ndim != 2 or seen.shape[1] != len(lists) or len(set(lists)) < max(len(lists), 2):
        raise UsageError("Captures are people x lists, two lists or more, each with its own name.")
    if known.ndim != 2 or len(known) != len(seen):
        raise UsageError("Covariates are people x columns, with the people of the captures.")
    if not np.isin(seen, (0, 1)).all():
        raise UsageError("A capture is 1 for on the list and 0 for not on it.")
    nowhere = np.flatnonzero(~seen.any(axis=1))
    if len(nowhere):
        raise UsageError("A person of the records is on no list.", value=int(nowhere[0]))
    return seen.astype(np.bool_), known
