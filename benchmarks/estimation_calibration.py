"""How often do the intervals of each method hold the truth, on populations whose truth is known?

Every method estimates the same simulated tables. Reported for each: the share of intervals that
hold the truth, how far the numbers are off on average and in the middle, how wide the intervals
are, and the share of tables that got no number. A method that would take too long for the budget
is left out by name, and nothing is caught: a method that fails ends the run.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import Estimate, Method, Options, all_methods, method_named, sentences
from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories

Marks = NDArray[np.int8]
"""People x lists: 1 named, 0 not named, -1 not covered."""

_NAMES = ("court", "hospital", "press", "union", "school")
_NOT_FOR_IT = (
    sentences.TOO_FEW_LISTS,
    sentences.TOO_MANY_LISTS,
    sentences.TOO_MANY_LISTS_FOR_MODELS,
    sentences.NOT_FULLY_COVERED,
    sentences.EVERY_LIST_COVERS,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A population of a known size, and how lists name its people."""

    title: str
    truth: int
    people: Callable[[int, np.random.Generator], Marks]

    def table(self, chance: np.random.Generator) -> CaptureHistories:
        """Return what the lists hold of one such population."""
        marks = self.people(self.truth, chance)
        return CaptureHistories.from_records(
            _NAMES[: marks.shape[1]], marks[np.any(marks == 1, axis=1)]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one number of one method fared over all tables of a scene."""

    name: str
    covered: float
    """Share of the intervals that hold the truth, of a lower bound those that begin below it; NaN
    where there is no interval."""
    bias: float
    """Mean of the numbers less the truth, by the truth."""
    middle: float
    """The same of the median."""
    width: float
    """Mean width of the intervals that end, by the truth."""
    refused: float
    """Share of the tables without a number."""
    bare: float
    """Share of the tables with a number without an interval."""
    reason: str
    """The commonest reason for having no number."""
    seconds: float
    """Seconds of processor a table."""

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        return (
            self.name,
            *(_per_cent(share) for share in (self.covered, self.bias, self.middle, self.width)),
            *(_per_cent(share) for share in (self.refused, self.bare)),
            f"{1000 * self.seconds:,.1f}",
        )


HEADINGS = ("method", "holds truth", "bias", "median", "width", "no number", "no limits", "ms")


def _independent(size: int, chance: np.random.Generator) -> Marks:
    return _named(np.tile([0.2, 0.25, 0.3, 0.15], (size, 1)), chance)


def _dependent(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom those on the first list are likelier to be on the second."""
    marks = _independent(size, chance)
    second = np.where(marks[:, 0] == 1, 0.5, 0.2)
    marks[:, 1] = chance.random(size) < second
    return marks


def _two_kinds(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom three in ten are much more visible than the others."""
    visible = chance.random(size) < 0.3
    rates = np.where(visible[:, None], [0.5, 0.55, 0.6, 0.4], [0.1, 0.12, 0.15, 0.08])
    return _named(rates, chance)


def _sparse(size: int, chance: np.random.Generator) -> Marks:
    """Return people on five small lists; the first two work together, others hardly meet."""
    marks = _named(np.tile([0.04, 0.06, 0.08, 0.03, 0.01], (size, 1)), chance)
    marks[:, 1] = chance.random(size) < np.where(marks[:, 0] == 1, 0.2, 0.055)
    return marks


def _two_regions(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom four in ten could not have been named by the last list."""
    marks = _dependent(size, chance)
    marks[chance.random(size) < 0.4, -1] = NOT_COVERED
    return marks


def _named(rates: NDArray[np.float64], chance: np.random.Generator) -> Marks:
    return (chance.random(rates.shape) < rates).astype(np.int8)


SCENES = (
    Scene("independent lists", 1_000, _independent),
    Scene("two lists depend on each other", 1_000, _dependent),
    Scene("two kinds of people", 1_000, _two_kinds),
    Scene("sparse, five lists", 4_000, _sparse),
    Scene("one list covers six in ten", 1_000, _two_regions),
)


def main(argv: list[str]) -> int:
    """Print a table for each scene, in text and in Markdown."""
    parser = argparse.ArgumentParser(prog="estimation_calibration", description=__doc__)
    parser.add_argument("--replicates", type=int, default=500, help="tables a scene (default 500)")
    parser.add_argument("--methods", nargs="+", help="names of methods (default: all in budget)")
    parser.add_argument("--samples", type=int, default=200, help="bootstrap samples (default 200)")
    parser.add_argument("--level", type=float, default=0.95, help="level of the intervals")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--budget",
        type=float,
        default=60.0,
        help="seconds of processor for a method on a scene, where none is named (default 60)",
    )
    chosen = parser.parse_args(argv)
    options = Options(level=chosen.level, samples=chosen.samples, seed=chosen.seed)
    named = [method_named(name) for name in chosen.methods or ()]
    doubt = np.sqrt(chosen.level * (1 - chosen.level) / chosen.replicates)
    print(
        f"{chosen.replicates} tables a scene, intervals of {chosen.level:.0%}: "
        f"by chance alone the share that holds the truth moves by {2 * doubt:.1%}. "
        "Of a lower bound (at least) it is the share whose lower limit is below the truth."
    )
    for scene, stream in zip(
        SCENES, np.random.SeedSequence(chosen.seed).spawn(len(SCENES)), strict=True
    ):
        chance = np.random.default_rng(stream)
        tables = [scene.table(chance) for _ in range(chosen.replicates)]
        budget = np.inf if named else chosen.budget
        rows, notes = _fared(scene, tables, named or all_methods(), options, budget)
        mean = np.mean([table.observed for table in tables])
        title = f"{scene.title}: {scene.truth:,} people, {mean:,.0f} observed on average"
        if rows:
            print(f"\n{title}\n{_text(rows)}\n")
            print(f"### {title}\n\n{_markdown(rows)}\n")
        else:
            notes.append(f"{title}: no method answers for such a table.")
        print("\n".join(notes), flush=True)
    return 0


def _fared(
    scene: Scene,
    tables: Sequence[CaptureHistories],
    methods: Sequence[Method],
    options: Options,
    budget: float,
) -> tuple[list[Row], list[str]]:
    """Return a row for each number of each method, and what there is to say of the others."""
    rows: list[Row] = []
    notes: list[str] = []
    for method in methods:
        obstacle = method.applies(tables[0], options)
        if obstacle is not None and obstacle.template in _NOT_FOR_IT:
            continue
        method.estimate(tables[0], options)  # loops are compiled at the first call
        begun = time.process_time()
        method.estimate(tables[0], options)
        expected = (time.process_time() - begun) * len(tables)
        if expected > budget:
            notes.append(f"Left out: {method.name}, about {expected:,.0f} s for these tables.")
            continue
        rows += _rows(scene, method, tables, options)
    notes += [f"{row.name} without a number: {row.reason}" for row in rows if row.reason]
    return rows, notes


def _rows(
    scene: Scene, method: Method, tables: Sequence[CaptureHistories], options: Options
) -> Iterator[Row]:
    begun = time.process_time()
    answers = [method.estimate(table, options) for table in tables]
    seconds = (time.process_time() - begun) / len(tables)
    most = max(map(len, answers))
    full = next(answer for answer in answers if len(answer) == most)
    for place in range(most):
        # A refusal of the whole method is one answer, whatever it gives elsewhere.
        numbers = [answer[min(place, len(answer) - 1)] for answer in answers]
        name = method.name if most == 1 else f"{method.name}: {full[place].model}"
        yield _row(f"{name} (at least)" if method.lower_bound else name, scene, numbers, seconds)


def _row(name: str, scene: Scene, answers: Sequence[Estimate], seconds: float) -> Row:
    bound = any(answer.lower_bound for answer in answers)
    totals = np.array([answer.N for answer in answers if answer.N is not None], dtype=np.float64)
    limits = [answer.interval for answer in answers if answer.interval is not None]
    lows = np.array([interval.low for interval in limits], dtype=np.float64)
    highs = np.array(
        [np.inf if interval.high is None else interval.high for interval in limits],
        dtype=np.float64,
    )
    widths = (highs - lows)[np.isfinite(highs)]
    reasons = Counter(str(answer.refused) for answer in answers if answer.refused is not None)
    return Row(
        name=name,
        covered=_mean((lows <= scene.truth) & (bound | (scene.truth <= highs))),
        bias=_mean(totals) / scene.truth - 1,
        middle=float(np.median(totals)) / scene.truth - 1 if len(totals) else np.nan,
        width=_mean(widths) / scene.truth,
        refused=1 - len(totals) / len(answers),
        bare=(len(totals) - len(limits)) / len(answers),
        reason=reasons.most_common(1)[0][0] if reasons else "",
        seconds=seconds,
    )


def _mean(values: NDArray[np.float64] | NDArray[np.bool_]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _per_cent(share: float) -> str:
    if np.isnan(share):
        return "–"
    return f"{100 * share:,.1f} %" if abs(share) < 100 else f"{100 * share:.1e} %"


def _text(rows: Sequence[Row]) -> str:
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _markdown(rows: Sequence[Row]) -> str:
    lines = [HEADINGS, ("---", *["---:"] * (len(HEADINGS) - 1)), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
