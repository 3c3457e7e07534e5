"""How well do log-linear models foretell tables, compiled? The plain twin is ``loglinear_laplace``.

One posterior after the other is climbed, each with its own terms alone, so that small models cost
little. The functions release the interpreter lock: posteriors can be shared out among threads.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onrecord.core.estimate.laplace_steps import CLOSE, FIXED_STEPS, HALVINGS, SHAPE, STEPS

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc"})
def means_of(matrix: Floats, beta: Floats, seen: Floats, means: Floats) -> None:
    """Write the expected counts of the cells that were seen; ``matrix`` is C x p."""
    cells, size = matrix.shape
    for c in range(cells):
        eta = 0.0
        for k in range(size):
            eta += matrix[c, k] * beta[k]
        means[c] = math.exp(min(max(eta, -600.0), 600.0)) * seen[c]


@njit(cache=True, nogil=True, error_model="numpy")
def height(beta: Floats, sums: Floats, means: Floats, ridge: float) -> float:
    """Return the logarithm of the density of the sizes, without its constants."""
    value = beta[0] * sums[0]
    squares = 0.0
    for k in range(1, len(beta)):
        value += beta[k] * sums[k]
        squares += beta[k] * beta[k]
    return float(value - np.sum(means) - ridge / 2 * squares)


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc"})
def root_of(matrix: Floats, means: Floats, ridge: float, root: Floats) -> None:
    """Write the lower Cholesky root of minus the second derivative."""
    cells, size = matrix.shape
    for i in range(size):
        for j in range(i + 1):
            total = 0.0
            for c in range(cells):
                total += matrix[c, i] * matrix[c, j] * means[c]
            root[i, j] = total
        if i > 0:
            root[i, i] += ridge
    for i in range(size):
        for j in range(i):
            total = root[i, j]
            for k in range(j):
                total -= root[i, k] * root[j, k]
            root[i, j] = total / root[j, j]
        total = root[i, i]
        for k in range(i):
            total -= root[i, k] * root[i, k]
        root[i, i] = math.sqrt(max(total, 1e-300))


@njit(cache=True, nogil=True, error_model="numpy")
def solve_in_place(root: Floats, right: Floats) -> None:
    """Replace the right side of root root' x = right by x."""
    size = len(right)
    for i in range(size):
        total = right[i]
        for k in range(i):
            total -= root[i, k] * right[k]
        right[i] = total / root[i, i]
    for i in range(size - 1, -1, -1):
        total = right[i]
        for k in range(i + 1, size):
            total -= root[k, i] * right[k]
        right[i] = total / root[i, i]


@njit(cache=True, nogil=True, error_model="numpy")
def climb(
    matrix: Floats,
    counts: Floats,
    seen: Floats,
    beta: Floats,
    ridge: float,
    is_free: bool,  # noqa: FBT001
    root: Floats,
    means: Floats,
) -> float:
    """Move the sizes to the highest point, leave its root and means, and return the ridge there."""
    cells, size = matrix.shape
    sums = np.zeros(size)
    for c in range(cells):
        for k in range(size):
            sums[k] += counts[c] * matrix[c, k]
    trial = np.empty(size)
    move = np.empty(size)
    gradient = np.empty(size)
    means_of(matrix, beta, seen, means)
    for step in range(STEPS):
        if is_free and step >= FIXED_STEPS:
            ridge = (SHAPE + size - 1) / (SHAPE + np.sum(beta[1:] ** 2))
        for k in range(size):
            total = sums[k]
            for c in range(cells):
                total -= means[c] * matrix[c, k]
            gradient[k] = total - (ridge * beta[k] if k > 0 else 0.0)
            move[k] = gradient[k]
        root_of(matrix, means, ridge, root)
        solve_in_place(root, move)
        before = height(beta, sums, means, ridge)
        slack = 1e-10 * (1 + abs(before))
        factor = 1.0
        for _ in range(HALVINGS + 1):
            trial[:] = beta + factor * move
            means_of(matrix, trial, seen, means)
            if height(trial, sums, means, ridge) >= before - slack:
                break
            factor /= 2
        beta[:] = trial
        gain = np.sum(move * gradient)
        if gain <= CLOSE and (step >= FIXED_STEPS or not is_free):
            break
    root_of(matrix, means, ridge, root)
    return ridge


@njit(cache=True, nogil=True, error_model="numpy")
def climb_all(
    design: Floats,
    counts: Floats,
    columns: NDArray[np.bool_],
    seen: Floats,
    sizes: Floats,
    ridges: Floats,
    is_free: bool,  # noqa: FBT001
) -> Floats:
    """Climb B posteriors in place; return B x 2: half the log determinant, and the variance.

    ``sizes`` (B x P) and ``ridges`` (B) come in as the start and leave as the highest point; the
    variance is that of the logarithm of the first cell's mean.
    """
    posteriors = len(columns)
    cells = len(seen)
    out = np.empty((posteriors, 2))
    means = np.empty(cells)
    for b in range(posteriors):
        used = np.flatnonzero(columns[b])
        size = len(used)
        matrix = np.empty((cells, size))
        beta = np.empty(size)
        for k in range(size):
            beta[k] = sizes[b, used[k]]
            for c in range(cells):
                matrix[c, k] = design[c, used[k]]
        root = np.zeros((size, size))
        ridges[b] = climb(matrix, counts[b], seen, beta, ridges[b], is_free, root, means)
        corner = matrix[0].copy()
        solve_in_place(root, corner)
        half = 0.0
        variance = 0.0
        for k in range(size):
            half += math.log(root[k, k])
            variance += corner[k] * matrix[0, k]
            sizes[b, used[k]] = beta[k]
        out[b, 0] = half
        out[b, 1] = variance
    return out
