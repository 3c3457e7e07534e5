"""How long the import of 100,000 invented people takes from file to register, and what memory.

Each stage is timed apart, and beside it the same rows written by SQLite alone, without log,
indexes or checks: what the guarantees cost.
"""

# ruff: noqa: PLC0415 - Django is set up on a register before its models load
from __future__ import annotations

import argparse
import csv
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")

GIVEN = ("Arta", "Besim", "Dragana", "Enver", "Fatime", "Goran", "Драгана", "Горан")
SURNAMES = ("Gashi", "Krasniqi", "Petrović", "Hoxha", "Marković", "Berisha", "Петровић")
PLACES = ("Pejë", "Gjakovë", "Đakovica", "Prizren", "Deçan", "Klina")
COLUMNS = ("uid", "src", "given", "surname", "father", "sex", "dob", "age", "mun", "village", "day")
MAPPING = """
id: uid
list: src
names: {given: given, surname: surname, father: father}
sex: sex
birth: dob
age: age
place: {municipality: mun, village: village}
death: day
missing: {age: {"*": [-1], A: [0]}}
dates: ["%d%b%y"]
"""


def main(argv: list[str]) -> int:
    """Print seconds and peak memory of each stage; the work runs in a process of its own."""
    parser = argparse.ArgumentParser(prog="benchmarks import_throughput")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.inside is not None:
        _measure(options.inside, options.rows)
        return 0
    # Django is set up on one register a process.
    with tempfile.TemporaryDirectory() as folder:
        again = [sys.executable, "-m", "benchmarks", "import_throughput", "--inside", folder]
        return subprocess.run([*again, "--rows", str(options.rows)], check=False).returncode


def _measure(folder: Path, rows: int) -> None:
    path = folder / "people.csv"
    write_people(path, rows)
    alone = _timed("", lambda: _sqlite_alone(path, folder / "plain.sqlite3"))[1]

    from onrecord.adapters.archive.keys import Cost
    from onrecord.web.site import install

    install.prepare(
        folder / "register", "five plain words", cost=Cost(memory_kib=8, passes=1, lanes=1)
    )
    install.open_register(folder / "register")
    install.migrate()

    from onrecord.adapters.read.mapping import Mapping
    from onrecord.web.accounts.models import Compartment, User
    from onrecord.web.audit.verify import problems
    from onrecord.web.people.models import Mention
    from onrecord.web.people.services import imports
    from onrecord.web.sources.services import add_source, take_in

    general = Compartment.objects.get(name="general")
    arta = User.objects.create(username="arta", role="supervisor")
    arta.compartments.add(general)
    values = {"title": "A list", "kind": "source/list"}
    source = add_source(values, compartment_id=general.pk, by=arta)
    with path.open("rb") as content:
        exhibit, taking = _timed(
            "file preserved", lambda: take_in(source, content, name=path.name, by=arta)
        )
    mapping = Mapping.from_yaml(MAPPING)
    staged, staging = _timed(
        "staged: every row validated", lambda: imports.stage(exhibit, mapping, by=arta)
    )
    batch, committing = _timed(
        "committed: mentions, indexes, log", lambda: imports.commit(staged.batch, by=arta)
    )
    assert Mention.objects.count() == batch.accepted == rows
    total = taking + staging + committing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'together':<36}{total:>8.2f} s   {rows / total:>10,.0f} rows a second")
    print(f"{'peak memory':<36}{peak:>8.0f} MiB")
    print(
        f"{'the same rows by SQLite alone':<36}{alone:>8.2f} s   {total / alone:>10.0f} times less"
    )
    _timed("log and rows verified", lambda: list(problems()))
    _timed("undone", lambda: imports.undo(batch, by=arta, reason="A trial."))


def write_people(path: Path, rows: int) -> None:
    """Write invented people in two scripts."""
    draws = np.random.default_rng(1999).integers(0, 1000, (rows, 8)).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, draw in enumerate(draws):
            writer.writerow(
                [
                    number,
                    "ABC"[draw[0] % 3],
                    GIVEN[draw[1] % len(GIVEN)],
                    SURNAMES[draw[2] % len(SURNAMES)] + "abcdefghij"[draw[0] % 10],
                    GIVEN[draw[3] % len(GIVEN)],
                    "MF"[draw[4] % 2],
                    1920 + draw[5] % 75,
                    draw[6] % 90,
                    PLACES[draw[7] % len(PLACES)],
                    f"Village {draw[6]}",
                    f"{1 + draw[7] % 28:02}Apr99",
                ]
            )


def _sqlite_alone(path: Path, target: Path) -> None:
    with sqlite3.connect(target) as database, path.open(encoding="utf-8", newline="") as file:
        database.execute(f"CREATE TABLE people ({', '.join(COLUMNS)})")
        reader = csv.reader(file)
        next(reader)
        marks = ", ".join("?" * len(COLUMNS))
        database.executemany(f"INSERT INTO people VALUES ({marks})", reader)


def _timed(label: str, work: Callable[[], T]) -> tuple[T, float]:
    begin = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begin
    if label:
        print(f"{label:<36}{seconds:>8.2f} s", flush=True)
    return result, seconds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
