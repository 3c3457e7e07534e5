"""With which chances is a person on one, the other or both of two lists, given what is known?

Among the people on any list each is on both, on the first only, on the second only or on neither
of the two (where there are other lists). The four chances of a person sum to 1, so no fit can say
that more people are on both lists than on one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.beyond.ridge_logistic import Floats, fit_ridge_logistic, with_squares

__all__ = ["Chances", "Fitting", "Floats", "cross_fitted", "target"]

_ROUNDS: Final = 200
_NEWTON: Final = 50
_SETTLED: Final = 1e-3
"""Share of its standard error that the average error may keep."""
_LONGEST_STEP: Final = 1.0


class Fitting(StrEnum):
    """Which regressions give the chances."""

    CONDITIONAL = "conditional"
    """Being on one list, among the people of the other: right where the chance of each list in
    the whole population is logistic in the covariates."""
    MARGINAL = "marginal"
    """Being on the first, on the second and on both, among all people seen, as drpop does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Chances of each person: an array of people x (both, first only, second only, neither)."""

    cells: Floats
    at_margin: float = 0.0
    """Share of people whose chance of being on both was raised to the margin."""

    def expansion(self) -> Floats:
        """Return q1 q2 / q12 of each person: people in all like this one per person seen."""
        both, first, second, _ = self.cells.T
        return np.asarray((both + first) * (both + second) / both)

    def influence(self, seen: NDArray[np.bool_]) -> Floats:
        """Return q1 q2 / q12 (y1 / q1 + y2 / q2 - y1 y2 / q12) of each person."""
        both, first, second, _ = self.cells.T
        one, two = both + first, both + second
        y1, y2 = seen.T.astype(np.float64)
        return np.asarray((two * y1 + one * y2 - one * two / both * y1 * y2) / both)

    def directions(self) -> Floats:
        """Return how the expansion changes with each cell, people x 4."""
        both, first, second, _ = self.cells.T
        one, two = (both + first) / both, (both + second) / both
        return np.column_stack([one + two - one * two, two, one, np.zeros(len(both))])


def cross_fitted(
    seen: NDArray[np.bool_],
    known: Floats,
    *,
    fitting: Fitting,
    quadratic: bool,
    ridge: float,
    margin: float,
    folds: NDArray[np.intp],
) -> Chances:
    """Return the chances of each person as fitted on the people of the other folds.

    ``seen`` is people x 2, ``known`` people x columns, ``folds`` the fold of each person.
    """
    columns = with_squares(known) if quadratic else known
    cells = np.empty((len(seen), 4))
    raised = np.empty(len(seen), dtype=np.bool_)
    fit = _conditional if fitting is Fitting.CONDITIONAL else _marginal
    for fold in np.unique(folds):
        away = folds == fold
        cells[away], raised[away] = fit(seen[~away], columns[~away], columns[away], ridge, margin)
    return Chances(cells=cells, at_margin=float(raised.mean()))


def target(chances: Chances, seen: NDArray[np.bool_], least: float) -> Chances | None:
    """Return the chances moved until their average error is nothing, None if that does not settle.

    The targeting of van der Laan and Rubin (2006), weighted: with h the direction of a cell (see
    ``Chances.directions``) and w the largest of a person's, each cell is multiplied by
    exp(e h / w) and scaled back to sum 1, with the e that fits the people seen best when each
    counts w times; and again from there, because h has moved. The weights keep a person whose
    chance of being on both lists is small from being thrown far; where it falls below ``least``
    all the same, the records do not hold the correction.
    """
    place = np.where(seen.all(axis=1), 0, np.where(seen[:, 0], 1, np.where(seen[:, 1], 2, 3)))
    now = chances
    for _ in range(_ROUNDS):
        errors = now.influence(seen) - now.expansion()
        if abs(errors.mean()) <= _SETTLED * errors.std() / np.sqrt(len(errors)):
            return now
        now = _moved(now, place)
        if now.cells[:, 0].min() < least:
            return None
    return None


def _moved(now: Chances, place: NDArray[np.intp]) -> Chances:
    """Return the chances after one fit along their directions."""
    directions = now.directions()
    weight = np.abs(directions).max(axis=1)
    bounded = directions / weight[:, None]
    own = np.take_along_axis(bounded, place[:, None], axis=1)[:, 0]
    far = 0.0
    for _ in range(_NEWTON):
        cells = _along(now.cells, bounded, far)
        mean = (cells * bounded).sum(axis=1)
        spread = (cells * bounded**2).sum(axis=1) - mean**2
        step = float(weight @ (own - mean)) / max(float(weight @ spread), 1e-300)
        far += float(np.clip(step, -_LONGEST_STEP, _LONGEST_STEP))
        if abs(step) < 1e-9:
            break
    return Chances(cells=_along(now.cells, bounded, far), at_margin=now.at_margin)


def _along(cells: Floats, directions: Floats, far: float) -> Floats:
    moved = cells * np.exp(far * directions)
    return np.asarray(moved / moved.sum(axis=1, keepdims=True))


def _conditional(
    seen: NDArray[np.bool_], known: Floats, others: Floats, ridge: float, margin: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the four chances of ``others``, and whose chance to be on both was raised.

    With r1 the chance of the first list among the people of the second, r2 the other way round
    and s the chance of being on either, q12 = s / (1 / r1 + 1 / r2 - 1).
    """
    y1, y2 = seen.T
    first = np.clip(fit_ridge_logistic(known[y2], y1[y2], ridge).predict(others), margin, 1.0)
    second = np.clip(fit_ridge_logistic(known[y1], y2[y1], ridge).predict(others), margin, 1.0)
    either = _either(seen, known, others, ridge, margin)
    both = either / (1 / first + 1 / second - 1)
    raised = both <= margin
    only_first, only_second = both * (1 / second - 1), both * (1 / first - 1)
    neither = np.maximum(1 - either, 0.0)
    return _raised(np.column_stack([both, only_first, only_second, neither]), margin), raised


def _marginal(
    seen: NDArray[np.bool_], known: Floats, others: Floats, ridge: float, margin: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the same by q1, q2 and q12, with q12 <= q1, q2 and q1 + q2 - q12 <= 1."""
    answers = np.column_stack([seen, seen.all(axis=1)])
    one, two, both = (
        fit_ridge_logistic(known, answers[:, place], ridge).predict(others) for place in range(3)
    )
    raised = both <= margin
    both = np.maximum(both, margin)
    one = np.clip(one, both, 1.0)
    two = np.clip(two, both, 1 + both - one)
    cells = [both, one - both, two - both, 1 + both - one - two]
    return np.maximum(np.column_stack(cells), 0.0), raised


def _either(
    seen: NDArray[np.bool_], known: Floats, others: Floats, ridge: float, margin: float
) -> Floats:
    on_either = np.asarray(seen.any(axis=1))
    if on_either.all():
        return np.ones(len(others))
    return np.maximum(fit_ridge_logistic(known, on_either, ridge).predict(others), margin)


def _raised(cells: Floats, margin: float) -> Floats:
    """Return cells whose chance of both is at least the margin, the others making room for it."""
    both = np.maximum(cells[:, :1], margin)
    rest = cells[:, 1:] * (1 - both) / np.maximum(1 - cells[:, :1], 1e-300)
    return np.hstack([both, rest])
