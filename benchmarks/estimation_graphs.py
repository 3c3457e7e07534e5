"""The average over decomposable graphs: few numbers against every number, compiled against plain.

"Every number" is how the sum is written down, and how dga computes it: each graph at each number
unseen from 0 to thirty times the observed, in blocks of NumPy; it stops at five lists, where it
takes long. Ours computes the sum where it bends and interpolates, plain or compiled. All must
agree on the quantiles. Times are seconds of processor, best of the repetitions.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.decomposable import decomposable_graphs
from onrecord.core.estimate.graph_averaging import (
    graph_posterior,
    grouped,
    log_parts,
    plain_log_sums,
)

_T = TypeVar("_T")
_SHARES = np.array([0.025, 0.5, 0.975])
_MOST_BY_EVERY_NUMBER = 5
_LEVELS = (0.1, 0.14, 0.08, 0.12, 0.2, 0.09, 0.06)


def main(argv: list[str]) -> int:
    """Print the comparison; returns 1 where two ways disagree on the quantiles."""
    parser = argparse.ArgumentParser(prog="estimation_graphs", description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of ours (default 3)")
    parser.add_argument("--lists", type=int, nargs="+", default=[4, 5, 6, 7])
    chosen = parser.parse_args(argv)
    print(
        f"{'lists':<7}{'graphs':>9}{'every number s':>16}{'compiled s':>12}"
        f"{'ours plain s':>14}{'compiled s':>12}{'plain/compiled':>16}{'MiB':>8}"
    )
    compared = [_compared(lists, chosen.repeat) for lists in chosen.lists]
    agreed = all(compared)
    print("All agree on the quantiles." if agreed else "THE WAYS DISAGREE.")
    return 0 if agreed else 1


def _compared(lists: int, repeat: int) -> bool:
    """Print one line; return whether all ways gave the same quantiles."""
    counts, delta = _simulated(lists), 2.0**-lists
    memory = _peak_mib(lambda: _afresh(counts, delta))
    plain, plain_seconds = _timed(lambda: graph_posterior(counts, delta, compiled=False), repeat)
    found = {"plain": plain.unseen.quantile(_SHARES)}
    columns = ["-", "-", f"{plain_seconds:.3f}", "-", "-"]
    if fast.available():
        _load(counts, delta)
        ours, seconds = _timed(lambda: graph_posterior(counts, delta, compiled=True), repeat)
        found["compiled"] = ours.unseen.quantile(_SHARES)
        columns[3:] = [f"{seconds:.3f}", f"{plain_seconds / seconds:.1f}"]
    if lists <= _MOST_BY_EVERY_NUMBER:
        found["every number"], seconds = _timed(lambda: _every(counts, delta, False), 1)  # noqa: FBT003
        columns[0] = f"{seconds:.3f}"
        if fast.available():
            found["both"], seconds = _timed(lambda: _every(counts, delta, True), repeat)  # noqa: FBT003
            columns[1] = f"{seconds:.3f}"
    print(
        f"{lists:<7}{len(decomposable_graphs(lists)):>9,}{columns[0]:>16}{columns[1]:>12}"
        f"{columns[2]:>14}{columns[3]:>12}{columns[4]:>16}{memory:>8.0f}",
        flush=True,
    )
    return all(np.allclose(one, found["plain"], rtol=2e-4, atol=1) for one in found.values())


def _every(
    counts: NDArray[np.float64],
    delta: float,
    compiled: bool,  # noqa: FBT001
) -> NDArray[np.float64]:
    """Return the quantiles from the sum at every number up to thirty times the observed."""
    lists = len(counts).bit_length() - 1
    numbers = np.arange(0.0, 30 * counts.sum())
    parts, common = log_parts(counts, numbers, delta)
    if compiled:
        from onrecord.core.estimate.fast.graph_kernel import log_sums  # noqa: PLC0415

        sums = log_sums(*grouped(lists), parts)
    else:
        blocks = np.array_split(parts, max(len(parts) // 4096, 1))
        sums = np.concatenate([plain_log_sums(decomposable_graphs(lists), b) for b in blocks])
    logs = sums + common
    reached = np.cumsum(np.exp(logs - logs.max()))
    return np.asarray(numbers[np.searchsorted(reached, _SHARES * reached[-1])])


def _afresh(counts: NDArray[np.float64], delta: float) -> None:
    """Average with nothing kept from before: the graphs themselves are part of the memory."""
    decomposable_graphs.cache_clear()
    grouped.cache_clear()
    graph_posterior(counts, delta)


def _load(counts: NDArray[np.float64], delta: float) -> None:
    """Compile, or load what was compiled, before the clock runs."""
    graph_posterior(counts, delta, compiled=True)


def _simulated(lists: int) -> NDArray[np.float64]:
    """Return the table of 10,000 people, of whom some are easier to find than others."""
    chance = np.random.default_rng(11)
    ease = 3 * chance.beta(1, 2, size=(10_000, 1))
    named = chance.random((10_000, lists)) < ease * np.array(_LEVELS[:lists])
    cells = named @ (1 << np.arange(lists))
    counts = np.bincount(cells, minlength=1 << lists).astype(np.float64)
    counts[0] = 0.0
    return counts


def _timed(work: Callable[[], _T], repeat: int) -> tuple[_T, float]:
    seconds = []
    for _ in range(max(repeat, 1)):
        begun = time.process_time()
        answer = work()
        seconds.append(time.process_time() - begun)
    return answer, min(seconds)


def _peak_mib(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


if __name__ == "__main__":
    raise SystemExit(main([]))
