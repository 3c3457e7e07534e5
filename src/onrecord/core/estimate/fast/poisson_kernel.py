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
    rows: Floats,
    starts: Ints,
    terms: Ints,
    beta: Floats,
    unseen: Floats,
    values: Floats,
    marks: Marks,
) -> None:
    """Fit model m to table m, for every m.

    ``rows`` is B x 2^K with entry 0 ignored. Model m holds the terms ``starts[m]`` to
    ``starts[m + 1]`` of ``terms``, each with all its parts, 0 first. ``beta`` (as long as
    ``terms``) holds where to start, NaN at the first term of a model to start from the counts,
    and is written: coefficients, 0.0 for a term without any record. ``unseen`` (B) gets the
    number on no list, ``values`` sum(y log mu - mu) and ``marks`` SURE, DOUBTFUL or FAILED.
    """
    size = rows.shape[1]
    width = _widest(starts)
    gram, step = np.empty((width, width)), np.empty(width)
    moved, scales = np.empty(width), np.empty(width)
    kept = np.empty(width, dtype=np.int64)
    means, sums, totals = np.empty(size), np.empty(size), np.empty(size)
    for m in range(len(starts) - 1):
        totals[:] = rows[m]
        totals[0] = 0.0
        superset_sums(totals)
        own = slice(starts[m], starts[m + 1])
        values[m], marks[m] = _fitted(
            rows[m], totals, terms[own], beta[own], kept, gram, step, moved, scales, means, sums
        )
        unseen[m] = math.exp(min(beta[starts[m]], _FARTHEST))


@njit(cache=True, nogil=True, error_model="numpy")
def fit_models(
    rows: Floats,
    starts: Ints,
    terms: Ints,
    warm: Floats,
    bound_starts: Ints,
    bound_terms: Ints,
    bound_warm: Floats,
    holder_starts: Ints,
    holders: Ints,
    first: int,
    last: int,
    bic: Floats,
    unseen: Floats,
    marks: Marks,
) -> None:
    """Fit every model that may have the smallest BIC of the models before it, table by table.

    Models and tables as in ``fit_rows``, the models in the order of their promise; ``warm`` is
    where each starts. The larger models ``bound_starts``, ``bound_terms``, ``bound_warm`` bound
    the others: model m is part of the larger models ``holders[holder_starts[m]:
    holder_starts[m + 1]]``. Rows ``first`` to ``last`` of ``bic``, ``unseen`` and ``marks``
    (B x models) are written; ``bic`` leaves out what is the same for every model of a table, and
    is infinite where ``marks`` is FAILED or SKIPPED.
    """
    size = rows.shape[1]
    width = max(_widest(starts), _widest(bound_starts))
    gram, step = np.empty((width, width)), np.empty(width)
    moved, scales = np.empty(width), np.empty(width)
    kept, beta = np.empty(width, dtype=np.int64), np.empty(width)
    means, sums, totals = np.empty(size), np.empty(size), np.empty(size)
    highest = np.empty(len(bound_starts) - 1)
    for row in range(first, last):
        counts = rows[row]
        totals[:] = counts
        totals[0] = 0.0
        superset_sums(totals)
        price = math.log(totals[0])
        top = 0.0
        for cell in range(1, size):
            if counts[cell] > 0:
                top += counts[cell] * (math.log(counts[cell]) - 1)
        for m in range(len(highest)):
            begin, end = bound_starts[m], bound_starts[m + 1]
            count = end - begin
            beta[:count] = bound_warm[begin:end]
            value, mark = _fitted(
                counts, totals, bound_terms[begin:end], beta[:count],
                kept, gram, step, moved, scales, means, sums,
            )  # fmt: skip
            highest[m] = top if mark == FAILED else min(value, top)
        best = math.inf
        for m in range(len(starts) - 1):
            begin, end = starts[m], starts[m + 1]
            count = end - begin
            cost = price * count
            bic[row, m], unseen[row, m], marks[row, m] = math.inf, math.nan, SKIPPED
            ceiling = top
            for place in range(holder_starts[m], holder_starts[m + 1]):
                ceiling = min(ceiling, highest[holders[place]])
            if cost - 2 * (ceiling + _SLACK) >= best:
                continue
            beta[:count] = warm[begin:end]
            value, mark = _fitted(
                counts, totals, terms[begin:end], beta[:count],
                kept, gram, step, moved, scales, means, sums,
            )  # fmt: skip
            marks[row, m] = mark
            if mark == FAILED:
                continue
            bic[row, m] = cost - 2 * value
            unseen[row, m] = math.exp(min(beta[0], _FARTHEST))
            if mark == SURE:
                best = min(best, bic[row, m])


