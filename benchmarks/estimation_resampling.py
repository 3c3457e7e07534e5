"""Resampled choices of a model: the compiled loops against their plain twins, as a ratio.

The plain twin does fewer samples of the same work; its time is scaled to as many. Seconds are of
the processor, all threads together. What R takes (SparseMSE 2.0.1, MultipleSystemsEstimation
1.2.0, one core) is quoted from the research beside it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimation import KOSOVO
from onrecord.core.estimate import fast
from onrecord.core.estimate.bca import resamples
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.model_choice import Terms, choose_by_bic
from onrecord.core.estimate.resampling import stepwise_totals

UK = {
    0b00001: 54, 0b00010: 463, 0b00100: 907, 0b01000: 695, 0b10000: 316, 0b00011: 15, 0b00101: 19,
    0b01001: 3, 0b00110: 56, 0b01010: 19, 0b10010: 1, 0b01100: 69, 0b10100: 10, 0b11000: 8,
}  # fmt: skip
"""A sparse table of five lists, of the size of the published one of the United Kingdom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One table, and the totals that are asked of its samples."""

    title: str
    counts: NDArray[np.float64]
    totals: Callable[[NDArray[np.float64], int], NDArray[np.float64]]
    samples: int
    plain_samples: int
    theirs: str


def main(argv: list[str]) -> int:
    """Print the comparison; returns 1 where the twins disagree."""
    parser = argparse.ArgumentParser(prog="estimation_resampling", description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    if not fast.available():
        print("numba is not installed: there is no compiled loop to measure.")
        return 0
    print(
        f"{'':<46}{'samples':>8}{'CPU s':>9}{'wall s':>9}{'plain CPU s':>13}{'ratio':>9}  R, CPU s"
    )
    agreed = True
    for work in _works():
        rows = resamples(work.counts, work.samples, np.random.default_rng(1))
        work.totals(rows[:2], 1)
        begun, working = time.perf_counter(), time.process_time()
        compiled = work.totals(rows, options.threads)
        wall, cpu = time.perf_counter() - begun, time.process_time() - working
        plain, slow = _plainly(work, rows[: work.plain_samples])
        agreed &= np.allclose(compiled[: work.plain_samples], plain, rtol=1e-6, equal_nan=True)
        slow *= work.samples / work.plain_samples
        print(
            f"{work.title:<46}{work.samples:>8,}{cpu:>9.2f}{wall:>9.2f}{slow:>13.1f}"
            f"{slow / cpu:>8,.0f}x  {work.theirs}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory {peak:,.0f} MiB. {'The twins agree.' if agreed else 'THEY DISAGREE.'}")
    return 0 if agreed else 1


def _plainly(work: Work, rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return what the plain twin says of the rows, and its seconds."""
    known, fast.available = fast.available, lambda: False  # type: ignore[assignment]  # the twin
    try:
        working = time.process_time()
        return work.totals(rows, 1), time.process_time() - working
    finally:
        fast.available = known  # type: ignore[assignment]  # as it was


def _works() -> list[Work]:
    kosovo = np.array([0.0, *KOSOVO])
    uk = np.zeros(32)
    for mask, count in UK.items():
        uk[mask] = count
    return [
        Work(
            title="Kosovo, BIC over 113 models",
            counts=kosovo,
            totals=lambda rows, threads: _chosen(rows, _models(4, 3), kosovo, threads),
            samples=1000,
            plain_samples=20,
            theirs="71.1",
        ),
        Work(
            title="five sparse lists, BIC over 6,893 models",
            counts=uk,
            totals=lambda rows, threads: _chosen(rows, _models(5, 4), uk, threads),
            samples=1000,
            plain_samples=1,
            theirs="refused",
        ),
        Work(
            title="Kosovo, stepwise",
            counts=kosovo,
            totals=stepwise_totals,
            samples=1000,
            plain_samples=20,
            theirs="43.9",
        ),
        Work(
            title="eight sparse lists, 185 people, stepwise",
            counts=_eight(),
            totals=stepwise_totals,
            samples=1000,
            plain_samples=20,
            theirs="about 630",
        ),
    ]


def _chosen(
    rows: NDArray[np.float64], models: list[Terms], like: NDArray[np.float64], threads: int
) -> NDArray[np.float64]:
    totals = choose_by_bic(rows, models, [len(models)], like, threads).totals
    return np.asarray(totals[:, 0])


def _models(lists: int, order: int) -> list[Terms]:
    columns = np.array(terms(lists, order))
    return [tuple(sorted(columns[held].tolist())) for held in all_models(lists, order)]


def _eight() -> NDArray[np.float64]:
    """Return a table of eight lists with 185 people in 19 cells, as trafficking lists have them."""
    chance = np.random.default_rng(8)
    counts = np.zeros(256)
    counts[1 << np.arange(8)] = chance.multinomial(
        160, np.array([30, 25, 20, 15, 10, 8, 5, 4]) / 117
    )
    pairs = [1 << a | 1 << b for a in range(8) for b in range(a)]
    counts[chance.choice(pairs, 11, replace=False)] = chance.multinomial(25, np.ones(11) / 11)
    return counts
