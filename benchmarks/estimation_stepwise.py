"""Whole answers of stepwise-bca and bayesian-threshold on many sparse lists, beside R.

Each case runs in a process of its own, so that its peak memory is its own. ``ready`` is the first
answer, on a table of three lists: loading, and compiling where nothing is kept from a run before.
``plain`` is the twin without numba on fewer samples, its time scaled to as many; the two must give
the same numbers on these. bayesian-threshold has no compiled part. Seconds are of the processor.
What R takes (SparseMSE 2.0.1 and MultipleSystemsEstimation 1.2.0, one core) is from the research,
on tables of the same size.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np

from benchmarks.estimation import KOSOVO
from benchmarks.estimation_resampling import UK
from onrecord.core.estimate import Estimate, Options, fast, method_named
from onrecord.core.kernel.capture_histories import CaptureHistories


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One table, the method that is asked, and what the answer may cost."""

    title: str
    method: str
    lists: int
    cells: dict[int, int] | None = None
    """People by combination of lists; None for 185 simulated people in sparse lists."""
    plain_samples: int = 0
    """Samples of the plain twin, 0 where the method has none."""
    most_seconds: float
    most_mib: float
    r_seconds: str = "-"

    def table(self) -> CaptureHistories:
        """Return the table, its lists called A, B, ..."""
        cells = _sparse(self.lists) if self.cells is None else self.cells
        rows = [[cell >> index & 1 for index in range(self.lists)] for cell in cells]
        names = tuple("ABCDEFGHIJKL"[: self.lists])
        return CaptureHistories(names, np.array(rows), np.array(list(cells.values())))


def _sparse(lists: int) -> dict[int, int]:
    """Return 185 people in 19 cells (23 for twelve lists), as trafficking lists have them."""
    chance = np.random.default_rng(8)
    weights = np.geomspace(30, 4, lists)
    alone = chance.multinomial(160 - lists, weights / weights.sum()) + 1
    pairs = [1 << first | 1 << second for first in range(lists) for second in range(first)]
    both = chance.choice(pairs, 11, replace=False)
    shared = chance.multinomial(25 - 11, np.full(11, 1 / 11)) + 1
    cells = {1 << one: int(count) for one, count in enumerate(alone)}
    return cells | dict(zip(both.tolist(), shared.tolist(), strict=True))


_STEPWISE, _THRESHOLD = "stepwise-bca", "bayesian-threshold"
CASES = (
    Case(
        title="Kosovo",
        method=_STEPWISE,
        lists=4,
        cells=dict(enumerate(KOSOVO, start=1)),
        plain_samples=50,
        most_seconds=0.5,
        most_mib=500,
        r_seconds="43.9",
    ),
    Case(
        title="five sparse lists",
        method=_STEPWISE,
        lists=5,
        cells=UK,
        plain_samples=30,
        most_seconds=1,
        most_mib=500,
        r_seconds="94.8",
    ),
    Case(
        title="eight lists, 185 people",
        method=_STEPWISE,
        lists=8,
        plain_samples=20,
        most_seconds=5,
        most_mib=500,
        r_seconds="about 630",
    ),
    Case(
        title="twelve lists, 185 people",
        method=_STEPWISE,
        lists=12,
        plain_samples=3,
        most_seconds=60,
        most_mib=600,
    ),
    Case(
        title="Kosovo",
        method=_THRESHOLD,
        lists=4,
        cells=dict(enumerate(KOSOVO, start=1)),
        most_seconds=0.5,
        most_mib=500,
        r_seconds="0.23",
    ),
    Case(
        title="five sparse lists",
        method=_THRESHOLD,
        lists=5,
        cells=UK,
        most_seconds=1,
        most_mib=500,
        r_seconds="0.36",
    ),
    Case(
        title="eight lists, 185 people",
        method=_THRESHOLD,
        lists=8,
        most_seconds=10,
        most_mib=500,
    ),
    Case(
        title="twelve lists, 185 people",
        method=_THRESHOLD,
        lists=12,
        most_seconds=300,
        most_mib=2000,
    ),
)


