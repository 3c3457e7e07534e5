"""Log-linear models fitted one by one, compiled, and whatever repeats such fits many times.

A term is a bitmask of lists. The information of two terms is a sum over the cells that hold all
lists of both, so that one pass of superset sums over the 2^K cells gives every entry; the
logarithm of every mean is a subset sum of the coefficients. A step of Newton's method so costs
K 2^K additions, 2^K exponentials and one Cholesky factor.

Whether the estimate exists is seen in the fit itself: where it does, the last steps vanish (and
the fitted means are the positive table with the same sums that Fienberg and Rinaldo 2012 ask
for); where it does not, a coefficient runs away by about one a step while the likelihood settles.
The plain twins are ``poisson_fit`` with ``existence``, and ``stepwise``.

All functions release the interpreter lock and keep no state, so that samples run in threads.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OK, NO_ESTIMATE = 0, 1
_STEPS = 80
_HALVINGS = 30
_TOLERANCE = 1e-10
_STILL = 1e-3
"""A coefficient that still moves by more than this once the likelihood has settled runs away."""
_PIVOT = 1e-11
"""Smallest pivot of the scaled information: below, the terms cannot be told apart."""
_FARTHEST = 700.0


@njit(cache=True, nogil=True, error_model="numpy")
def superset_sums(values: Floats) -> None:
    """Add to each combination of lists what stands at the combinations that hold it."""
    size = len(values)
    step = 1
    while step < size:
        for begin in range(0, size, 2 * step):
            for place in range(begin, begin + step):
                values[place] += values[place + step]
        step *= 2


@njit(cache=True, nogil=True, error_model="numpy")
def subset_sums(values: Floats) -> None:
    """Add to each combination of lists what stands at the combinations within it."""
    size = len(values)
    step = 1
    while step < size:
        for begin in range(0, size, 2 * step):
            for place in range(begin, begin + step):
                values[place + step] += values[place]
        step *= 2


@njit(cache=True, nogil=True, error_model="numpy")
def _solved(gram: Floats, right: Floats, count: int) -> bool:
    """Solve in place by Cholesky, rows scaled to a unit diagonal; False where rank is short."""
    scale = np.empty(count)
    for i in range(count):
        if not gram[i, i] > 0:
            return False
        scale[i] = 1 / math.sqrt(gram[i, i])
    for i in range(count):
        right[i] *= scale[i]
        for j in range(i + 1):
            gram[i, j] *= scale[i] * scale[j]
    for i in range(count):
        for j in range(i + 1):
            value = gram[i, j]
            for k in range(j):
                value -= gram[i, k] * gram[j, k]
            if i == j:
                if value < _PIVOT:
                    return False
                gram[i, i] = math.sqrt(value)
            else:
                gram[i, j] = value / gram[j, j]
    for i in range(count):
        value = right[i]
        for k in range(i):
            value -= gram[i, k] * right[k]
        right[i] = value / gram[i, i]
    for i in range(count - 1, -1, -1):
        value = right[i]
        for k in range(i + 1, count):
            value -= gram[k, i] * right[k]
        right[i] = value / gram[i, i]
    for i in range(count):
        right[i] *= scale[i]
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def _means(
    terms: Ints, beta: Floats, count: int, dropped: NDArray[np.bool_], means: Floats
) -> None:
    means[:] = 0.0
    for j in range(count):
        means[terms[j]] = beta[j]
    subset_sums(means)
    for cell in range(len(means)):
        if dropped[cell]:
            means[cell] = 0.0
        else:
            eta = min(max(means[cell], -_FARTHEST), _FARTHEST)
            means[cell] = math.exp(eta)


@njit(cache=True, nogil=True, error_model="numpy")
def _gram(terms: Ints, sums: Floats, count: int, gram: Floats) -> None:
    for i in range(count):
        for j in range(i + 1):
            gram[i, j] = sums[terms[i] | terms[j]]


@njit(cache=True, nogil=True, error_model="numpy")
def _likelihood(
    terms: Ints, beta: Floats, count: int, totals: Floats, means: Floats, dropped: NDArray[np.bool_]
) -> float:
    """Return sum(y log mu - mu) and leave the means."""
    _means(terms, beta, count, dropped, means)
    value = 0.0
    for j in range(count):
        value += beta[j] * totals[terms[j]]
    for cell in range(len(means)):
        value -= means[cell]
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def fit(counts: Floats, model: Ints, means: Floats) -> tuple[int, float, float]:
    """Fit one model to one table.

    ``counts`` are 2^K, entry 0 is nobody; ``model`` holds the bitmasks of its terms, 0 first;
    ``means`` (2^K) is written: the fitted means, 0 where a cell has left the table. Returns OK or
    NO_ESTIMATE, the number unseen and sum(y log mu - mu) over the table.
    """
    size = len(counts)
    totals = counts.copy()
    totals[0] = 0.0
    superset_sums(totals)
    dropped = np.zeros(size, dtype=np.bool_)
    dropped[0] = True
    terms = np.empty(len(model), dtype=np.int64)
    count = 0
    for term in model:
        if totals[term] > 0:
            terms[count] = term
            count += 1
        else:
            for cell in range(size):
                if cell & term == term:
                    dropped[cell] = True
    gram, step = np.empty((count, count)), np.empty(count)
    beta, moved = np.zeros(count), np.empty(count)
    sums = np.zeros(size)
    _start(counts, dropped, terms, count, gram, step, sums)
    if not _solved(gram, step, count):
        return NO_ESTIMATE, 0.0, 0.0
    beta[:] = step
    value = _likelihood(terms, beta, count, totals, means, dropped)
    slack_of = min(1.0, totals[0])
    for _turn in range(_STEPS):
        sums[:] = means
        superset_sums(sums)
        _gram(terms, sums, count, gram)
        for j in range(count):
            step[j] = totals[terms[j]] - sums[terms[j]]
            moved[j] = step[j]
        if not _solved(gram, step, count):
            return NO_ESTIMATE, 0.0, 0.0
        gain, largest = 0.0, 0.0
        for j in range(count):
            gain += step[j] * moved[j]
            largest = max(largest, abs(step[j]))
        if not math.isfinite(gain):
            return NO_ESTIMATE, 0.0, 0.0
        length, better = 1.0, False
        for _half in range(_HALVINGS):
            for j in range(count):
                moved[j] = beta[j] + length * step[j]
            now = _likelihood(terms, moved, count, totals, means, dropped)
            if now >= value - 1e-9 * (1 + abs(value)):
                better = True
                break
            length /= 2
        if not better:
            return NO_ESTIMATE, 0.0, 0.0
        beta[:] = moved
        value = now
        if gain <= _TOLERANCE * slack_of:
            if largest * length > _STILL:
                return NO_ESTIMATE, 0.0, 0.0
            return OK, math.exp(min(beta[0], _FARTHEST)), value
    return NO_ESTIMATE, 0.0, 0.0


@njit(cache=True, nogil=True, error_model="numpy")
def _start(
    counts: Floats,
    dropped: NDArray[np.bool_],
    terms: Ints,
    count: int,
    gram: Floats,
    right: Floats,
    sums: Floats,
) -> None:
    """Lay out one weighted least-squares fit to the logarithm of counts + 0.1."""
    size = len(counts)
    weighted = np.zeros(size)
    for cell in range(size):
        sums[cell] = 0.0
        if not dropped[cell]:
            guess = counts[cell] + 0.1
            sums[cell] = guess
            weighted[cell] = guess * (math.log(guess) + (counts[cell] - guess) / guess)
    superset_sums(sums)
    superset_sums(weighted)
    _gram(terms, sums, count, gram)
    for j in range(count):
        right[j] = weighted[terms[j]]


@njit(cache=True, nogil=True, error_model="numpy")
def fit_models(counts: Floats, starts: Ints, terms: Ints, found: Floats, values: Floats) -> None:
    """Fit many models to one table: the number unseen and the likelihood of each, NaN where none.

    Model m holds the terms from ``starts[m]`` to ``starts[m + 1]``; ``values`` is
    sum(y log mu - mu).
    """
    means = np.empty(len(counts))
    for m in range(len(starts) - 1):
        code, unseen, value = fit(counts, terms[starts[m] : starts[m + 1]], means)
        found[m] = unseen if code == OK else math.nan
        values[m] = value if code == OK else math.nan


@njit(cache=True, nogil=True, error_model="numpy")
def best_of_models(
    samples: Floats, starts: Ints, terms: Ints, first: int, last: int, out: Floats, chosen: Ints
) -> None:
    """Choose by BIC for samples ``first`` to ``last``, a row of 2^K counts each.

    ``out`` gets the number unseen of the chosen model, NaN where no model has an estimate;
    ``chosen`` its place among the models, -1 where there is none.
    """
    means = np.empty(samples.shape[1])
    for row in range(first, last):
        persons = samples[row].sum()
        price = math.log(persons)
        best, out[row], chosen[row] = math.inf, math.nan, -1
        for m in range(len(starts) - 1):
            code, unseen, value = fit(samples[row], terms[starts[m] : starts[m + 1]], means)
            if code == OK:
                bic = -2 * value + price * (starts[m + 1] - starts[m])
                if bic < best - 1e-9:
                    best, out[row], chosen[row] = bic, unseen, m


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
def stepwise(counts: Floats, pairs: Ints, threshold: float, model: Ints, means: Floats) -> float:
    """Select pairs one after the other, and return the number unseen, NaN where none.

    ``pairs`` are their bitmasks; ``model`` begins with the constant and the lists and has room for
    every pair.
    """
    size = len(counts)
    lists = 0
    while 1 << lists < size:
        lists += 1
    count = lists + 1
    code, unseen, _value = fit(counts, model[:count], means)
    if code != OK:
        return math.nan
    totals = counts.copy()
    superset_sums(totals)
    is_in = np.zeros(len(pairs), dtype=np.bool_)
    trial = np.empty(size)
    surprises = np.empty(len(pairs))
    while True:
        sums = means.copy()
        superset_sums(sums)
        for place in range(len(pairs)):
            surprises[place] = (
                math.inf if is_in[place] else surprise(totals[pairs[place]], sums[pairs[place]])
            )
        added = False
        while True:
            place = int(np.argmin(surprises))
            if not surprises[place] < threshold:
                return unseen
            model[count] = pairs[place]
            code, now, _value = fit(counts, model[: count + 1], trial)
            if code == OK:
                unseen, added = now, True
                is_in[place] = True
                means[:] = trial
                count += 1
                break
            surprises[place] = math.inf
        if not added:
            return unseen


@njit(cache=True, nogil=True, error_model="numpy")
def stepwise_samples(
    samples: Floats, pairs: Ints, threshold: float, first: int, last: int, out: Floats
) -> None:
    """Select for samples ``first`` to ``last``, a row of 2^K counts each; see ``stepwise``."""
    size = samples.shape[1]
    lists = 0
    while 1 << lists < size:
        lists += 1
    model = np.zeros(lists + 1 + len(pairs), dtype=np.int64)
    for one in range(lists):
        model[one + 1] = 1 << one
    means = np.empty(size)
    for row in range(first, last):
        out[row] = stepwise(samples[row], pairs, threshold, model, means)
