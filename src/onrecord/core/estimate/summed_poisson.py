"""Which expected counts fit a table best when some of its cells are seen only as sums?

Poisson log-linear models of many cells of which only sums are counted (Thompson and Baker 1981),
run on all models together. A few rounds of EM, which share every sum out among its cells as the
model has it and fit the model to the shares (Dempster, Laird and Rubin 1977), come near the
maximum from anywhere; scoring steps on the same likelihood then settle on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from onrecord.core.estimate.poisson_fit import fit_poisson

_ROUNDS = 8
_STEPS = 200
_HALVINGS = 30
_TOLERANCE = 1e-10
_LARGE = 700.0
_LOOSE = 100.0
"""Standard error of a coefficient above which it has no finite estimate: a factor of e^100."""
_FLAT = 1e-10
"""Smallest eigenvalue of the information, scaled to a unit diagonal, of an identified model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedFits:
    """B fits of L cells with P columns each, of which O sums were counted."""

    coefficients: NDArray[np.float64]
    """B x P, zero where a column is not in the model."""
    covariance: NDArray[np.float64]
    """B x P x P, zero where a column is not in the model."""
    cells: NDArray[np.float64]
    """B x L expected counts, those of cells in no sum too."""
    deviance: NDArray[np.float64]
    log_likelihood: NDArray[np.float64]
    pearson: NDArray[np.float64]
    sound: NDArray[np.bool_]
    """Whether the fit settled on a finite estimate that is the only one near it."""


def fit_summed_poisson(
    design: NDArray[np.float64],
    sums: NDArray[np.float64],
    counts: NDArray[np.float64],
    columns: NDArray[np.bool_],
    start: NDArray[np.float64],
) -> SummedFits:
    """Fit B models: ``design`` is L x P, ``sums`` O x L, ``counts`` O, ``columns`` B x P.

    Every row of ``sums`` holds 1.0 for the cells that were counted together, and no cell is in
    two sums; cells in none were not counted. ``start`` (L, above zero) says in which proportion
    the sums are first shared out.
    """
    state = _State(design, sums, counts, columns)
    state.begin(start)
    for _ in range(_STEPS):
        if not state.live.any():
            break
        state.advance()
    return state.result()


class _State:
    """The running fits; only those that still move are worked on."""

    def __init__(
        self,
        design: NDArray[np.float64],
        sums: NDArray[np.float64],
        counts: NDArray[np.float64],
        columns: NDArray[np.bool_],
    ) -> None:
        self.design, self.sums, self.counts, self.columns = design, sums, counts, columns
        self.beta = np.zeros(columns.shape)
        self.value = np.full(len(columns), -np.inf)
        self.live = np.ones(len(columns), dtype=np.bool_)
        self.settled = np.zeros(len(columns), dtype=np.bool_)

    def begin(self, start: NDArray[np.float64]) -> None:
        """Share the sums out and fit, again and again."""
        counted = np.broadcast_to(self.sums.any(axis=0), (len(self.beta), len(start)))
        cells = np.broadcast_to(start, counted.shape)
        for _ in range(_ROUNDS):
            shares = cells * (self._ratio(cells) @ self.sums)
            self.beta = fit_poisson(self.design, shares, self.columns, counted).coefficients
            cells = self._cells(self.beta)
        self.value = self._likelihood(self.beta)

    def advance(self) -> None:
        """Take one scoring step in every fit that still moves."""
        which = np.flatnonzero(self.live)
        cells = self._cells(self.beta[which])
        score = (cells * ((self._ratio(cells) - 1) @ self.sums)) @ self.design
        score = np.where(self.columns[which], score, 0.0)
        step = np.einsum("bpq,bq->bp", self._inverse(which, cells), score)
        gain = np.sum(step * score, axis=1)
        done = gain <= _TOLERANCE * min(1.0, float(self.counts.sum()))
        moved, value = self._halved(which, step)
        self.beta[which], self.value[which] = moved, value
        self.settled[which[done & np.isfinite(value)]] = True
        self.live[which[done | ~np.isfinite(gain)]] = False

    def result(self) -> SummedFits:
        every = np.arange(len(self.beta))
        cells = self._cells(self.beta)
        means = cells @ self.sums.T
        covariance = self._inverse(every, cells)
        error = np.sqrt(np.einsum("bpp->bp", covariance).max(axis=1))
        safe = np.where(means > 0, means, 1.0)
        deviance = 2 * np.sum(xlogy(self.counts, self.counts / safe) - self.counts + means, axis=1)
        return SummedFits(
            coefficients=self.beta,
            covariance=covariance,
            cells=cells,
            deviance=np.maximum(deviance, 0.0),
            log_likelihood=self.value - float(np.sum(gammaln(self.counts + 1))),
            pearson=np.sum((self.counts - means) ** 2 / safe, axis=1),
            sound=self.settled & (error < _LOOSE) & (self._sharpness(every, cells) > _FLAT),
        )

    def _halved(
        self, which: NDArray[np.intp], step: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the steps taken, each halved until the likelihood no longer falls."""
        old = self.value[which]
        slack = 1e-9 * (1 + np.abs(old))
        moved = self.beta[which] + step
        value = self._likelihood(moved)
        for _ in range(_HALVINGS):
            worse = np.flatnonzero(~(value >= old - slack) & np.isfinite(old))
            if not len(worse):
                break
            step[worse] /= 2
            moved[worse] = self.beta[which[worse]] + step[worse]
            value[worse] = self._likelihood(moved[worse])
        return moved, value

    def _cells(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.exp(np.clip(beta @ self.design.T, -_LARGE, _LARGE))

    def _ratio(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return B x O: how many times what the model expects was counted."""
        return np.asarray(self.counts / (cells @ self.sums.T))

    def _likelihood(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        means = self._cells(beta) @ self.sums.T
        return np.asarray(np.sum(xlogy(self.counts, means) - means, axis=1))

    def _information(
        self, which: NDArray[np.intp], cells: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the information scaled to a unit diagonal (B x P x P), and the scale (B x P)."""
        change = np.einsum("ol,bl,lp->bop", self.sums, cells, self.design, optimize=True)
        means = cells @ self.sums.T
        information = np.swapaxes(change / means[:, :, None], 1, 2) @ change
        diagonal = np.einsum("bpp->bp", information)
        used = self.columns[which] & (diagonal > 0)
        scale = np.where(used, 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0)), 0.0)
        return information * scale[:, :, None] * scale[:, None, :], scale

    def _inverse(self, which: NDArray[np.intp], cells: NDArray[np.float64]) -> NDArray[np.float64]:
        scaled, scale = self._information(which, cells)
        # The ridge keeps the solver from failing on what is flat; ``sound`` tells of it.
        np.einsum("bpp->bp", scaled)[:] = np.where(scale > 0, 1 + 1e-13, 1.0)
        return np.asarray(np.linalg.inv(scaled) * scale[:, :, None] * scale[:, None, :])

    def _sharpness(
        self, which: NDArray[np.intp], cells: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the smallest eigenvalue of the scaled information, 0 where it has none."""
        scaled, scale = self._information(which, cells)
        np.einsum("bpp->bp", scaled)[:] = np.where(self.columns[which] & (scale == 0), 0.0, 1.0)
        return np.asarray(np.linalg.eigvalsh(scaled)[:, 0])