def main(argv: list[str]) -> int:
    """Print the table; returns 1 where the twins disagree or a case takes more than it may."""
    parser = argparse.ArgumentParser(prog="estimation_stepwise", description=__doc__)
    parser.add_argument("--case", type=int, help="measure this case only, and print it as JSON")
    case = parser.parse_args(argv).case
    if not fast.available():
        print("numba is not installed: there is no compiled loop to measure.")
        return 0
    if case is not None:
        print(json.dumps(_measured(CASES[case])))
        return 0
    print(
        f"{'1,000 samples':<20}{'':<26}{'ready s':>8}{'CPU s':>8}{'wall s':>8}{'MiB':>6}"
        f"{'plain s':>9}{'ratio':>8}{'R s':>11}  answer"
    )
    kept = True
    for place, one in enumerate(CASES):
        found = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.estimation_stepwise", "--case", str(place)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        within = found["seconds"] <= one.most_seconds and found["mib"] <= one.most_mib
        kept = kept and within and found["agree"]
        plain = found["plain"]
        ratio = "-" if plain is None else f"{plain / found['seconds']:.0f}x"
        print(
            f"{one.method:<20}{one.title:<26}{found['ready']:>8.2f}{found['seconds']:>8.2f}"
            f"{found['wall']:>8.2f}{found['mib']:>6.0f}"
            f"{'-' if plain is None else f'{plain:.1f}':>9}{ratio:>8}{one.r_seconds:>11}  "
            f"{found['answer']}{'' if found['agree'] else '  THE TWINS DISAGREE'}"
            f"{'' if within else '  TOO MUCH'}",
            flush=True,
        )
    return 0 if kept else 1


def _measured(case: Case) -> dict[str, float | bool | str | None]:
    ready = _timed(_WARM, case.method, samples=2)[1]
    begun = time.perf_counter()
    answer, seconds = _timed(case.table(), case.method, samples=1000)
    wall = time.perf_counter() - begun
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    agree, plain = _beside_the_twin(case)
    return {
        "ready": ready,
        "seconds": seconds,
        "wall": wall,
        "mib": mib,
        "plain": plain,
        "agree": agree,
        "answer": _told(answer),
    }


_WARM = CaptureHistories(
    ("A", "B", "C"),
    np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]]),
    np.array([30.0, 20, 10, 5, 4, 3]),
)


def _beside_the_twin(case: Case) -> tuple[bool, float | None]:
    """Return whether the plain twin agrees, and its seconds for 1,000 samples."""
    if not case.plain_samples:
        return True, None
    compiled, _few = _timed(case.table(), case.method, samples=case.plain_samples)
    fast.available = lambda: False  # type: ignore[assignment]  # the twin, for the rest of this run
    plain, slow = _timed(case.table(), case.method, samples=case.plain_samples)
    _one, least = _timed(case.table(), case.method, samples=1)
    # All but the first sample cost the same; the rest of the answer is in the first.
    per_sample = max(slow - least, 0.0) / (case.plain_samples - 1)
    return _same(compiled, plain), least + per_sample * 999


def _timed(table: CaptureHistories, method: str, samples: int) -> tuple[Estimate, float]:
    begun = time.process_time()
    (answer,) = method_named(method).estimate(table, Options(samples=samples, threads=2))
    return answer, time.process_time() - begun


def _same(one: Estimate, other: Estimate) -> bool:
    # The few samples of the twin may lie on one side, which gives no interval and no draws.
    if one.draws is None or other.draws is None:
        return one.draws is other.draws and one.N == other.N
    return one.draws.shape == other.draws.shape and np.allclose(one.draws, other.draws, rtol=1e-8)


def _told(answer: Estimate) -> str:
    if answer.N is None:
        return str(answer.refused)
    ends = "no interval" if answer.low is None else f"{answer.low:,.0f} - {answer.high:,.0f}"
    return f"{answer.N:,.0f} ({ends})"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