@njit(cache=True, nogil=True, error_model="numpy")
def _widest(starts: Ints) -> int:
    width = 1
    for m in range(len(starts) - 1):
        width = max(width, starts[m + 1] - starts[m])
    return width


@njit(cache=True, nogil=True, error_model="numpy")
def _fitted(
    counts: Floats,
    totals: Floats,
    terms: Ints,
    beta: Floats,
    kept: Ints,
    gram: Floats,
    step: Floats,
    moved: Floats,
    scales: Floats,
    means: Floats,
    sums: Floats,
) -> tuple[float, int]:
    """Fit one model; return sum(y log mu - mu) and the mark, and leave the coefficients.

    Only cells that hold no term without a record are in the table. While the fit runs, ``kept``
    holds the places of the terms that are estimated, and ``moved`` their coefficients on trial.
    """
    count = 0
    for j in range(len(terms)):
        if totals[terms[j]] > 0:
            kept[count] = j
            count += 1
    gone = len(terms) - count
    if math.isnan(beta[0]):
        _start(counts, totals, terms, beta, kept, count, gram, step, scales, means, sums)
    if gone:
        for j in range(len(terms)):
            if not totals[terms[j]] > 0:
                beta[j] = 0.0
    for i in range(count):
        moved[i] = beta[kept[i]]
    value = _valued(totals, terms, kept, moved, count, gone, means)
    enough = _TOLERANCE * min(1.0, totals[0])
    for _turn in range(_STEPS):
        sums[:] = means
        superset_sums(sums)
        for i in range(count):
            term = terms[kept[i]]
            step[i] = totals[term] - sums[term]
            for k in range(i + 1):
                gram[i, k] = sums[term | terms[kept[k]]]
        clear, gain = _solved(gram, step, scales, count)
        if not math.isfinite(gain):
            return value, FAILED
        length, now, least = 1.0, value, value - 1e-9 * (1 + abs(value))
        for _half in range(_HALVINGS):
            for i in range(count):
                moved[i] = beta[kept[i]] + length * step[i]
            now = _valued(totals, terms, kept, moved, count, gone, means)
            if now >= least or not math.isfinite(value):
                break
            length /= 2
        value = now
        largest = 0.0
        for i in range(count):
            beta[kept[i]] = moved[i]
            largest = max(largest, abs(length * step[i]))
        if gain <= enough:
            return value, SURE if clear and largest < _STILL else DOUBTFUL
    return value, FAILED


@njit(cache=True, nogil=True, error_model="numpy")
def _valued(
    totals: Floats,
    terms: Ints,
    kept: Ints,
    trial: Floats,
    count: int,
    gone: int,
    means: Floats,
) -> float:
    """Return sum(y log mu - mu) and leave the means, 0 in cells that are not in the table.

    ``gone`` is how many terms are without a record.
    """
    means[:] = 0.0
    value = 0.0
    for i in range(count):
        term = terms[kept[i]]
        means[term] = trial[i]
        value += trial[i] * totals[term]
    subset_sums(means)
    means[0] = 0.0
    for cell in range(1, len(means)):
        means[cell] = math.exp(min(max(means[cell], -_FARTHEST), _FARTHEST))
    if gone:
        _emptied(totals, terms, means)
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
def _start(
    counts: Floats,
    totals: Floats,
    terms: Ints,
    beta: Floats,
    kept: Ints,
    count: int,
    gram: Floats,
    step: Floats,
    scales: Floats,
    means: Floats,
    sums: Floats,
) -> None:
    """Write the coefficients of one weighted least-squares fit to the logarithm of counts + 0.1."""
    sums[0] = means[0] = 0.0
    for cell in range(1, len(counts)):
        guess = counts[cell] + 0.1
        sums[cell] = guess
        means[cell] = guess * math.log(guess) - 0.1
    _emptied(totals, terms, sums)
    _emptied(totals, terms, means)
    superset_sums(sums)
    superset_sums(means)
    for i in range(count):
        term = terms[kept[i]]
        step[i] = means[term]
        for k in range(i + 1):
            gram[i, k] = sums[term | terms[kept[k]]]
    _solved(gram, step, scales, count)
    for i in range(count):
        beta[kept[i]] = step[i]
