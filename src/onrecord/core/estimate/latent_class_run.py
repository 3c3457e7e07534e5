"""How long must chains of the latent-class model run, and what did they find?

Chains start far apart and run until they agree (R-hat below 1.01) and are worth enough independent
draws, or until a stated most. Draws in several regions that lie apart can agree by luck early, so
that such chains run longer before they are believed. The first half of every run is thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from onrecord.core.estimate import fast
from onrecord.core.estimate.convergence import bulk_ess, rank_normalised_rhat, tail_ess
from onrecord.core.estimate.expansion_prior import prior_draws
from onrecord.core.estimate.latent_class import (
    CONCENTRATION_RATE,
    CONCENTRATION_SHAPE,
    MOST_TIMES,
    Floats,
    Occupied,
    State,
    bound_of_logits,
    change_places,
    gibbs_sweep,
    log_unseen,
)
from onrecord.core.estimate.posterior_modes import posterior_modes

if TYPE_CHECKING:
    from onrecord.core.estimate.fast import latent_class_kernel

SETTLED: Final = 1.01
ENOUGH: Final = 400.0
FIRST_SWEEPS: Final = 1_000
FEWEST_SWEEPS: Final = 2_000
"""Sweeps of a chain before which it is not believed."""
FEWEST_WITH_REGIONS: Final = 8_000
"""The same where the draws lie in several regions, whose weights few changes between them tell."""
MOST_SWEEPS: Final = 32_000
"""The most sweeps of a chain, compiled."""
MOST_PLAIN_SWEEPS: Final = 16_000
"""The most sweeps of a chain without the compiled twin, which are slower and move less."""

_SHIFTS: Final = (-3.0, 1.0)
"""Logits by which the rates of the first and the last chain are moved at the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the chains found after they were left to settle."""

    unseen: Floats
    """Draws of the persons on no list, chains x draws."""
    seen: Floats
    """Share of people on a list at each draw, chains x draws."""
    rhat: float
    ess: float
    """Independent draws that the middle of the posterior rests on."""
    tail_ess: float
    """Independent draws that the ends of its 90 per cent interval rest on."""
    sweeps: int
    """Sweeps of each chain, those thrown away included."""
    swaps: float | None
    """Smallest share of swaps between two rungs; None where there is one rung only."""
    compiled: bool


def run_chains(
    occupied: Occupied, *, chains: int, seed: int, threads: int, compiled: bool | None = None
) -> Run:
    """Run chains until they agree, or to the most sweeps; ``compiled`` None takes what there is.

    Chain i draws from the i-th stream spawned from the seed, so that the answer does not depend
    on the number of threads.
    """
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(chains)]
    quick = fast.available() if compiled is None else compiled
    mover = Compiled(occupied, streams, threads) if quick else Plain(occupied, streams)
    most = MOST_SWEEPS if quick else MOST_PLAIN_SWEEPS
    parts = [mover.move(FIRST_SWEEPS)]
    while True:
        unseen, seen = (np.concatenate(drawn, axis=1) for drawn in zip(*parts, strict=True))
        sweeps = unseen.shape[1]
        kept = unseen[:, sweeps // 2 :]
        rhat, ess, ends = rank_normalised_rhat(kept), bulk_ess(kept), tail_ess(kept)
        settled = rhat < SETTLED and min(ess, ends) > ENOUGH
        if (settled and sweeps >= min(_fewest(kept), most)) or sweeps >= most:
            return Run(
                unseen=kept,
                seen=seen[:, sweeps // 2 :],
                rhat=rhat,
                ess=ess,
                tail_ess=ends,
                sweeps=sweeps,
                swaps=mover.swaps(),
                compiled=quick,
            )
        parts.append(mover.move(min(sweeps, most - sweeps)))


def _fewest(kept: Floats) -> int:
    """Return the sweeps of a chain below which its draws of the unseen are not believed."""
    regions = posterior_modes(kept.ravel() + 0.5)
    return FEWEST_WITH_REGIONS if len(regions) > 1 else FEWEST_SWEEPS


def start(occupied: Occupied, streams: Iterable[np.random.Generator]) -> State:
    """Return where the chains begin: drawn from the prior, some with few people seen, some many."""
    generators = list(streams)
    shifts = np.linspace(*_SHIFTS, len(generators))
    size = (occupied.rungs,)
    begun = []
    for rng, shift in zip(generators, shifts, strict=True):
        logits, sticks, alpha = prior_draws(
            rng, size, occupied.lists, occupied.classes, occupied.rates
        )
        logits = np.clip(logits + shift, -4.0, 4.0)
        begun.append((logits, np.clip(sticks, -4.0, 4.0), np.clip(alpha, 0.05, 5.0)))
    return State(*(np.array(part) for part in zip(*begun, strict=True)))


class Plain:
    """Moves all chains together with the plain twin, from the stream of the first."""

    def __init__(self, occupied: Occupied, streams: list[np.random.Generator]) -> None:
        self._occupied = occupied.in_whole_persons()
        self._state = start(occupied, streams)
        self._rng = streams[0]
        self._done = 0
        self._agreed = np.zeros(max(occupied.rungs - 1, 0))

    def move(self, sweeps: int) -> tuple[Floats, Floats]:
        """Return draws of the unseen and shares seen, chains x sweeps."""
        unseen, seen = [], []
        persons = int(self._occupied.counts[0].sum())
        for _ in range(sweeps):
            gibbs_sweep(self._rng, self._state, self._occupied)
            if self._occupied.rungs > 1:
                first = self._done % 2
                agreed = change_places(self._rng, self._state, self._occupied, first)
                self._agreed[first::2] += agreed.mean(axis=0)
            share = -np.expm1(log_unseen(self._state.logits[:, 0], self._state.sticks[:, 0]))
            unseen.append(self._rng.negative_binomial(persons, share).astype(np.float64))
            seen.append(share)
            self._done += 1
        return np.array(unseen).T, np.array(seen).T

    def swaps(self) -> float | None:
        """Return the smallest share of offered swaps that were agreed to."""
        return _smallest(self._agreed, self._done)


class Compiled:
    """Moves every chain with the compiled twin, in its own thread and from its own stream."""

    def __init__(
        self, occupied: Occupied, streams: list[np.random.Generator], threads: int
    ) -> None:
        # Numba is optional and slow to import, so that it is met only here.
        from onrecord.core.estimate.fast import latent_class_kernel as kernel  # noqa: PLC0415

        self._advance = kernel.advance
        self._streams = streams
        self._threads = min(threads, len(streams))
        self._done = 0
        self._model = model_of(occupied)
        state = start(occupied, streams)
        persons = occupied.counts.sum(axis=1)
        # The best-known directions are about 1/sqrt(n) wide.
        leaps = np.minimum(0.3, 2.5 / np.sqrt(np.maximum(persons, 1.0)))
        self._chains = [
            kernel.Chain(
                np.ascontiguousarray(occupied.counts),
                np.ascontiguousarray(logits),
                np.ascontiguousarray(sticks),
                np.ascontiguousarray(alpha),
                leaps.copy(),
                np.zeros(occupied.rungs),
                np.zeros(occupied.rungs),
            )
            for logits, sticks, alpha in zip(state.logits, state.sticks, state.alpha, strict=True)
        ]

    def move(self, sweeps: int) -> tuple[Floats, Floats]:
        """Return draws of the unseen and shares seen, chains x sweeps."""
        unseen = np.empty((len(self._chains), sweeps))
        seen = np.empty_like(unseen)

        def one(index: int) -> None:
            self._advance(
                self._streams[index],
                self._model,
                self._chains[index],
                self._done,
                FIRST_SWEEPS // 2,
                unseen[index],
                seen[index],
            )

        if self._threads == 1:
            for index in range(len(self._chains)):
                one(index)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(one, range(len(self._chains))))
        self._done += sweeps
        return unseen, seen

    def swaps(self) -> float | None:
        """Return the smallest share of offered swaps that were agreed to."""
        agreed = np.mean([chain.swapped for chain in self._chains], axis=0)[:-1]
        return _smallest(agreed, self._done)


def model_of(occupied: Occupied) -> latent_class_kernel.Model:
    """Return the occupied cells as the compiled twin takes them."""
    from onrecord.core.estimate.fast import latent_class_kernel as kernel  # noqa: PLC0415

    named = [np.flatnonzero(history == 1) for history in occupied.histories]
    return kernel.Model(
        np.cumsum([0, *(len(lists) for lists in named)]).astype(np.int64),
        np.concatenate(named).astype(np.int64),
        float(occupied.rates[0]),
        float(occupied.rates[1]),
        CONCENTRATION_SHAPE,
        CONCENTRATION_RATE,
        1.0 / MOST_TIMES,
        bound_of_logits(occupied.lists),
    )


def _smallest(agreed: Floats, sweeps: int) -> float | None:
    # Every second sweep offers a swap to the same two rungs.
    return float(agreed.min() / (sweeps / 2)) if len(agreed) and sweeps else None
