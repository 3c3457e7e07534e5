"""How many in all, if people fall into classes within which no list depends on another?

The Bayesian latent-class model of Manrique-Vallier (2016, Biometrics 72, 1246-1254), in the form
that is obvious: NumPy, every step written as its formula. The compiled twin is
``fast/latent_class_kernel.py``; it draws from the same posterior in another way.

Person i belongs to class k with share pi_k = V_k (1 - V_1) ... (1 - V_{k-1}), V_k ~ Beta(1, alpha)
("sticks"), alpha ~ Gamma(1/4, 1/4); list j names a person of class k with rate lambda_jk ~
Beta(a, b); p(N) is as 1/N. Rates and sticks are kept as logits. Two bounds make the posterior
proper in practice and are part of the model: N is expected to be at most ``MOST_TIMES`` times
what is seen, and a logit lies within ``bound_of_logits``.

Where a posterior has two modes one chain stays in one of them for very long (the Dutch
trafficking lists: 49,000 and 140,000). So each chain is a ladder: the first rung is the table,
each further rung a table with fewer persons, whose posterior is flatter, and rungs change places
by the rule of parallel tempering (Geyer 1991). The compiled twin takes any power of the
likelihood; here every rung is rounded to whole persons, so that each takes the same Gibbs step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

MOST_TIMES: Final = 10_000.0
"""The most that N/n is expected to be: n over the share seen is capped here."""

CONCENTRATION_SHAPE: Final = 0.25
CONCENTRATION_RATE: Final = 0.25

_STEP: Final = 0.65
"""Persons of a rung as a share of the persons of the rung before."""
_MOST_RUNGS: Final = 12
_LEAST_PERSONS: Final = 48.0
"""A rung with fewer persons is flat enough to be the last."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Occupied:
    """The occupied cells of a table, on every rung of the ladder.

    ``histories`` is M x lists with 0 and 1; ``counts`` is rungs x M, whole persons on the first
    rung; ``rates`` are a and b of the prior of a rate; ``classes`` is K.
    """

    histories: NDArray[np.int8]
    counts: Floats
    rates: tuple[float, float]
    classes: int

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return int(self.histories.shape[1])

    @property
    def rungs(self) -> int:
        """How many rungs the ladder has."""
        return int(self.counts.shape[0])

    def in_whole_persons(self) -> Occupied:
        """Return the same with every rung rounded to whole persons."""
        return replace(self, counts=np.array([whole_persons(rung) for rung in self.counts]))


@dataclass(slots=True)
class State:
    """Where chains stand; the first two axes are chains and rungs, and sweeps change the arrays."""

    logits: Floats
    """Chains x rungs x lists x classes."""
    sticks: Floats
    """Chains x rungs x (classes - 1)."""
    alpha: Floats
    """Chains x rungs."""


def ladder(counts: Floats) -> Floats:
    """Return the counts of every rung (rungs x M), the table itself first; not whole numbers.

    The number of rungs does not grow with a large table: what a rung is for is to lower the
    barrier between modes, and the last of twelve carries 1 per cent of the persons.
    """
    rungs = [np.asarray(counts, dtype=np.float64)]
    while len(rungs) < _MOST_RUNGS and rungs[-1].sum() > _LEAST_PERSONS:
        rungs.append(counts * _STEP ** len(rungs))
    return np.array(rungs)


def whole_persons(counts: Floats) -> Floats:
    """Round counts to whole numbers with the nearest sum, by the largest remainders.

    Equal remainders go to the earlier cell, so that the same table is always rounded alike.
    """
    floors = np.floor(counts)
    missing = round(float(counts.sum())) - int(floors.sum())
    # Rounding the remainders keeps thirds that were summed in another order in the same place.
    order = np.argsort(-np.round(counts - floors, 9), kind="stable")
    floors[order[:missing]] += 1
    return np.asarray(floors)


def bound_of_logits(lists: int) -> float:
    """Return how far from 0 the logit of a rate may lie, so that products of odds stay finite."""
    return min(60.0, 600.0 / lists)


def log_class_shares(sticks: Floats) -> Floats:
    """Return log pi (... x K) for logits of sticks (... x K - 1)."""
    zero = np.zeros((*sticks.shape[:-1], 1))
    log_taken = -np.logaddexp(0, -sticks)
    log_left = np.cumsum(-np.logaddexp(0, sticks), axis=-1)
    before = np.concatenate([zero, log_left], axis=-1)
    return np.asarray(np.concatenate([log_taken, zero], axis=-1) + before)


def log_unseen_by_class(logits: Floats, sticks: Floats) -> Floats:
    """Return the log share of all people who are in class k and on no list (... x K)."""
    missed = -np.logaddexp(0, logits).sum(axis=-2)
    return np.asarray(log_class_shares(sticks) + missed)


def log_unseen(logits: Floats, sticks: Floats) -> Floats:
    """Return the log share of all people who are on no list (p0)."""
    return np.asarray(logsumexp(log_unseen_by_class(logits, sticks), axis=-1))


