"""Which coefficients of a Poisson log-linear model do the counts and a normal prior allow?

Hamiltonian Monte Carlo (Neal 2011) in the coordinates in which the posterior is nearly a standard
normal: centred at its mode and scaled by the curvature there. The log posterior is concave, so
that there is one mode and nothing to be missed. Many walkers go side by side, in groups that each
begin at one far-off point: where the groups have forgotten it, the walk has settled (Margossian,
Hoffman, Sountsov, Riou-Durand, Vehtari and Gelman 2024, on many short chains).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky

Floats = NDArray[np.float64]

WALKERS: Final = 125
"""Walkers of a group."""
MOVES: Final = 16
"""Moves of every walker that give a draw each: as many draws as most questions need."""
_SETTLING: Final = 16
_LENGTH: Final = np.pi / 2
"""Least length of a move: a quarter turn, in which a standard normal forgets where it was."""
_AGREED: Final = 0.85
"""Share of moves that should be taken; the step follows it while the walk settles."""
_MOST_STEPS: Final = 30
_SHORT: Final = 0.15
"""Share of the moves that are made in short steps: in a steep tail only these are taken."""
_SHORTER: Final = 0.2
_FAR: Final = 3.0
"""How far off the groups begin, in standard deviations, unless that is absurdly unlikely."""
_ABSURD: Final = 2.0
"""Energy a coefficient above that of the mode; half of one is usual."""
_FARTHEST: Final = 500.0
_NEWTON_STEPS: Final = 100
_SETTLED: Final = 1e-9


class PosteriorWalk:
    """A walk that has settled on the posterior of P coefficients, and goes on while it is asked."""

    def __init__(
        self,
        design: Floats,
        counts: Floats,
        precision: Floats,
        groups: int,
        chance: np.random.Generator,
    ) -> None:
        """Begin: C counts are Poisson with means exp(design @ coefficients).

        ``design`` is C x P; ``precision`` are the P reciprocal variances of normal priors around
        0, all above 0; ``groups`` is how many groups of ``WALKERS`` walkers there are.
        """
        self._mode, root = posterior_mode(design, counts, precision)
        # Columns of the inverse root: one unit along each is one standard deviation at the mode.
        self._axes = np.asarray(np.linalg.inv(root), dtype=np.float64)
        energy = _Energy(
            design=design @ self._axes,
            centre=design @ self._mode,
            counts=counts,
            pull=np.sqrt(precision)[:, None] * self._axes,
            pulled=np.sqrt(precision) * self._mode,
        )
        begun = np.repeat(_far_off(energy, groups, len(self._mode), chance), WALKERS, axis=0)
        self._walkers = _Walkers(energy, begun, chance)
        self._kept: list[Floats] = []
        self._groups = groups
        for move in range(_SETTLING):
            self._walkers.settle(move)

    def walk(self, moves: int = MOVES) -> Floats:
        """Return all draws so far after so many moves more, groups x draws x P.

        The draws of one walker stand one after the other.
        """
        self._kept += [self._walkers.move() for _ in range(moves)]
        placed = np.array(self._kept).transpose(1, 0, 2).reshape(self._groups, -1, len(self._mode))
        return np.asarray(self._mode + placed @ self._axes.T)

    @property
    def accepted(self) -> float:
        """Share of the moves since the walk settled that were taken."""
        return self._walkers.accepted / max(len(self._kept), 1)


def posterior_mode(design: Floats, counts: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """Return the mode (P) and the upper Cholesky root (P x P) of the curvature there.

    Newton's method, halved where a step would go down; arguments as for ``PosteriorWalk``.
    """
    guess = counts + 0.1
    root = _root(design, guess, precision)
    beta = _solved(root, design.T @ (guess * np.log(guess) - 0.1))
    value = _log_posterior(design, counts, precision, beta)
    for _ in range(_NEWTON_STEPS):
        means = np.exp(np.minimum(design @ beta, _FARTHEST))
        gradient = design.T @ (counts - means) - precision * beta
        root = _root(design, means, precision)
        step = _solved(root, gradient)
        if float(step @ gradient) <= _SETTLED:
            break
        length = 1.0
        now = _log_posterior(design, counts, precision, beta + step)
        while not now >= value - 1e-12 * abs(value) and length > 1e-6:
            length /= 2
            now = _log_posterior(design, counts, precision, beta + length * step)
        beta, value = beta + length * step, now
    return beta, root


def _root(design: Floats, weights: Floats, precision: Floats) -> Floats:
    return np.asarray(cholesky((design.T * weights) @ design + np.diag(precision), lower=False))


def _solved(root: Floats, right: Floats) -> Floats:
    return np.asarray(cho_solve((root, False), right))


def _log_posterior(design: Floats, counts: Floats, precision: Floats, beta: Floats) -> float:
    eta = np.minimum(design @ beta, _FARTHEST)
    return float(counts @ eta - np.exp(eta).sum() - precision @ beta**2 / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Energy:
    """Minus the log posterior at places (walkers x P) in standard deviations from the mode."""

    design: Floats
    centre: Floats
    counts: Floats
    pull: Floats
    """P x P, with ``pulled`` (P): the priors are standard normals of these sums."""
    pulled: Floats

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        """Return the energy of each walker and its gradient."""
        eta = np.minimum(self.centre + places @ self.design.T, _FARTHEST)
        means = np.exp(eta)
        prior = self.pulled + places @ self.pull.T
        energy = means.sum(axis=1) - eta @ self.counts + (prior**2).sum(axis=1) / 2
        return energy, (means - self.counts) @ self.design + prior @ self.pull


def _far_off(energy: _Energy, groups: int, size: int, chance: np.random.Generator) -> Floats:
    """Return where the groups begin (groups x P): far off, each in a direction of its own."""
    places = chance.standard_normal((groups, size))
    places *= _FAR / np.sqrt(np.mean(places**2, axis=1, keepdims=True))
    limit = energy.at(np.zeros((1, size)))[0] + _ABSURD * size + 5
    while (absurd := energy.at(places)[0] > limit).any():
        places[absurd] *= 0.8
    return places


class _Walkers:
    """Where the walkers are, and how long their steps."""

    def __init__(self, energy: _Energy, places: Floats, chance: np.random.Generator) -> None:
        self._energy = energy
        self._places = places
        self._here = energy.at(places)
        self._chance = chance
        self._step = 0.7 * places.shape[1] ** -0.25
        self.accepted = 0.0

    def settle(self, move: int) -> None:
        """Move once, and take longer steps where more moves were taken than need be."""
        share = self._moved()
        self._step *= float(np.exp((share - _AGREED) / (1 + move) ** 0.5))
        self._step = min(max(self._step, _LENGTH / _MOST_STEPS), 1.2)

    def move(self) -> Floats:
        """Move once, and return where the walkers are."""
        self.accepted += self._moved()
        return self._places

    def _moved(self) -> float:
        """Make one move of every walker; return the share that was taken."""
        # Steps that vary do not turn a walker round to where it was.
        step = self._step * self._chance.uniform(0.8, 1.2, size=(len(self._places), 1))
        step[self._chance.uniform(size=len(step)) < _SHORT] *= _SHORTER
        speed = self._chance.standard_normal(self._places.shape)
        energy, gradient = self._here
        before = energy + (speed**2).sum(axis=1) / 2
        places = self._places
        # A walker that flies off has an endless energy and stays where it was.
        with np.errstate(over="ignore", invalid="ignore"):
            speed -= step / 2 * gradient
            for turn in range(turns := int(np.ceil(_LENGTH / self._step))):
                places = places + step * speed
                energy, gradient = self._energy.at(places)
                speed -= (step if turn < turns - 1 else step / 2) * gradient
            after = energy + (speed**2).sum(axis=1) / 2
            taken = np.log(self._chance.uniform(size=len(places))) < before - after
        self._places = np.where(taken[:, None], places, self._places)
        self._here = (
            np.where(taken, energy, self._here[0]),
            np.where(taken[:, None], gradient, self._here[1]),
        )
        return float(taken.mean())
