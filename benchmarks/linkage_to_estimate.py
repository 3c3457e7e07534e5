"""Does the interval hold the true number when links are uncertain, and some are missed?

Worlds of invented lists are made and scored once and kept in a folder. In each, the number is
estimated under the true linkage (the ceiling), and from drawn linkages with each correction; an
audit of at most so many pairs is answered from the truth. Printed are by correction how many
worlds' interval held the truth, bias and width. Seeds from 101 on served to choose settings and
are no part of a measured table.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks._linkage_worlds import LISTS, World, world
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.registry import method_named
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.reconcile.linkage.audit import Answers, audit_plan
from onrecord.core.reconcile.linkage.missed_links import Material
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, weight_of
from onrecord.flows.linked_estimate import LEAST, METHOD, Correction, linked_estimate

_TRUE: Final = "true links"
_GRID: Final = "one linkage at {at}"
_HEAD: Final = "| links | truth inside | bias | width | recall | precision | linkage share |"


def main(argv: list[str]) -> int:
    """Print one line a world and the table over all worlds; returns 0."""
    parser = argparse.ArgumentParser(prog="linkage_to_estimate", description=__doc__)
    parser.add_argument(
        "--generator", type=Path, default=Path("../shared/data/linkage/gen_lists.py")
    )
    parser.add_argument("--folder", type=Path, default=Path("build/linkage-worlds"))
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1, help="seed of the first world")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--audit", type=int, default=600, help="most pairs looked at")
    parser.add_argument("--method", default=METHOD)
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    chosen = parser.parse_args(argv)
    if not chosen.generator.exists():
        print("The generator of lists is not here; nothing is measured.")
        return 0
    rows = []
    for seed in range(chosen.first, chosen.first + chosen.worlds):
        rows += _measured(world(chosen.generator, chosen.folder, seed), seed, chosen)
        text = _table(rows, chosen)
        if chosen.markdown:
            chosen.markdown.write_text(text + "\n")
    print(text)
    return 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One estimate in one world."""

    seed: int
    links: str
    truth: int
    number: float
    low: float
    high: float
    recall: float
    precision: float
    share: float

    @property
    def inside(self) -> bool:
        return self.low <= self.truth <= self.high


def _measured(made: World, seed: int, chosen: argparse.Namespace) -> list[_Row]:
    begun = time.perf_counter()
    keep = made.probability >= LEAST
    weight = weight_of(np.clip(made.probability[keep], 1e-12, 1 - 1e-12))
    pairs = ScoredPairs.of_weights(made.left[keep], made.right[keep], weight)
    wide = ~made.standard[keep]
    material = Material(pairs=pairs, lists=made.lists, penalty=np.full(len(LISTS), np.log2(30.0)))
    plan = audit_plan(pairs, made.lists, wide, np.random.default_rng(seed), chosen.audit)
    answers = Answers(plan, made.same[keep][plan.chosen].astype(np.int64))
    truth = _estimated(made, made.person, chosen.method)
    rows = [_Row(seed, _TRUE, made.total, *truth, 1.0, 1.0, 0.0)]
    for way in Correction:
        found = linked_estimate(
            material, LISTS, np.random.default_rng([seed, 1]), wide=wide, answers=answers,
            correction=way, method=chosen.method, draws=chosen.draws,
        )  # fmt: skip
        one = found.estimate
        assert one.N is not None
        recall, precision = (
            (rate.share if rate else np.nan)
            for rate in (
                (found.overall.recall, found.overall.precision) if found.overall else (None, None)
            )
        )
        rows.append(
            _Row(seed, str(way), made.total, one.N, one.low or 0, one.high or np.inf,
                 recall, precision, found.linkage_share or 0.0)
        )  # fmt: skip
        if way is Correction.NONE:
            for at, each in found.thresholds:
                rows.append(
                    _Row(seed, _GRID.format(at=at), made.total, each.N or np.nan, each.low or 0,
                         each.high or np.inf, np.nan, np.nan, 0.0)
                )  # fmt: skip
    said = " ".join(
        f"{row.links} {row.number:.0f} [{row.low:.0f}-{row.high:.0f}]{'' if row.inside else '!'}"
        for row in rows
    )
    print(
        f"world {seed}, truth {made.total}: {said} ({time.perf_counter() - begun:.0f} s)",
        flush=True,
    )
    return rows


def _estimated(made: World, people: NDArray[np.int64], method: str) -> tuple[float, float, float]:
    _names, place = np.unique(people, return_inverse=True)
    named = np.zeros((place.max() + 1, len(LISTS)), dtype=np.int8)
    named[place.reshape(-1), made.lists] = 1
    one = method_named(method).estimate(CaptureHistories.from_records(LISTS, named), Options())[0]
    assert one.N is not None
    return one.N, one.low or 0.0, one.high or np.inf


def _table(rows: list[_Row], chosen: argparse.Namespace) -> str:
    """Return the table in Markdown, and how it was measured."""
    worlds = len({row.seed for row in rows})
    lines = [_HEAD, "|---|---|---|---|---|---|---|"]
    for links in dict.fromkeys(row.links for row in rows):
        held = [row for row in rows if row.links == links]
        bias = np.mean([row.number / row.truth - 1 for row in held])
        width = np.mean([(row.high - row.low) / row.truth for row in held])
        lines.append(
            f"| {links} | {sum(row.inside for row in held)} of {worlds} | {bias:+.1%} | "
            f"{width:.1%} | {_mean(held, 'recall')} | {_mean(held, 'precision')} | "
            f"{_mean(held, 'share')} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    last = chosen.first + worlds - 1
    how = (
        f"{worlds} worlds (seeds {chosen.first} to {last}) of 20,000 records, method "
        f"{chosen.method}, {chosen.draws} linkages drawn, at most {chosen.audit} pairs looked at; "
        f"peak memory {peak:.0f} MiB."
    )
    lines += ["", how]
    return "\n".join(lines)


def _mean(rows: list[_Row], name: str) -> str:
    values: list[Any] = [getattr(row, name) for row in rows]
    return "-" if np.isnan(values).any() else f"{np.mean(values):.3f}"


if __name__ == "__main__":
    raise SystemExit(main([]))