def log_cells_by_class(logits: Floats, sticks: Floats, histories: NDArray[np.int8]) -> Floats:
    """Return the log share of all people who are in class k and have history m (... x M x K)."""
    unseen = log_unseen_by_class(logits, sticks)
    return np.asarray(unseen[..., None, :] + histories @ logits)


def log_posterior(state: State, occupied: Occupied) -> Floats:
    """Return the log posterior of logits and sticks given alpha, without its constant.

    The unseen people and the classes of the seen are summed out: what is left is the chance of
    each history among the seen, p_m / (1 - p0), to the power of its count. One number for each
    chain and rung.
    """
    chances = log_chances_among_seen(state, occupied)
    likelihood = (occupied.counts * chances).sum(axis=-1)
    a, b = occupied.rates
    of_rates = a * state.logits - (a + b) * np.logaddexp(0, state.logits)
    taken, left = -np.logaddexp(0, -state.sticks), -np.logaddexp(0, state.sticks)
    of_sticks = taken + state.alpha[..., None] * left
    return np.asarray(likelihood + of_rates.sum(axis=(-1, -2)) + of_sticks.sum(axis=-1))


def log_chances_among_seen(state: State, occupied: Occupied) -> Floats:
    """Return log p_m / (1 - p0) for every occupied cell (chains x rungs x M)."""
    cells = log_cells_by_class(state.logits, state.sticks, occupied.histories)
    seen = np.log(-np.expm1(log_unseen(state.logits, state.sticks)))
    return np.asarray(logsumexp(cells, axis=-1) - seen[..., None])


def gibbs_sweep(rng: np.random.Generator, state: State, occupied: Occupied) -> None:
    """Draw everything anew in turn, for every chain and rung (the steps of Manrique-Vallier)."""
    counts = occupied.counts.astype(np.int64)
    cells = log_cells_by_class(state.logits, state.sticks, occupied.histories)
    by_class = rng.multinomial(counts, _shares(cells))
    missed = log_unseen_by_class(state.logits, state.sticks)
    p0 = np.exp(logsumexp(missed, axis=-1))
    unseen = rng.negative_binomial(counts.sum(axis=-1), 1 - p0)
    held = by_class.sum(axis=-2) + rng.multinomial(unseen, _shares(missed))
    on_list = occupied.histories.T @ by_class
    a, b = occupied.rates
    logits = log_gamma_draws(rng, np.asarray(a + on_list))
    logits -= log_gamma_draws(rng, b + held[..., None, :] - on_list)
    after = np.cumsum(held[..., ::-1], axis=-1)[..., ::-1][..., 1:]
    sticks = log_gamma_draws(rng, 1.0 + held[..., :-1])
    sticks -= log_gamma_draws(rng, state.alpha[..., None] + after)
    # A draw that leaves the bounds of the model is dropped: the old state counts once more.
    inside = within_bounds(logits, sticks)
    state.logits[inside] = logits[inside]
    state.sticks[inside] = sticks[inside]
    left = log_class_shares(state.sticks)[..., -1]
    shape = CONCENTRATION_SHAPE + occupied.classes - 1
    state.alpha[...] = rng.standard_gamma(shape, left.shape) / (CONCENTRATION_RATE - left)


def change_places(
    rng: np.random.Generator, state: State, occupied: Occupied, first: int
) -> NDArray[np.bool_]:
    """Offer the rungs first and first + 1, first + 2 and first + 3, ... to change places.

    Return which of them did (chains x pairs).
    """
    lower = np.arange(first, occupied.rungs - 1, 2)
    chances = log_chances_among_seen(state, occupied)
    gained = (occupied.counts[lower] - occupied.counts[lower + 1]) * (
        chances[:, lower + 1] - chances[:, lower]
    )
    agreed = np.log1p(-rng.random(gained.shape[:2])) < gained.sum(axis=-1)
    chain, pair = np.nonzero(agreed)
    here, there = lower[pair], lower[pair] + 1
    for values in (state.logits, state.sticks, state.alpha):
        kept = values[chain, here].copy()
        values[chain, here] = values[chain, there]
        values[chain, there] = kept
    return np.asarray(agreed)


def within_bounds(logits: Floats, sticks: Floats) -> NDArray[np.bool_]:
    """Return which states (the axes before lists and classes) keep to the bounds of the model."""
    far = np.abs(logits).max(axis=(-1, -2)) > bound_of_logits(logits.shape[-2])
    seen = -np.expm1(log_unseen(logits, sticks))
    return np.asarray(~far & (seen >= 1 / MOST_TIMES))


def log_gamma_draws(rng: np.random.Generator, shape: Floats) -> Floats:
    """Return logs of gamma draws, finite also where a draw of so small a shape would be 0."""
    drawn = np.log(rng.standard_gamma(np.where(shape < 1, shape + 1, shape)))
    return np.where(shape < 1, drawn + np.log1p(-rng.random(shape.shape)) / shape, drawn)


def _shares(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))
