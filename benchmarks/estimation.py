"""Every log-linear model of a table, ours against one statsmodels GLM a model, as a ratio.

Both fit the same models to the same cells and must agree on the best of them; the profile
interval of that model is timed as well. Times are seconds of processor, best of the repetitions.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
import statsmodels.api as sm

from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear import ModelTable, design_matrix, fit_all_models
from onrecord.core.estimate.selection import model_interval
from onrecord.core.kernel.capture_histories import CaptureHistories

_T = TypeVar("_T")

KOSOVO = (1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27)
"""Cells of the four lists EXH, ABA, OSCE, HRW, as bitmasks 1 to 15 (Ball et al. 2002)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One table under both programs."""

    title: str
    models: int
    ours: float
    theirs: float
    interval: float
    ours_mib: float
    theirs_mib: float

    def line(self) -> str:
        """Return the comparison as one line of a table."""
        return (
            f"{self.title:<28}{self.models:>7,}{self.ours:>10.4f}{self.theirs:>12.3f}"
            f"{self.theirs / self.ours:>8,.0f} x{self.interval:>11.4f}"
            f"{self.ours_mib:>9.1f}{self.theirs_mib:>13.1f}"
        )


def main(argv: list[str]) -> int:
    """Print the comparison; returns 1 where the two programs disagree on the best model."""
    parser = argparse.ArgumentParser(prog="estimation", description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="repetitions of ours (default 5)")
    repeat = parser.parse_args(argv).repeat
    print(
        f"{'table':<28}{'models':>7}{'ours s':>10}{'statsm. s':>12}{'ratio':>10}"
        f"{'interval s':>11}{'MiB':>9}{'statsm. MiB':>13}"
    )
    agreed = True
    for title, table, order in (
        ("Kosovo, four lists", _kosovo(), 3),
        ("simulated, five lists", _simulated(), 2),
    ):
        comparison, same = _compared(title, table, order, repeat)
        print(comparison.line())
        agreed = agreed and same
    print("Both choose the same models." if agreed else "THE TWO DISAGREE ON THE BEST MODEL.")
    return 0 if agreed else 1


def _compared(
    title: str, table: CaptureHistories, order: int, repeat: int
) -> tuple[Comparison, bool]:
    def ours() -> ModelTable:
        fit_all_models.cache_clear()
        return fit_all_models(table, order)

    models = ours()
    best = models.best("bic")
    if best is None or best.N is None:
        raise ValueError("the benchmark needs a table with an estimate")
    found, theirs_seconds = _timed(lambda: _by_statsmodels(table, order), 1)
    comparison = Comparison(
        title=title,
        models=len(models.fits),
        ours=_timed(ours, repeat)[1],
        theirs=theirs_seconds,
        interval=_timed(lambda: model_interval(table, best), repeat)[1],
        ours_mib=_peak_mib(ours),
        theirs_mib=_peak_mib(lambda: _by_statsmodels(table, order)),
    )
    same = models.fits[found.index(min(found))] == best
    return comparison, same and bool(np.isclose(min(found)[0], best.bic or 0.0, rtol=1e-8))


def _by_statsmodels(table: CaptureHistories, order: int) -> list[tuple[float, float]]:
    """Return BIC and total of each model, fitted one by one."""
    lists = len(table.lists)
    counts = cross_table(table)[1:]
    design = design_matrix(lists, terms(lists, order))[1:]
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for held in all_models(lists, order):
            fit = sm.GLM(counts, design[:, held], family=sm.families.Poisson()).fit()
            bic = float(np.log(table.observed)) * int(held.sum()) - 2 * float(fit.llf)
            found.append((bic, table.observed + float(np.exp(fit.params[0]))))
    return found


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


def _kosovo() -> CaptureHistories:
    rows = [[cell >> index & 1 for index in range(4)] for cell in range(1, 16)]
    return CaptureHistories(("EXH", "ABA", "OSCE", "HRW"), np.array(rows), np.array(KOSOVO))


def _simulated() -> CaptureHistories:
    chance = np.random.default_rng(5)
    odds = np.array([-1.2, -0.9, -0.6, -0.4, -0.2])
    histories = np.array([row for row in product((0, 1), repeat=5) if any(row)])
    means = 900 * np.exp(histories @ odds + 0.8 * histories[:, 0] * histories[:, 1])
    return CaptureHistories(tuple("ABCDE"), histories, chance.poisson(means) + 1.0)


if __name__ == "__main__":
    raise SystemExit(main([]))
