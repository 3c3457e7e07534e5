"""How well does a log-linear model foretell a table, under a prior on the sizes of its terms?

The terms are coded -1 and +1, so that they do not overlap. Prior (Overstall and King 2014; Sabanes
Bove and Held 2011): all sizes of the first term, the constant, are alike; the others are normal
about 0 with a common variance, and that variance has the inverse gamma law (a/2, b/2), a = b =
0.001. For a given variance the sizes are integrated out by Laplace's approximation at the highest
point (the density has one only), for many models and tables at once.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from onrecord.core.estimate.laplace_steps import CLOSE, FIXED_STEPS, HALVINGS, SHAPE, STEPS

_Floats = NDArray[np.float64]

_AT_ONCE: Final = 1024


@dataclass(frozen=True, slots=True)
class Laplace:
    """B integrals: their logarithms, and where each integrand is highest.

    ``sizes`` is B x P with 0 where a term is not in the model. ``unseen`` is the logarithm of the
    mean of the first cell there, and ``spread`` the standard deviation of that logarithm;
    ``log_variance`` is the logarithm of the variance of the sizes.
    """

    log_evidence: NDArray[np.float64]
    sizes: NDArray[np.float64]
    unseen: NDArray[np.float64]
    spread: NDArray[np.float64]
    log_variance: NDArray[np.float64]

    def take(self, places: NDArray[np.intp]) -> Laplace:
        """Return the integrals at these places, in this order."""
        return Laplace(
            self.log_evidence[places],
            self.sizes[places],
            self.unseen[places],
            self.spread[places],
            self.log_variance[places],
        )


def balanced_design(lists: int, columns: tuple[int, ...]) -> NDArray[np.float64]:
    """Return 2^K x P: +1 or -1, by whether an even number of the lists of a term is in a cell.

    ``columns`` are the terms as bitmasks, the constant first.
    """
    masks = np.arange(1 << lists)[:, None] & np.array(columns)[None, :]
    odd = np.bitwise_count(masks) % 2
    return np.where(odd == 1, -1.0, 1.0)


def log_prior(log_variance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithm of the prior density of the logarithm of the variance."""
    half = SHAPE / 2
    constant = half * np.log(half) - float(gammaln(half))
    return np.asarray(constant - half * (log_variance + np.exp(-log_variance)))


def laplace(
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    columns: NDArray[np.bool_],
    cells: NDArray[np.bool_],
    *,
    log_variance: NDArray[np.float64] | None = None,
    start: NDArray[np.float64] | None = None,
    threads: int = 0,
) -> Laplace:
    """Integrate B posteriors: ``counts`` is B x C, ``columns`` B x P, ``design`` C x P.

    ``cells`` (C) says which cells were seen; the others say nothing. The first column is the
    constant and the first cell the people on no list. ``start`` (B x P) is where to begin. Without
    ``log_variance`` (B) the likeliest is found with the sizes, and the evidence is roughly that of
    all variances; with it, the evidence is that of this variance. ``threads`` of 1 or
    more ask for the compiled twin, which needs numba; the answer does not depend on how many.
    """
    seen = cells.astype(np.float64)
    # A copy, because the compiled twin is compiled once more for an array that is read-only.
    tables = _Tables(design, counts * seen, np.array(columns), seen)
    sizes = _cold(tables) if start is None else start * columns
    ridge = np.ones(len(counts)) if log_variance is None else np.exp(-log_variance)
    is_free = log_variance is None
    climb = _compiled_climb if threads else _plain_climb
    blocks = _slices(len(sizes), max(threads, 1))

    def climbed(here: slice) -> _Floats:
        some = replace(tables, counts=tables.counts[here], columns=tables.columns[here])
        return climb(some, sizes[here], ridge[here], has_free_variance=is_free)

    if len(blocks) == 1:
        top = climbed(blocks[0])
    else:
        with ThreadPoolExecutor(len(blocks)) as pool:
            top = np.concatenate(list(pool.map(climbed, blocks)))
    return _integrated(tables, sizes, ridge, top, has_free_variance=is_free)


@dataclass(frozen=True, slots=True)
class _Tables:
    """B tables and models: ``design`` C x P, ``counts`` B x C, ``columns`` B x P, ``seen`` C."""

    design: _Floats
    counts: _Floats
    columns: NDArray[np.bool_]
    seen: _Floats


def _cold(tables: _Tables) -> _Floats:
    sizes = np.zeros(tables.columns.shape)
    sizes[:, 0] = np.log(np.maximum(tables.counts.sum(axis=1), 0.5) / tables.seen.sum())
    return sizes


def _integrated(
    tables: _Tables, sizes: _Floats, ridge: _Floats, top: _Floats, *, has_free_variance: bool
) -> Laplace:
    """Return the integrals, given the highest points and what bends there."""
    terms = tables.columns.sum(axis=1) - 1
    log_variance = -np.log(ridge)
    eta = np.clip(sizes @ tables.design.T, -600.0, 600.0)
    constant = np.exp(eta) + gammaln(tables.counts + 1)
    evidence = (
        (tables.counts * eta - tables.seen * constant).sum(axis=1)
        - ridge / 2 * np.sum(sizes[:, 1:] ** 2, axis=1)
        - terms / 2 * log_variance
        + np.log(2 * np.pi) / 2
        - top[:, 0]
    )
    if has_free_variance:
        evidence += log_prior(log_variance) + np.log(4 * np.pi / (terms + SHAPE)) / 2
    return Laplace(evidence, sizes, sizes @ tables.design[0], np.sqrt(top[:, 1]), log_variance)


