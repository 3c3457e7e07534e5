"""How often do the intervals of each method hold the truth, on populations whose truth is known?

Every method estimates the same simulated tables. Reported for each: the share of intervals that
hold the truth, on which side the others lie, how far the numbers are off on average and in the
middle, how wide the intervals are, and the share of tables that got no number. Nothing is caught:
a method that fails ends the run.

``--raw FILE`` keeps every answer as it comes, a line for some tables of a scene and a method. A run
that is begun again does only what is missing there: more tables, or a new method.
``--results FILE`` writes what ``docs/explanation/calibration.md`` is built from.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks._calibration_rows import Row, rows_of
from benchmarks._populations import SCENES, tables_of
from onrecord import __version__
from onrecord.core.estimate import Method, Options, all_methods, method_named, sentences
from onrecord.core.kernel.capture_histories import CaptureHistories

_HEAVY: Final = frozenset({"latent-class", "loglinear-averaging"})
"""Methods that take a quarter of a second or more a table."""
_CHUNK: Final = 50
_NOT_FOR_IT: Final = (
    sentences.TOO_FEW_LISTS,
    sentences.TOO_MANY_LISTS,
    sentences.TOO_MANY_LISTS_FOR_MODELS,
    sentences.NOT_FULLY_COVERED,
    sentences.EVERY_LIST_COVERS,
)


def main(argv: list[str]) -> int:
    """Ask every method for every table, print a table for each scene, and keep the results."""
    chosen = _parsed(argv)
    settings = {
        "seed": chosen.seed,
        "level": chosen.level,
        "samples": chosen.samples,
        "version": __version__,
        **{name: version(name) for name in ("numpy", "scipy", "numba")},
    }
    kept = _kept(chosen.raw, settings)
    methods = [method_named(name) for name in chosen.methods or ()] or _light_ones_first()
    rows: list[Row] = []
    for place in range(len(SCENES)):
        tables = tables_of(place, chosen.seed, chosen.replicates)
        for method in methods:
            wanted = tables[: chosen.heavy] if method.name in _HEAVY else tables
            if not is_for(method, tables[0]):
                continue
            for first in range(0, len(wanted), _CHUNK):
                key = (place, method.name, first)
                part = wanted[first : first + _CHUNK]
                if len(kept.get(key, {"tables": ()})["tables"]) < len(part):
                    kept[key] = _answered(method, part, first, settings)
                    _append(chosen.raw, key, kept[key])
            found = [kept[place, method.name, first] for first in range(0, len(wanted), _CHUNK)]
            rows += rows_of(SCENES[place], method, found, len(wanted))
        _print(place, [row for row in rows if row.scene == SCENES[place].title])
    if chosen.results:
        _write(chosen.results, argv, settings, rows)
    return 0


def _parsed(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="estimation_calibration", description=__doc__)
    parser.add_argument("--replicates", type=int, default=50, help="tables a scene (default 50)")
    parser.add_argument(
        "--heavy",
        type=int,
        default=10,
        help=f"the same for {' and '.join(sorted(_HEAVY))} (default 10)",
    )
    parser.add_argument("--methods", nargs="+", help="names of methods (default: all)")
    parser.add_argument("--samples", type=int, default=200, help="bootstrap samples (default 200)")
    parser.add_argument("--level", type=float, default=0.95, help="level of the intervals")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--raw", type=Path, help="every answer, one line for some tables")
    parser.add_argument("--results", type=Path, help="what the documentation is built from")
    return parser.parse_args(argv)


def _light_ones_first() -> list[Method]:
    return sorted(all_methods(), key=lambda method: (method.name in _HEAVY, method.name))


def is_for(method: Method, table: CaptureHistories) -> bool:
    """Return whether a method is made for such tables, whatever it says of this one."""
    obstacle = method.applies(table)
    return obstacle is None or obstacle.template not in _NOT_FOR_IT


def _answered(
    method: Method, tables: Sequence[CaptureHistories], first: int, settings: dict[str, Any]
) -> dict[str, Any]:
    """Return every answer of a method, with the seconds of processor that they took."""
    chances = {"level": settings["level"], "samples": settings["samples"]}
    method.estimate(tables[0], Options(**chances))  # loops are compiled at the first call
    begun = time.process_time()
    answers = [
        method.estimate(table, Options(seed=settings["seed"] + first + place, **chances))
        for place, table in enumerate(tables)
    ]
    return {
        "seconds": time.process_time() - begun,
        "observed": sum(table.observed for table in tables),
        "tables": [
            [
                [
                    str(answer.model),
                    answer.N,
                    answer.low,
                    answer.high,
                    None if answer.refused is None else str(answer.refused),
                ]
                for answer in several
            ]
            for several in answers
        ],
    }


Key = tuple[int, str, int]
"""Place of the scene, name of the method, place of the first table."""


def _kept(path: Path | None, settings: dict[str, Any]) -> dict[Key, dict[str, Any]]:
    """Return the answers of an earlier run; the file is begun where there is none."""
    if path is None:
        return {}
    if not path.exists():
        path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    if json.loads(lines[0]) != settings:
        raise SystemExit(f"{path} was made with other settings: {lines[0]}")
    read = (json.loads(line) for line in lines[1:])
    return {(place, name, first): found for place, name, first, found in read}


def _append(path: Path | None, key: Key, found: dict[str, Any]) -> None:
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([*key, found]) + "\n")


def _print(place: int, rows: Sequence[Row]) -> None:
    scene = SCENES[place]
    if not rows:
        return
    print(f"\n{scene.title}: {scene.truth:,} people, {rows[0].observed:,.0f} observed on average")
    lines = [Row.HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(Row.HEADINGS))]
    for line in lines:
        cells = zip(line, widths, strict=True)
        print("  ".join(c.rjust(w) if at else c.ljust(w) for at, (c, w) in enumerate(cells)))
    for row in rows:
        if row.reason:
            print(f"{row.name} without a number: {row.reason}", flush=True)


def _write(path: Path, argv: Sequence[str], settings: dict[str, Any], rows: list[Row]) -> None:
    document = {
        "command": " ".join(
            ["python -m benchmarks estimation_calibration", *_without(argv, "--raw")]
        ),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        **settings,
        "scenes": [
            {"title": scene.title, "words": scene.words, "truth": scene.truth} for scene in SCENES
        ],
        "rows": [asdict(row) for row in rows],
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _without(argv: Sequence[str], option: str) -> Iterator[str]:
    words = iter(argv)
    for word in words:
        if word == option:
            next(words)
        else:
            yield word


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
