"""Which log-linear model fits each of many tables best, compiled: Newton's method on bitmasks.

A term is a bitmask of lists. The information of two terms is the sum of the means of all cells
that hold the lists of both, so that one pass of superset sums over the 2^K cells gives every
entry, and the logarithm of a mean is a subset sum of coefficients: a step costs K 2^K additions,
2^K exponentials and one Cholesky factor. The plain twin is ``poisson_fit``.

Whether an estimate exists is seen in the fit. Where it does, the last step hardly moves a
coefficient and the means are the positive table with the same sums that Fienberg and Rinaldo
(2012) ask for; where it does not, some coefficient still moves by about one when the likelihood
has settled. What moves, or cannot be told apart from other terms, is marked as doubtful, and the
linear programme of ``existence`` decides.

Models that cannot win are left out (Furnival and Wilson 1974): no model has a higher likelihood
than a larger one that holds all its terms.

Nothing here keeps a state and the interpreter lock is released, so that rows run in threads.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Marks = NDArray[np.int8]

SURE, DOUBTFUL, FAILED, SKIPPED = 0, 1, 2, 3
"""What is known of a fit: its estimate exists; it may not; none was reached; it was not tried."""

_STEPS = 60
_HALVINGS = 30
_TOLERANCE = 1e-10
_STILL = 1e-3
_PIVOT = 1e-12
_FARTHEST = 700.0
_SLACK = 1e-6
"""By how much the likelihood of a larger model may have been stopped short of its height."""


class Models(NamedTuple):
    """Many models: model m holds the terms from ``starts[m]`` to ``starts[m + 1]``."""

    starts: Ints
    terms: Ints
    """Bitmasks, each with all its parts, 0 first."""
    warm: Floats
    """Coefficients where a fit starts; NaN at the first term of a model to start from counts."""


class Room(NamedTuple):
    """Where one fit at a time is done."""

    beta: Floats
    kept: Ints
    """Places of the terms that are estimated."""
    moved: Floats
    """Coefficients of these, on trial."""
    step: Floats
    scales: Floats
    gram: Floats
    means: Floats
    sums: Floats
    totals: Floats
    """Persons on at least the lists of a combination."""


@njit(cache=True, nogil=True, error_model="numpy")
def superset_sums(values: Floats) -> None:
    """Add to each combination of lists what stands at the combinations that hold it."""
    step = 1
    while step < len(values):
        for begin in range(0, len(values), 2 * step):
            for place in range(begin, begin + step):
                values[place] += values[place + step]
        step *= 2


@njit(cache=True, nogil=True, error_model="numpy")
def subset_sums(values: Floats) -> None:
    """Add to each combination of lists what stands at the combinations within it."""
    step = 1
    while step < len(values):
        for begin in range(0, len(values), 2 * step):
            for place in range(begin, begin + step):
                values[place + step] += values[place]
        step *= 2


@njit(cache=True, nogil=True, error_model="numpy")
def fit_rows(
    rows: Floats, models: Models, beta: Floats, unseen: Floats, values: Floats, marks: Marks
) -> None:
    """Fit model m to table m, for every m.

    ``rows`` is B x 2^K with entry 0 ignored. ``beta`` is written as ``models.warm`` is laid out:
    coefficients, 0.0 for a term without any record. ``unseen`` (B) gets the number on no list,
    ``values`` sum(y log mu - mu) and ``marks`` SURE, DOUBTFUL or FAILED.
    """
    room = room_for(rows.shape[1], _widest(models.starts))
    for m in range(len(models.starts) - 1):
        sum_up(rows[m], room.totals)
        values[m], marks[m] = fit_one(rows[m], models, m, room)
        unseen[m] = math.exp(min(room.beta[0], _FARTHEST))
        begin, end = models.starts[m], models.starts[m + 1]
        beta[begin:end] = room.beta[: end - begin]


@njit(cache=True, nogil=True, error_model="numpy")
def fit_models(
    rows: Floats,
    models: Models,
    larger: Models,
    holder_starts: Ints,
    holders: Ints,
    first: int,
    last: int,
    bic: Floats,
    unseen: Floats,
    marks: Marks,
) -> None:
    """Fit every model that may have the smallest BIC of the models before it, table by table.

    ``rows`` is B x 2^K; the models stand in the order of their promise. Model m is part of the
    models of ``larger`` at ``holders[holder_starts[m]:holder_starts[m + 1]]``, which bound it.
    Rows ``first`` to ``last`` of ``bic``, ``unseen`` and ``marks`` (B x models) are written;
    ``bic`` leaves out what is the same for every model of a table, and is infinite where
    ``marks`` is FAILED or SKIPPED.
    """
    room = room_for(rows.shape[1], max(_widest(models.starts), _widest(larger.starts)))
    heights = np.empty(len(larger.starts) - 1)
    for row in range(first, last):
        counts = rows[row]
        sum_up(counts, room.totals)
        price = math.log(room.totals[0])
        top = _highest(counts)
        heights[:] = math.nan
        best = math.inf
        for m in range(len(models.starts) - 1):
            bic[row, m], unseen[row, m], marks[row, m] = math.inf, math.nan, SKIPPED
            cost = price * (models.starts[m + 1] - models.starts[m])
            held = holders[holder_starts[m] : holder_starts[m + 1]]
            # The likelihood above which the model would win.
            enough = (cost - best) / 2 - _SLACK
            if not _may_reach(enough, top, counts, larger, held, heights, room):
                continue
            value, mark = fit_one(counts, models, m, room)
            marks[row, m] = mark
            if mark == FAILED:
                continue
            bic[row, m] = cost - 2 * value
            unseen[row, m] = math.exp(min(room.beta[0], _FARTHEST))
            if mark == SURE:
                best = min(best, bic[row, m])


@njit(cache=True, nogil=True, error_model="numpy")
def _may_reach(
    enough: float,
    top: float,
    counts: Floats,
    larger: Models,
    held: Ints,
    heights: Floats,
    room: Room,
) -> bool:
    """Return whether no larger model shows that a likelihood is out of reach.

    ``heights`` are the likelihoods of larger models, NaN where not yet known: these are fitted
    last.
    """
    if top <= enough:
        return False
    for place in held:
        if heights[place] <= enough:
            return False
    for place in held:
        if math.isnan(heights[place]):
            value, mark = fit_one(counts, larger, place, room)
            heights[place] = top if mark == FAILED else min(value, top)
            if heights[place] <= enough:
                return False
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def _highest(counts: Floats) -> float:
    """Return sum(y log mu - mu) of means that are the counts."""
    value = 0.0
    for cell in range(1, len(counts)):
        if counts[cell] > 0:
            value += counts[cell] * (math.log(counts[cell]) - 1)
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def sum_up(counts: Floats, totals: Floats) -> None:
    """Write how many persons are on at least the lists of each combination."""
    totals[:] = counts
    totals[0] = 0.0
    superset_sums(totals)


@njit(cache=True, nogil=True, error_model="numpy")
def room_for(cells: int, width: int) -> Room:
    """Return the room for fits to 2^K cells of models of ``width`` terms at most."""
    return Room(
        np.empty(width),
        np.empty(width, dtype=np.int64),
        np.empty(width),
        np.empty(width),
        np.empty(width),
        np.empty((width, width)),
        np.empty(cells),
        np.empty(cells),
        np.empty(cells),
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _widest(starts: Ints) -> int:
    width = 1
    for m in range(len(starts) - 1):
        width = max(width, starts[m + 1] - starts[m])
    return width


@njit(cache=True, nogil=True, error_model="numpy")
def fit_one(counts: Floats, models: Models, place: int, room: Room) -> tuple[float, int]:
    """Fit one model; return sum(y log mu - mu) and the mark, and leave the coefficients.

    Only cells that hold no term without a record are in the table.
    """
    begin, end = models.starts[place], models.starts[place + 1]
    terms = models.terms[begin:end]
    beta, kept, moved, step = room.beta, room.kept, room.moved, room.step
    beta[: end - begin] = models.warm[begin:end]
    count = 0
    for j in range(len(terms)):
        if room.totals[terms[j]] > 0:
            kept[count] = j
            count += 1
    gone = len(terms) - count
    if math.isnan(beta[0]):
        _start(counts, terms, count, room)
    if gone:
        for j in range(len(terms)):
            if not room.totals[terms[j]] > 0:
                beta[j] = 0.0
    for i in range(count):
        moved[i] = beta[kept[i]]
    value = _valued(terms, count, gone, room)
    settled = _TOLERANCE * min(1.0, room.totals[0])
    for _turn in range(_STEPS):
        _lay_out(terms, count, room)
        clear, gain = _solved(room.gram, step, room.scales, count)
        if not math.isfinite(gain):
            return value, FAILED
        length, now, least = 1.0, value, value - 1e-9 * (1 + abs(value))
        for _half in range(_HALVINGS):
            for i in range(count):
                moved[i] = beta[kept[i]] + length * step[i]
            now = _valued(terms, count, gone, room)
            if now >= least or not math.isfinite(value):
                break
            length /= 2
        value = now
        largest = 0.0
        for i in range(count):
            beta[kept[i]] = moved[i]
            largest = max(largest, abs(length * step[i]))
        if gain <= settled:
            return value, SURE if clear and largest < _STILL else DOUBTFUL
    return value, FAILED


@njit(cache=True, nogil=True, error_model="numpy")
def _lay_out(terms: Ints, count: int, room: Room) -> None:
    """Write the gradient into ``step`` and the information into ``gram``, from the means."""
    room.sums[:] = room.means
    superset_sums(room.sums)
    for i in range(count):
        term = terms[room.kept[i]]
        room.step[i] = room.totals[term] - room.sums[term]
        for k in range(i + 1):
            room.gram[i, k] = room.sums[term | terms[room.kept[k]]]


@njit(cache=True, nogil=True, error_model="numpy")
def _valued(terms: Ints, count: int, gone: int, room: Room) -> float:
    """Return sum(y log mu - mu) and leave the means, 0 in cells that are not in the table.

    ``gone`` is how many terms are without a record.
    """
    means = room.means
    means[:] = 0.0
    value = 0.0
    for i in range(count):
        term = terms[room.kept[i]]
        means[term] = room.moved[i]
        value += room.moved[i] * room.totals[term]
    subset_sums(means)
    means[0] = 0.0
    for cell in range(1, len(means)):
        means[cell] = math.exp(min(max(means[cell], -_FARTHEST), _FARTHEST))
    if gone:
        _emptied(room.totals, terms, means)
    for cell in range(1, len(means)):
        value -= means[cell]
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def _emptied(totals: Floats, terms: Ints, values: Floats) -> None:
    """Put 0 into every cell that holds a term without a record."""
    for term in terms:
        if not totals[term] > 0:
            for cell in range(term, len(values)):
                if cell & term == term:
                    values[cell] = 0.0


@njit(cache=True, nogil=True, error_model="numpy")
def _solved(gram: Floats, right: Floats, scales: Floats, count: int) -> tuple[bool, float]:
    """Solve by Cholesky, scaled to a unit diagonal; the solution replaces ``right``.

    Returns whether every term can be told apart from those before it (one that cannot does not
    move) and the sum of the solution times the right side. The lower triangle is used up.
    """
    clear, gain = True, 0.0
    for i in range(count):
        scales[i] = 1 / math.sqrt(gram[i, i])
        pivot = 1.0
        value = right[i] * scales[i]
        for k in range(i):
            entry = gram[i, k] * scales[i] * scales[k]
            for h in range(k):
                entry -= gram[i, h] * gram[k, h]
            # The diagonal holds the inverse of the factor's, 0 for a term that stays.
            entry *= gram[k, k]
            gram[i, k] = entry
            pivot -= entry * entry
            value -= entry * right[k]
        if pivot > _PIVOT:
            gram[i, i] = 1 / math.sqrt(pivot)
        else:
            gram[i, i], clear = 0.0, False
        right[i] = value * gram[i, i]
        gain += right[i] * right[i]
    for i in range(count - 1, -1, -1):
        value = right[i]
        for k in range(i + 1, count):
            value -= gram[k, i] * right[k]
        right[i] = value * gram[i, i]
    for i in range(count):
        right[i] *= scales[i]
    return clear, gain


@njit(cache=True, nogil=True, error_model="numpy")
def _start(counts: Floats, terms: Ints, count: int, room: Room) -> None:
    """Write the coefficients of one weighted least-squares fit to the logarithm of counts + 0.1."""
    sums, means = room.sums, room.means
    sums[0] = means[0] = 0.0
    for cell in range(1, len(counts)):
        guess = counts[cell] + 0.1
        sums[cell] = guess
        means[cell] = guess * math.log(guess) - 0.1
    _emptied(room.totals, terms, sums)
    _emptied(room.totals, terms, means)
    superset_sums(sums)
    superset_sums(means)
    for i in range(count):
        term = terms[room.kept[i]]
        room.step[i] = means[term]
        for k in range(i + 1):
            room.gram[i, k] = sums[term | terms[room.kept[k]]]
    _solved(room.gram, room.step, room.scales, count)
    for i in range(count):
        room.beta[room.kept[i]] = room.step[i]