def _slices(size: int, pieces: int) -> list[slice]:
    ends = np.linspace(0, size, min(pieces, size) + 1).astype(int).tolist()
    return [slice(begin, end) for begin, end in pairwise(ends)]


def _compiled_climb(
    tables: _Tables, sizes: _Floats, ridge: _Floats, *, has_free_variance: bool
) -> _Floats:
    """Do what ``_plain_climb`` does, only sooner."""
    # Imported here because numba is optional and takes long to load.
    from onrecord.core.estimate.fast.laplace_kernel import climb_all  # noqa: PLC0415

    top: _Floats = climb_all(
        tables.design,
        tables.counts,
        tables.columns,
        tables.seen,
        sizes,
        ridge,
        has_free_variance,
    )
    return top


def _plain_climb(
    tables: _Tables, sizes: _Floats, ridge: _Floats, *, has_free_variance: bool
) -> _Floats:
    """Climb in place; return B x 2: half the log determinant, and the variance of the corner."""
    tops = []
    for begin in range(0, len(sizes), _AT_ONCE):
        here = slice(begin, begin + _AT_ONCE)
        some = replace(tables, counts=tables.counts[here], columns=tables.columns[here])
        run = _Run(some, sizes[here], ridge[here])
        tops.append(run.climb(has_free_variance=has_free_variance))
    return np.concatenate(tops)


_LIFT: Final = 1e-12


class _Run:
    """Newton's climb of many posteriors; only those that still move are worked on."""

    def __init__(self, tables: _Tables, sizes: _Floats, ridge: _Floats) -> None:
        design = tables.design
        width = design.shape[1]
        self.design = design
        self.products = (design[:, :, None] * design[:, None, :]).reshape(-1, width * width)
        self.seen = tables.seen
        self.columns = tables.columns.astype(np.float64)
        self.free = self.columns.copy()
        self.free[:, 0] = 0.0
        self.terms = self.free.sum(axis=1)
        self.sums = tables.counts @ design
        self.beta = sizes
        self.ridge = ridge

    def climb(self, *, has_free_variance: bool) -> _Floats:
        """Find the highest point of each posterior; return what bends there."""
        live = np.arange(len(self.beta))
        for step in range(STEPS):
            if has_free_variance and step >= FIXED_STEPS:
                self.ridge[live] = self._likeliest_ridge(live)
            means = self._means(self.beta[live])
            gradient = (self.sums[live] - means @ self.design) * self.columns[live]
            gradient -= self.ridge[live, None] * self.free[live] * self.beta[live]
            bend = self._bend(live, means)
            move = _solved(bend, gradient)
            self.beta[live] = self._halved(live, move)
            gain = np.sum(move * gradient, axis=1)
            if step >= FIXED_STEPS or not has_free_variance:
                live = live[gain > CLOSE]
            if not len(live):
                break
        bend = self._bend(np.arange(len(self.beta)), self._means(self.beta))
        corner = self.design[0] * self.columns
        variance = np.sum(corner * _solved(bend, corner), axis=1)
        return np.stack([np.linalg.slogdet(bend)[1] / 2, variance], axis=1)

    def _likeliest_ridge(self, which: NDArray[np.intp]) -> _Floats:
        squares = np.sum((self.beta[which] * self.free[which]) ** 2, axis=1)
        return np.asarray((SHAPE + self.terms[which]) / (SHAPE + squares))

    def _means(self, beta: _Floats) -> _Floats:
        return np.asarray(np.exp(np.clip(beta @ self.design.T, -600.0, 600.0)) * self.seen)

    def _height(self, which: NDArray[np.intp], beta: _Floats) -> _Floats:
        """Return the logarithm of the density of the sizes, without its constants."""
        squares = np.sum((beta * self.free[which]) ** 2, axis=1)
        likelihood = np.sum(beta * self.sums[which], axis=1) - self._means(beta).sum(axis=1)
        return np.asarray(likelihood - self.ridge[which] / 2 * squares)

    def _bend(self, which: NDArray[np.intp], means: _Floats) -> _Floats:
        """Return minus the second derivative, B x P x P, with 1 for a term not in the model."""
        width = self.design.shape[1]
        used = self.columns[which]
        bend = (means @ self.products).reshape(-1, width, width)
        bend *= used[:, :, None] * used[:, None, :]
        diagonal = np.einsum("bpp->bp", bend)
        diagonal += self.ridge[which, None] * self.free[which] + (1 - used)
        return bend

    def _halved(self, which: NDArray[np.intp], move: _Floats) -> _Floats:
        """Return the points reached, each move halved until the density no longer falls."""
        old = self.beta[which]
        before = self._height(which, old)
        slack = 1e-10 * (1 + np.abs(before))
        reached = old + move
        height = self._height(which, reached)
        factor = np.ones(len(which))
        for _ in range(HALVINGS):
            worse = np.flatnonzero(~(height >= before - slack))
            if not len(worse):
                break
            factor[worse] /= 2
            reached[worse] = old[worse] + factor[worse, None] * move[worse]
            height[worse] = self._height(which[worse], reached[worse])
        return reached


def _solved(bend: _Floats, right: _Floats) -> _Floats:
    """Solve B systems; one that rounding made singular gets the least ridge that lifts it."""
    odd = np.flatnonzero(~(np.linalg.slogdet(bend)[0] > 0))
    if len(odd):
        largest = np.max(np.abs(np.einsum("bpp->bp", bend[odd])), axis=1)
        bend = bend.copy()
        bend[odd] += _LIFT * largest[:, None, None] * np.eye(bend.shape[1])
    return np.asarray(np.linalg.solve(bend, right[:, :, None])[:, :, 0], dtype=np.float64)
