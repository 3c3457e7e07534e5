"""Can a set of linear constraints hold together, and if not, which few of them clash?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

_TOLERANCE = 1e-7
"""Relative room for the solver: constraints that meet in one point do hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """``sum of weight x unknown <= limit``; all unknowns are at least 0.

    ``reason`` names the statement it comes from, several constraints may share one; an empty
    reason marks what holds by logic ("a part is no larger than the whole").
    """

    weights: Mapping[str, float] = field(hash=False)
    limit: float
    reason: str = ""


def is_feasible(constraints: Sequence[Constraint]) -> bool:
    """Say whether some unknowns meet all constraints.

    Solved as a linear programme that makes the largest relative excess as small as it can be
    (phase one of the simplex method), so that rounding in the solver decides nothing.
    """
    return _least_excess(constraints) <= _TOLERANCE


def smallest_clash(constraints: Sequence[Constraint]) -> tuple[str, ...]:
    """Return the reasons of a clash from which none can be left out; empty where all can hold.

    The deletion filter of Chinneck and Dravnieks (ORSA Journal on Computing 3, 1991): leave out
    one reason after the other, and keep it out where the rest still clashes. The last stated
    reason is tried first, so that the answer is the same on every run.
    """
    if is_feasible(constraints):
        return ()
    kept = list(dict.fromkeys(one.reason for one in constraints if one.reason))
    for reason in reversed(kept.copy()):
        without = [one for one in kept if one != reason]
        if not is_feasible(only(constraints, without)):
            kept = without
    return tuple(kept)


def only(constraints: Sequence[Constraint], reasons: Sequence[str]) -> list[Constraint]:
    """Return the constraints of these reasons, and those that hold by logic."""
    wanted = {*reasons, ""}
    return [one for one in constraints if one.reason in wanted]


def implied_range(
    constraints: Sequence[Constraint], unknown: str
) -> tuple[float | None, float | None]:
    """Return the least and greatest value of an unknown under the constraints.

    ``None`` where there is no limit, or where the constraints clash or do not name it.
    """
    names = _names(constraints)
    if unknown not in names:
        return None, None
    matrix, limits, scale = _matrix(constraints, names)
    aim = np.zeros(len(names))
    ends: list[float | None] = []
    for sign in (1.0, -1.0):
        aim[names.index(unknown)] = sign
        solved = linprog(aim, A_ub=matrix, b_ub=limits, method="highs")
        ends.append(sign * float(solved.fun) * scale if solved.status == 0 else None)
    return ends[0], ends[1]


def _least_excess(constraints: Sequence[Constraint]) -> float:
    names = _names(constraints)
    if not constraints:
        return 0.0
    matrix, limits, _ = _matrix(constraints, names)
    with_excess = np.hstack([matrix, -np.ones((len(constraints), 1))])
    aim = np.zeros(len(names) + 1)
    aim[-1] = 1.0
    return float(linprog(aim, A_ub=with_excess, b_ub=limits, method="highs").fun)


def _names(constraints: Sequence[Constraint]) -> list[str]:
    return sorted({name for one in constraints for name in one.weights})


def _matrix(
    constraints: Sequence[Constraint], names: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Return weights, limits and the scale that brings the limits to 1 at most."""
    scale = max([1.0, *(abs(one.limit) for one in constraints)])
    matrix = np.zeros((len(constraints), len(names)))
    for row, one in enumerate(constraints):
        for name, weight in one.weights.items():
            matrix[row, names.index(name)] = weight
    return matrix, np.array([one.limit / scale for one in constraints]), scale
