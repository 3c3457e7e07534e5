"""How many independent draws a second the latent-class chains give, and on what this depends.

The C++ package LCMCR 0.4.14 gave about 180 independent draws of Kosovo in 1.2 seconds on one core
(an autocorrelation of about 600 sweeps at 12.2 microseconds): 150 a second. Ours are counted
after the chains have been left to settle. The table with a hundred times the counts shows how the
time of a sweep depends on the persons: only by the length of a trajectory, which has a limit.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass

import numpy as np

from benchmarks.estimation import KOSOVO
from onrecord.core.estimate import latent_class_run
from onrecord.core.estimate.convergence import bulk_ess, rank_normalised_rhat
from onrecord.core.estimate.expansion_prior import CLASSICAL
from onrecord.core.estimate.latent_class import Occupied, ladder

_PACKAGE = 150.0
"""Independent draws a second of the C++ package, one core."""
_TARGET = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One table."""

    title: str
    rungs: int
    cpu: float
    wall: float
    ess: float
    rhat: float
    chain_sweeps: int

    def line(self) -> str:
        """Return the measurement as one line of a table."""
        return (
            f"{self.title:<26}{self.rungs:>6}{1e6 * self.cpu / self.chain_sweeps:>12.0f}"
            f"{self.ess:>8,.0f}{self.rhat:>8.3f}{self.ess / self.wall:>10,.0f}"
            f"{self.ess / self.cpu:>10,.0f}"
        )


def main(argv: list[str]) -> int:
    """Print the table; returns 1 where the target or the independence of persons is missed."""
    parser = argparse.ArgumentParser(prog="estimation_latent_class", description=__doc__)
    parser.add_argument("--sweeps", type=int, default=4_000, help="sweeps a chain (default 4000)")
    parser.add_argument("--threads", type=int, default=2, help="threads (default 2)")
    chosen = parser.parse_args(argv)
    histories = np.array([[cell >> bit & 1 for bit in range(4)] for cell in range(1, 16)])
    cells = histories.astype(np.int8), np.array(KOSOVO, dtype=float)
    print(
        f"{'table':<26}{'rungs':>6}{'us/sweep':>12}{'ESS':>8}{'R-hat':>8}"
        f"{'ESS/wall s':>10}{'ESS/cpu s':>10}"
    )
    _measured("warm-up", *cells, 50, chosen.threads)
    plain = _measured("Kosovo", *cells, chosen.sweeps, chosen.threads)
    print(plain.line())
    large = _measured(
        "Kosovo, counts x 100", cells[0], 100 * cells[1], chosen.sweeps, chosen.threads
    )
    print(large.line())
    by_core, by_wall = plain.ess / plain.cpu / _PACKAGE, plain.ess / plain.wall / _PACKAGE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Against the C++ package on its one core: {by_core:.1f} times by seconds of one core,")
    print(f"{by_wall:.1f} times by wall time on {chosen.threads} threads (needs a free machine).")
    print(f"Peak memory {peak:,.0f} MiB, numba and its compiler included.")
    longer = large.cpu / plain.cpu
    print(f"A hundred times the persons: {longer:.2f} times the time of a sweep.")
    return 0 if by_core >= _TARGET and longer < 2 else 1


def _measured(
    title: str, histories: np.ndarray, counts: np.ndarray, sweeps: int, threads: int
) -> Measured:
    occupied = Occupied(histories, ladder(counts), CLASSICAL, 10)
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(1).spawn(4)]
    mover = latent_class_run.Compiled(occupied, streams, threads)
    mover.move(latent_class_run.FIRST_SWEEPS)
    cpu, wall = time.process_time(), time.perf_counter()
    unseen, _ = mover.move(sweeps)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Measured(
        title=title,
        rungs=occupied.rungs,
        cpu=cpu,
        wall=wall,
        ess=bulk_ess(unseen),
        rhat=rank_normalised_rhat(unseen),
        chain_sweeps=4 * sweeps,
    )


if __name__ == "__main__":
    raise SystemExit(main([]))
