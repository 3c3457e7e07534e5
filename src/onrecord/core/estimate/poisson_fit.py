"""Which expected counts fit a table best, under many Poisson log-linear models at once.

Iteratively reweighted least squares, run on all models together: the cells of one weighting
step for B models are one matrix product, so that NumPy does the work of the loop.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

_STEPS = 60
_HALVINGS = 30
_TOLERANCE = 1e-10
"""Stop when one more step would raise the log-likelihood by less than this; where the counts sum
to less than one person, by less than this share of them."""
_FARTHEST = 700.0
"""Logarithm of the largest mean that a double holds, and of its inverse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoissonFits:
    """B fits of C cells with P columns each."""

    coefficients: NDArray[np.float64]
    """B x P, zero where a column is not in the model."""
    means: NDArray[np.float64]
    """B x C, zero where a cell is not in the table."""
    deviance: NDArray[np.float64]
    log_likelihood: NDArray[np.float64]
    pearson: NDArray[np.float64]
    converged: NDArray[np.bool_]

    def take(self, places: NDArray[np.intp]) -> PoissonFits:
        """Return the fits at these places, in this order."""
        return PoissonFits(
            coefficients=self.coefficients[places],
            means=self.means[places],
            deviance=self.deviance[places],
            log_likelihood=self.log_likelihood[places],
            pearson=self.pearson[places],
            converged=self.converged[places],
        )


def fit_poisson(
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    columns: NDArray[np.bool_],
    cells: NDArray[np.bool_],
) -> PoissonFits:
    """Fit B models: ``counts`` and ``cells`` are B x C, ``columns`` B x P, ``design`` C x P.

    ``cells`` says which cells belong to the table of each model, ``columns`` which columns of the
    design. The estimate must exist and be identified (see ``existence``); a fit that does not
    settle is marked, never returned as if it had.
    """
    state = _State.start(design, np.where(cells, counts, 0.0), columns, cells)
    for _ in range(_STEPS):
        if not state.live.any():
            break
        state.advance()
    return state.result()


def fits_of(
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    cells: NDArray[np.bool_],
    coefficients: NDArray[np.float64],
    converged: NDArray[np.bool_],
) -> PoissonFits:
    """Return the fits with these coefficients (B x P, zero where a column is not in the model)."""
    counts = np.where(cells, counts, 0.0)
    eta = np.clip(coefficients @ design.T, -_FARTHEST, _FARTHEST)
    means = np.where(cells, np.exp(eta), 0.0)
    safe = np.where(means > 0, means, 1.0)
    deviance = 2 * np.sum(xlogy(counts, counts / safe) - (counts - means), axis=1)
    constant = np.sum(np.where(cells, gammaln(counts + 1), 0.0), axis=1)
    return PoissonFits(
        coefficients=coefficients,
        means=means,
        deviance=np.maximum(deviance, 0.0),
        log_likelihood=np.sum(counts * eta - means, axis=1) - constant,
        pearson=np.sum(np.where(means > 0, (counts - means) ** 2 / safe, 0.0), axis=1),
        converged=converged,
    )


def intercept_variance(
    design: NDArray[np.float64], columns: NDArray[np.bool_], means: NDArray[np.float64]
) -> float:
    """Return the asymptotic variance of the first coefficient of one fit (P columns, C means)."""
    matrix = design[:, columns]
    information = matrix.T @ (matrix * means[:, None])
    return float(np.linalg.pinv(information, hermitian=True)[0, 0])


