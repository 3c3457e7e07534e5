"""Labelled sets through `onrecord link`: precision, recall, F1, seconds of processor, memory.

Counted are the pairs that clusters imply, against the pairs that the truth implies. Each set runs
in a process of its own, from its files and a mapping, as a user would run it; nothing is set by the
name of a set. The sets lie beside the checkout (``../shared/data``); without them nothing is run.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Truth = dict[tuple[str, str], str]
Prepared = tuple[list[Path], str, Truth]

_LISTS = """
id: uid
list: src
names: {given: given, surname: surname, father: father}
sex: sex
birth: dob
birth_year: byear
place: {municipality: mun, village: village}
death: event
"""
_RL = "id: rec_id\nnames: {given: fname_c1, surname: lname_c1, father: fname_c2}\nbirth: dob\n"
_FEBRL = """
id: rec_id
names: {given: given_name, surname: surname}
birth: date_of_birth
dates: ["%Y%m%d"]
place: {municipality: postcode, village: suburb}
"""
_GAZA = "id: row\nnames: {full: NAME}\nsex: sex\nage: age\n"


def main(argv: list[str]) -> int:
    """Print one line a set; returns 1 where one falls below what is promised."""
    parser = argparse.ArgumentParser(prog="linkage_quality", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 100,000 generated records")
    chosen = parser.parse_args(argv)
    if not DATA.exists():
        print("The labelled sets are not beside this checkout (../shared/data).")
        return 0
    sets = ["lists 20000 7", "lists 20000 11", "lists 20000 23", "rl", "febrl", "gaza name",
            "gaza en_name"]  # fmt: skip
    if chosen.large:
        sets.append("lists 100000 7")
    print(f"{'set':<18}{'precision':>10}{'recall':>9}{'F1':>8}{'CPU s':>8}{'MiB':>7}")
    good = [_measured(name) for name in sets]
    return 0 if all(good) else 1


def _measured(name: str) -> bool:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        kind, *options = name.split()
        files, mapping, truth = _PREPARED[kind](folder, *options)
        (folder / "m.yaml").write_text(mapping, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = ["--mapping", folder / "m.yaml", "--out", folder / "out", "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "onrecord.cli", "link", *map(str, [*files, *told])],
            check=True,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with (folder / "out" / "clusters.csv").open(encoding="utf-8") as file:
            clusters = {
                (row["list"], row["record"]): row["cluster"] for row in csv.DictReader(file)
            }
    found = _pairs(clusters.values())
    true = _pairs(truth.values())
    right = _pairs((cluster, truth[key]) for key, cluster in clusters.items())
    f1 = 2 * right / (found + true)
    print(
        f"{name:<18}{right / found:>10.4f}{right / true:>9.4f}{f1:>8.4f}{seconds:>8.1f}"
        f"{json.loads(done.stdout)['peak_mib']:>7.0f}",
        flush=True,
    )
    return f1 >= _PROMISED[kind]


_PROMISED = {"lists": 0.97, "rl": 0.93, "febrl": 0.98, "gaza": 0.97}


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def _generated(folder: Path, records: str, seed: str) -> Prepared:
    from pyarrow import parquet  # noqa: PLC0415

    script = DATA / "linkage" / "gen_lists.py"
    subprocess.run(
        [sys.executable, str(script), records, str(folder / "g.parquet"), seed],
        check=True,
        capture_output=True,
    )
    rows = parquet.read_table(folder / "g.parquet").to_pylist()
    truth = {(row["src"], str(row["uid"])): str(row["ent"]) for row in rows}
    kept = [{k: v for k, v in row.items() if k not in {"ent", "style"}} for row in rows]
    return [_written(folder / "lists.csv", kept)], _LISTS, truth


def _rl(folder: Path) -> Prepared:
    rows = _rows(DATA / "linkage" / "RLdata10000.csv")
    truth = {("rl", row["rec_id"]): row["ent_id"] for row in rows}
    kept = []
    for row in rows:
        year, month, day = int(row["by"]), int(row["bm"]), int(row["bd"])
        plain = {name: "" if value == "NA" else value for name, value in row.items()}
        plain.pop("ent_id")
        kept.append(plain | {"dob": f"{year:04d}-{month:02d}-{day:02d}"})
    return [_written(folder / "rl.csv", kept)], _RL, truth


def _febrl(_folder: Path) -> Prepared:
    files = [DATA / "linkage" / f"febrl4{half}.csv" for half in "ab"]
    truth = {
        (file.stem, row["rec_id"]): row["rec_id"].split("-")[1]
        for file in files
        for row in _rows(file)
    }
    return files, _FEBRL, truth


def _gaza(_folder: Path, column: str) -> Prepared:
    files = sorted((DATA / "gaza-moh-lists").glob("*.csv"))
    truth = {(file.stem, row["row"]): row["truth_person"] for file in files for row in _rows(file)}
    return files, _GAZA.replace("NAME", column), truth


_PREPARED = {"lists": _generated, "rl": _rl, "febrl": _febrl, "gaza": _gaza}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def _written(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


if __name__ == "__main__":
    raise SystemExit(main([]))
