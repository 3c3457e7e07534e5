"""Whole answers of loglinear-bic-bca, from the table to the interval, beside R and the plain twin.

Each case runs in a process of its own, so that its peak memory is its own. ``ready`` is the first
answer, with two samples: loading numba, and compiling where nothing is kept from a run before.
``plain`` is the twin without numba on fewer samples, its time scaled to as many; the two must give
the same numbers on these. Seconds are of the processor. What R takes (MultipleSystemsEstimation
1.2.0, one core) is quoted from the research; it refuses the other cases.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.estimation import KOSOVO
from benchmarks.estimation_resampling import UK
from onrecord.core.estimate import Estimate, Options, fast, method_named
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.kernel.capture_histories import CaptureHistories


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One table and what is asked of it."""

    title: str
    cells: dict[int, int]
    lists: int
    options: Options
    plain_samples: int
    most_seconds: float
    most_mib: float
    r_seconds: str

    def table(self) -> CaptureHistories:
        """Return the table, its lists called A, B, ..."""
        rows = [[cell >> index & 1 for index in range(self.lists)] for cell in self.cells]
        counts = np.array(list(self.cells.values()))
        return CaptureHistories(tuple("ABCDEF"[: self.lists]), np.array(rows), counts)


CASES = (
    Case(
        title="Kosovo, 113 models",
        cells=dict(enumerate(KOSOVO, start=1)),
        lists=4,
        options=Options(top=None),
        plain_samples=50,
        most_seconds=0.5,
        most_mib=500,
        r_seconds="71.1",
    ),
    Case(
        title="five sparse lists, best 100 of 1,024 models",
        cells=UK,
        lists=5,
        options=Options(),
        plain_samples=20,
        most_seconds=5,
        most_mib=500,
        r_seconds="115.5",
    ),
    Case(
        title="five sparse lists, all of 6,893 models",
        cells=UK,
        lists=5,
        options=Options(order=4, top=None),
        plain_samples=3,
        most_seconds=180,
        most_mib=500,
        r_seconds="-",
    ),
    Case(
        title="six sparse lists, best 100 of 32,768 models",
        cells={**{cell: count for cell, count in UK.items() if cell != 4}, 4: 800, 32: 90, 36: 17},
        lists=6,
        options=Options(),
        plain_samples=5,
        most_seconds=60,
        most_mib=500,
        r_seconds="-",
    ),
)


def main(argv: list[str]) -> int:
    """Print the table; returns 1 where the twins disagree or a case takes more than it may."""
    parser = argparse.ArgumentParser(prog="estimation_bootstrap", description=__doc__)
    parser.add_argument("--case", type=int, help="measure this case only, and print it as JSON")
    case = parser.parse_args(argv).case
    if not fast.available():
        print("numba is not installed: there is no compiled loop to measure.")
        return 0
    if case is not None:
        print(json.dumps(_measured(CASES[case])))
        return 0
    print(
        f"{'1,000 samples':<46}{'ready s':>8}{'CPU s':>8}{'MiB':>6}{'plain s':>9}{'ratio':>8}"
        f"{'R s':>8}  interval"
    )
    kept = True
    for place, one in enumerate(CASES):
        found = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.estimation_bootstrap", "--case", str(place)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        within = found["seconds"] <= one.most_seconds and found["mib"] <= one.most_mib
        kept = kept and within and found["agree"]
        print(
            f"{one.title:<46}{found['ready']:>8.2f}{found['seconds']:>8.2f}{found['mib']:>6.0f}"
            f"{found['plain']:>9.1f}{found['plain'] / found['seconds']:>7.0f}x{one.r_seconds:>8}"
            f"  {found['low']:,.0f} - {found['high']:,.0f}"
            f"{'' if found['agree'] else '  THE TWINS DISAGREE'}{'' if within else '  TOO MUCH'}",
            flush=True,
        )
    return 0 if kept else 1


def _measured(case: Case) -> dict[str, float | bool | None]:
    ready = _timed(case, samples=2)[1]
    answer, seconds = _timed(case, samples=case.options.samples)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    compiled, _few = _timed(case, samples=case.plain_samples)
    fast.available = lambda: False  # type: ignore[assignment]  # the twin, for the rest of this run
    plain, slow = _timed(case, samples=case.plain_samples)
    _one, least = _timed(case, samples=1)
    # All but the first sample cost the same; the rest of the answer is in the first.
    per_sample = max(slow - least, 0.0) / (case.plain_samples - 1)
    return {
        "ready": ready,
        "seconds": seconds,
        "mib": mib,
        "plain": least + per_sample * (case.options.samples - 1),
        "low": answer.low,
        "high": answer.high,
        "agree": _same(compiled, plain),
    }


def _timed(case: Case, samples: int) -> tuple[Estimate, float]:
    fit_all_models.cache_clear()
    begun = time.process_time()
    options = replace(case.options, samples=samples)
    (answer,) = method_named("loglinear-bic-bca").estimate(case.table(), options)
    return answer, time.process_time() - begun


def _same(one: Estimate, other: Estimate) -> bool:
    if one.draws is None or other.draws is None or one.draws.shape != other.draws.shape:
        return False
    return bool(np.allclose(one.draws, other.draws, rtol=1e-8))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