class _State:
    """The running fits; only those that still move are worked on."""

    def __init__(
        self,
        design: NDArray[np.float64],
        counts: NDArray[np.float64],
        columns: NDArray[np.bool_],
        cells: NDArray[np.bool_],
    ) -> None:
        width = design.shape[1]
        self.design = design
        # Row c holds x_c x_c', so that weights @ products is X'WX of every fit at once.
        self.products = (design[:, :, None] * design[:, None, :]).reshape(-1, width * width)
        self.counts = counts
        self.columns = columns
        self.cells = cells
        self.beta = np.zeros(columns.shape)
        self.value = np.full(len(counts), -np.inf)
        self.live = np.ones(len(counts), dtype=np.bool_)
        self.settled = np.zeros(len(counts), dtype=np.bool_)

    @classmethod
    def start(
        cls,
        design: NDArray[np.float64],
        counts: NDArray[np.float64],
        columns: NDArray[np.bool_],
        cells: NDArray[np.bool_],
    ) -> _State:
        """Begin with one weighted least-squares fit to the logarithm of counts + 0.1."""
        state = cls(design, counts, columns, cells)
        guess = np.where(cells, counts + 0.1, 0.0)
        working = np.log(counts + 0.1) + (counts - guess) / (counts + 0.1)
        every = np.arange(len(counts))
        state.beta = state._solve(every, guess, (guess * working) @ design)
        state.value = state._likelihood(every, state.beta)
        return state

    def advance(self) -> None:
        """Take one Newton step in every fit that still moves."""
        which = np.flatnonzero(self.live)
        means = self._means(which, self.beta[which])
        gradient = ((self.counts[which] - means) @ self.design) * self.columns[which]
        step = self._solve(which, means, gradient)
        gain = np.sum(step * gradient, axis=1)
        done = gain <= _TOLERANCE * np.minimum(1.0, self.counts[which].sum(axis=1))
        moved, value = self._halved(which, step)
        self.beta[which] = moved
        self.value[which] = value
        self.settled[which[done & np.isfinite(value)]] = True
        self.live[which[done | ~np.isfinite(gain)]] = False

    def result(self) -> PoissonFits:
        return fits_of(self.design, self.counts, self.cells, self.beta, self.settled)

    def _halved(
        self, which: NDArray[np.intp], step: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the steps taken, each halved until the likelihood no longer falls."""
        old = self.value[which]
        slack = 1e-9 * (1 + np.abs(old))
        moved = self.beta[which] + step
        value = self._likelihood(which, moved)
        for _ in range(_HALVINGS):
            worse = np.flatnonzero(~(value >= old - slack) & np.isfinite(old))
            if not len(worse):
                break
            step[worse] /= 2
            moved[worse] = self.beta[which[worse]] + step[worse]
            value[worse] = self._likelihood(which[worse], moved[worse])
        return moved, value

    def _means(self, which: NDArray[np.intp], beta: NDArray[np.float64]) -> NDArray[np.float64]:
        eta = np.clip(beta @ self.design.T, -_FARTHEST, _FARTHEST)
        return np.where(self.cells[which], np.exp(eta), 0.0)

    def _likelihood(
        self, which: NDArray[np.intp], beta: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        eta = np.clip(beta @ self.design.T, -_FARTHEST, _FARTHEST)
        terms = np.where(self.cells[which], self.counts[which] * eta - np.exp(eta), 0.0)
        total: NDArray[np.float64] = terms.sum(axis=1)
        return total

    def _solve(
        self,
        which: NDArray[np.intp],
        weights: NDArray[np.float64],
        right: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Solve X'WX b = right for every fit, each scaled to a unit diagonal."""
        width = self.design.shape[1]
        used = self.columns[which]
        gram = (weights @ self.products).reshape(-1, width, width)
        diagonal = np.einsum("bpp->bp", gram)
        scale = np.where(used & (diagonal > 0), 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1)), 0)
        gram = gram * scale[:, :, None] * scale[:, None, :]
        # The ridge keeps the solver from failing on weights that vanish; steps, not results,
        # feel it.
        np.einsum("bpp->bp", gram)[:] = np.where(scale > 0, 1 + 1e-13, 1.0)
        scaled = (right * scale)[:, :, None]
        try:
            solved = np.linalg.solve(gram, scaled)
        except np.linalg.LinAlgError:
            # A fit whose estimate does not exist may run into a singular matrix: the smallest of
            # its solutions lets it end as the others do.
            solved = np.linalg.pinv(gram, hermitian=True) @ scaled
        return np.asarray(solved[:, :, 0] * scale)
