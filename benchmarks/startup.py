"""How long from a fresh start to the package, to ``estimate``, and to the first numbers?

Each stage runs in processes of its own; the first of them fills the caches of compiled loops and is
not counted. Seconds are of the processor, interpreter included, best and middle of the repetitions;
wall seconds stand beside them, for they count what else the machine does.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

_FRAME = "{'A':[1,0,0,1,1,0,1],'B':[0,1,0,1,0,1,1],'C':[0,0,1,0,1,1,1],'count':[50,40,30,9,8,7,3]}"
_ONE = f"from onrecord import estimate; estimate({_FRAME}, methods=['loglinear-bic'])"
_DRAWS = (
    "from onrecord import estimate; "
    f"estimate({_FRAME}, methods=['loglinear-bic-bca'], samples=100, seed=1)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a fresh process does, and within how many seconds of the processor it should."""

    title: str
    code: str
    target: float | None = None


STAGES = (
    Stage(title="the interpreter alone", code="pass"),
    Stage(title="import numpy", code="import numpy"),
    Stage(title="import onrecord", code="import onrecord", target=0.3),
    Stage(title="from onrecord import estimate", code="from onrecord import estimate"),
    Stage(title="first estimate, one method", code=_ONE, target=2.0),
    Stage(title="first estimate that resamples", code=_DRAWS, target=2.0),
)


def main(argv: list[str]) -> int:
    """Print the stages; returns 1 where one takes longer than it should."""
    parser = argparse.ArgumentParser(prog="startup", description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="processes a stage (default 5)")
    repeat = parser.parse_args(argv).repeat
    print(f"{'fresh process':<34}{'best s':>8}{'middle s':>10}{'wall s':>8}{'target s':>10}")
    late = False
    for stage in STAGES:
        _timed(stage.code)
        runs = [_timed(stage.code) for _ in range(repeat)]
        best = min(run[0] for run in runs)
        middle = statistics.median(run[0] for run in runs)
        wall = min(run[1] for run in runs)
        target = "" if stage.target is None else f"{stage.target:.1f}"
        print(f"{stage.title:<34}{best:>8.2f}{middle:>10.2f}{wall:>8.2f}{target:>10}")
        late = late or (stage.target is not None and best > stage.target)
    print("A STAGE TAKES LONGER THAN IT SHOULD." if late else "Every stage is within its target.")
    return 1 if late else 0


def _timed(code: str) -> tuple[float, float]:
    """Return the seconds of the processor and of the clock that a fresh process takes."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, wall
