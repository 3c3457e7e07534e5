"""How fast a list of 100,000 invented people is sniffed and validated, and in how much memory."""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.flows.lists import open_list, validate

ROWS = 100_000
GIVEN = ("Arta", "Besim", "Dragana", "Enver", "Fatime", "Goran", "Драгана", "Shqipe")
SURNAMES = ("Gashi", "Krasniqi", "Petrović", "Hoxha", "Marković", "Berisha", "Петровић")
COLUMNS = (
    *("id", "given", "surname", "father", "sex", "dob", "age", "mun", "village", "event"),
    *("aba", "exh", "hrw", "weight"),
)
PLACES = ("Pejë", "Gjakovë", "Đakovica", "Prizren", "Deçan", "Peć")
MAPPING = """
id: id
lists: [aba, exh, hrw]
weight: weight
names: {given: given, surname: surname, father: father}
sex: sex
birth: dob
age: age
place: {municipality: mun, village: village}
death: event
missing: {age: {"*": [-1], aba: [0], exh: [127]}}
dates: ["%d%b%y"]
"""


def main() -> None:
    """Print rows, seconds, rows a second, plain reading with the standard library, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        write_people(path)
        plain = seconds(lambda: read_plainly(path))
        counts: dict[str, int] = {}
        validated = seconds(lambda: counts.update(validate_all(path)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"rows                        {ROWS:>10,}")
    print(f"accepted / refused          {counts['accepted']:>10,} / {counts['refused']:,}")
    print(f"csv.reader alone            {plain:>10.2f} s")
    print(f"sniffed and validated       {validated:>10.2f} s  ({validated / plain:.0f} times that)")
    print(f"rows a second               {ROWS / validated:>10,.0f}")
    print(f"peak memory of the process  {peak:>10.0f} MiB")


def seconds(work: object) -> float:
    """Return how long a call takes."""
    begin = time.perf_counter()
    work()  # type: ignore[operator]  # a plain function
    return time.perf_counter() - begin


def write_people(path: Path) -> None:
    """Write invented people, one in a hundred rows with an impossible age."""
    chance = np.random.default_rng(1999)
    with path.open("w", encoding="cp1250", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        numbers = chance.integers(0, 1000, (ROWS, 10)).tolist()
        for row, draws in enumerate(numbers):
            age = 300 if draws[0] < 10 else draws[1] % 90
            writer.writerow(
                [
                    row,
                    GIVEN[draws[2] % 6],
                    SURNAMES[draws[3] % 6],
                    GIVEN[draws[4] % 6],
                    "MF"[draws[5] % 2],
                    f"{1 + draws[6] % 28:02}Apr{40 + draws[7] % 50}",
                    age,
                    PLACES[draws[8] % 6],
                    f"Village {draws[9]}",
                    f"{1 + draws[0] % 28:02}Mar99",
                    draws[1] % 2,
                    1,
                    "" if draws[2] % 3 else 0,
                    1,
                ]
            )


def read_plainly(path: Path) -> int:
    """Count the rows with the standard library."""
    with path.open(encoding="cp1250", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter=";"))


def validate_all(path: Path) -> dict[str, int]:
    """Validate every row and count."""
    mapping = Mapping.from_yaml(MAPPING)
    counts = {"accepted": 0, "refused": 0}
    for found in validate(open_list(path, path.name, mapping), mapping):
        counts["refused" if isinstance(found, RowError) else "accepted"] += 1
    return counts


if __name__ == "__main__":
    sys.exit(main())
