"""Which pairs of lists are taken in one after the other, on each of many tables, compiled.

The plain twin is ``stepwise``, the fits are those of ``poisson_kernel``. Where a fit leaves a doubt
whether its estimate exists, the last step, rounded to whole numbers, mostly proves that it does
not (Fienberg and Rinaldo 2012): along it the means of empty cells sink and all others stay. A
table of which neither can be shown is marked, and left to the linear programme of the plain twin.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onrecord.core.estimate.fast.poisson_kernel import (
    DOUBTFUL,
    SURE,
    Models,
    Room,
    fit_one,
    room_for,
    subset_sums,
    sum_up,
    superset_sums,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]

YES, NO, UNKNOWN = 0, 1, 2
"""Whether an estimate exists."""


@njit(cache=True, nogil=True, error_model="numpy")
def surprise(seen: float, expected: float) -> float:
    """Return the smaller of P(X <= seen) and P(X >= seen) for a Poisson X."""
    if expected <= 0:
        return 1.0
    below, above = math.floor(seen), math.ceil(seen)
    if below >= expected:
        return min(_upward(above, expected), 1 - _upward(below + 1, expected))
    if above <= expected:
        rest = _downward(above - 1, expected) if above > 0 else 0.0
        return min(_downward(below, expected), 1 - rest)
    return min(1.0, _downward(below, expected), _upward(above, expected))


@njit(cache=True, nogil=True, error_model="numpy")
def _chance(number: float, expected: float) -> float:
    return math.exp(number * math.log(expected) - expected - math.lgamma(number + 1))


@njit(cache=True, nogil=True, error_model="numpy")
def _downward(number: float, expected: float) -> float:
    """Return P(X <= number), summed downward; ``number`` lies below the mean."""
    term = _chance(number, expected)
    total = term
    while number > 0 and term > 1e-17 * total:
        term *= number / expected
        number -= 1
        total += term
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _upward(number: float, expected: float) -> float:
    """Return P(X >= number), summed upward; ``number`` lies above the mean."""
    term = _chance(number, expected)
    total = term
    while term > 1e-17 * total:
        number += 1
        term *= expected / number
        total += term
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _reached(counts: Floats, model: Ints, cold: Floats, count: int, room: Room) -> int:
    """Fit the first terms of a model from the counts; return whether its estimate exists."""
    one = Models(np.array([0, count]), model[:count], cold[:count])
    _value, mark = fit_one(counts, one, 0, room)
    if mark == SURE:
        return YES
    return NO if mark == DOUBTFUL and _runs_away(counts, model[:count], room) else UNKNOWN


@njit(cache=True, nogil=True, error_model="numpy")
def _runs_away(counts: Floats, model: Ints, room: Room) -> bool:
    """Return whether the last step, in whole numbers, lowers only means of empty cells."""
    change = room.sums
    change[:] = 0.0
    kept = 0
    for term in model:
        if room.totals[term] > 0:
            change[term] = round(room.step[kept])
            kept += 1
    subset_sums(change)
    lowered = False
    for cell in range(1, len(counts)):
        # A mean of 0 tells a cell that has left the table.
        if room.means[cell] > 0:
            if change[cell] > 0 or (change[cell] < 0 and counts[cell] > 0):
                return False
            lowered = lowered or change[cell] < 0
    return lowered


@njit(cache=True, nogil=True, error_model="numpy")
def _select(
    counts: Floats, pairs: Ints, threshold: float, model: Ints, cold: Floats, room: Room
) -> tuple[float, bool]:
    """Select pairs one after the other; return the number unseen and whether it could be told.

    The number is NaN where there is none. ``model`` begins with the constant and the lists and has
    room for every pair.
    """
    count = len(model) - len(pairs)
    sum_up(counts, room.totals)
    answer = _reached(counts, model, cold, count, room)
    if answer != YES:
        return math.nan, answer == NO
    surprises = np.empty(len(pairs))
    is_in = np.zeros(len(pairs), dtype=np.bool_)
    sums = np.empty(len(counts))
    while True:
        unseen = math.exp(room.beta[0])
        sums[:] = room.means
        superset_sums(sums)
        for place in range(len(pairs)):
            surprises[place] = (
                math.inf
                if is_in[place]
                else surprise(room.totals[pairs[place]], sums[pairs[place]])
            )
        while True:
            place = int(np.argmin(surprises))
            if not surprises[place] < threshold:
                return unseen, True
            model[count] = pairs[place]
            answer = _reached(counts, model, cold, count + 1, room)
            if answer == UNKNOWN:
                return math.nan, False
            if answer == YES:
                is_in[place] = True
                count += 1
                break
            surprises[place] = math.inf


@njit(cache=True, nogil=True, error_model="numpy")
def select_pairs(
    samples: Floats,
    pairs: Ints,
    threshold: float,
    first: int,
    last: int,
    out: Floats,
    told: Truths,
) -> None:
    """Select for samples ``first`` to ``last``, a row of 2^K counts each.

    ``pairs`` are their bitmasks; ``out`` gets the number unseen, NaN where there is no estimate;
    ``told`` is False where the plain twin must decide.
    """
    size = samples.shape[1]
    lists = 0
    while 1 << lists < size:
        lists += 1
    model = np.zeros(lists + 1 + len(pairs), dtype=np.int64)
    for one in range(lists):
        model[one + 1] = 1 << one
    cold = np.full(len(model), math.nan)
    room = room_for(size, len(model))
    for row in range(first, last):
        out[row], told[row] = _select(samples[row], pairs, threshold, model, cold, room)
