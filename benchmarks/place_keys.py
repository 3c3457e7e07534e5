"""Places of a million rows: each pair of texts looked up once, against one look-up for each row.

The rows repeat the names that the gazetteer has for its places, in every language and script, one
in twenty with a letter lost. Data: GeoNames, CC BY 4.0. Seconds of processor; MiB that Python
allocated at the peak of a run apart.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from pathlib import Path

import numpy as np

from onrecord.core.kernel.place import PlaceKind
from onrecord.flows.place_distances import PlaceDistances
from onrecord.flows.place_keys import PlaceKeys, PlaceTexts
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.extract import read_extract

_TRACED = 20_000
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "linkage"


def main(argv: list[str]) -> int:
    """Print seconds, memory and what was found."""
    parser = argparse.ArgumentParser(prog="place_keys", description=__doc__)
    parser.add_argument("--settlements", type=Path, default=DATA / "kosovo_settlements.csv")
    parser.add_argument("--rows", type=int, default=1_000_000)
    chosen = parser.parse_args(argv)
    if not chosen.settlements.exists():
        print(f"No names of places at {chosen.settlements}; nothing was measured.")
        return 0
    known = Gazetteer.default()
    extract = read_extract(chosen.settlements.read_text(encoding="utf-8"), known)
    gazetteer = known.with_places(extract.places)
    rows = _rows(gazetteer, chosen.rows)
    begin = time.process_time()
    keys = PlaceKeys(gazetteer)
    keys.key("-", "-")
    built = time.process_time() - begin
    begin = time.process_time()
    placed = keys.rows(rows)
    once = time.process_time() - begin
    each = _each(gazetteer, rows[: min(len(rows), 2_000)]) * len(rows) / 2_000
    counts = np.bincount(placed.of_row, minlength=len(placed.keys))
    statuses = {key.status: 0 for key in placed.keys}
    for key, count in zip(placed.keys, counts, strict=True):
        statuses[key.status] += int(count)
    print(f"indexes built in {built:.2f} s; {len(placed.keys):,} different pairs of texts")
    print(f"{len(rows):,} rows: {once:.2f} s; afresh for each row (from 2,000): {each:.0f} s")
    peak = _peak(gazetteer, rows[:_TRACED])
    print(f"ratio {each / once:.0f}; peak {peak:.0f} MiB (indexes and the first {_TRACED:,} rows)")
    print(", ".join(f"{status} {n / len(rows):.1%}" for status, n in sorted(statuses.items())))
    _distances(gazetteer, keys, rows)
    return 0


def _distances(gazetteer: Gazetteer, keys: PlaceKeys, rows: list[PlaceTexts]) -> None:
    placed = keys.rows(rows)
    chance = np.random.default_rng(5)
    left, right = (chance.choice(placed.of_row, len(rows)) for _ in range(2))
    begin = time.process_time()
    found = PlaceDistances(gazetteer).of_pairs(placed.keys, left, right)
    taken = time.process_time() - begin
    print(
        f"{len(rows):,} distances: {taken:.2f} s; {np.isfinite(found[:, 1]).mean():.1%} are known"
    )


def _each(gazetteer: Gazetteer, rows: list[PlaceTexts]) -> float:
    keys = PlaceKeys(gazetteer)
    keys.key("-", "-")
    begin = time.process_time()
    for municipality, village in rows:
        keys.look_up(municipality, village)
    return time.process_time() - begin


def _peak(gazetteer: Gazetteer, rows: list[PlaceTexts]) -> float:
    tracemalloc.start()
    PlaceKeys(gazetteer).rows(rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def _rows(gazetteer: Gazetteer, count: int) -> list[PlaceTexts]:
    chance = np.random.default_rng(3)
    pairs: list[tuple[str, str]] = []
    for place in gazetteer.by_id.values():
        around = place.parent_on()
        if place.kind is PlaceKind.SETTLEMENT and around:
            language = ("sq", "sr-Latn", "sr-Cyrl")[len(pairs) % 3]
            pairs += [(gazetteer.name(around, language), name.text) for name in place.names]
    lost = chance.random(count) < 0.05
    return [
        (pairs[at][0], pairs[at][1][:-1] if less else pairs[at][1])
        for at, less in zip(chance.integers(len(pairs), size=count), lost, strict=True)
    ]
