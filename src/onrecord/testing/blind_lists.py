"""How are invented lists of victims read into what blind linkage encodes, with their truth?

The generator lies beside the data of the project; its column ``ent`` is the truth and is never
part of what is encoded.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.core.reconcile.blind import PersonValues
from onrecord.flows.blind_link import gazetteer_places, person_values
from onrecord.flows.lists import open_list, validate
from onrecord.vocab.gazetteer import Gazetteer

COLUMNS = (
    *("uid", "given", "surname", "father", "sex", "dob", "byear", "mun", "village", "event"),
)
MAPPING = """
id: uid
list_name: {name}
names: {{given: given, surname: surname, father: father}}
sex: sex
birth: dob
birth_year: byear
place: {{municipality: mun, village: village}}
death: event
"""


@dataclass(frozen=True, slots=True)
class InventedList:
    """One list: its people as they are encoded, and who they are in truth (R)."""

    name: str
    people: tuple[PersonValues, ...]
    truth: NDArray[np.int64]


def generate(generator: Path, records: int, folder: Path, *, seed: int = 7) -> Path:
    """Run the generator and return the file of all its lists."""
    path = folder / f"lists-{records}-{seed}.parquet"
    command = [sys.executable, str(generator), str(records), str(path), str(seed)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own generator
    return path


def write_list(path: Path, name: str, folder: Path) -> tuple[Path, Path, NDArray[np.int64]]:
    """Write one list as CSV with its mapping; return both and the truth of its rows."""
    # Comes with the engine of linkage; nothing but the generator's file needs it.
    from pyarrow import parquet  # type: ignore[import-untyped]  # noqa: PLC0415

    rows = [row for row in parquet.read_table(path).to_pylist() if row["src"] == name]
    records, mapping = folder / f"{name}.csv", folder / f"{name}.yaml"
    with records.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    mapping.write_text(MAPPING.format(name=name), encoding="utf-8")
    return records, mapping, np.array([row["ent"] for row in rows], dtype=np.int64)


def read_list(path: Path, name: str, folder: Path) -> InventedList:
    """Return one list as its people would be encoded."""
    records, mapping_file, truth = write_list(path, name, folder)
    mapping, places = Mapping.load(mapping_file), gazetteer_places(Gazetteer.default())
    people = []
    for found in validate(open_list(records, records.name, mapping), mapping):
        if isinstance(found, RowError):
            raise found.errors[0]
        people.append(person_values(found, places))
    return InventedList(name, tuple(people), truth)
