"""Damage many files and read them: ``python -m tests.fuzz --files 10000 [--only .pdf]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fuzz.running import fuzz


def main() -> int:
    """Print what became of the files; exit 1 where a reader stopped or left something behind."""
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1999)
    parser.add_argument("--only", help="the ending of one target, such as .pdf")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the files at which a reader stopped"
    )
    options = parser.parse_args()
    begin = time.perf_counter()
    report = fuzz(options.files, seed=options.seed, only=options.only)
    seconds = time.perf_counter() - begin
    lines = [*report.lines(), f"{seconds:.0f} s, seed {options.seed}"]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        for name, data in report.stopped.values():
            (options.keep / name).write_bytes(data)
    return 1 if report.stopped or report.left_behind else 0


if __name__ == "__main__":
    sys.exit(main())
