"""The command links lists, writes its folder, and keeps to its contract."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from onrecord.cli import main

GIVEN = ("Arta", "Besim", "Dragana", "Enver", "Fatime", "Goran", "Xhevdet", "Shpresa", "Milan")
SURNAMES = ("Berisha", "Gashi", "Hoxha", "Krasniqi", "Petroviq", "Thaçi", "Zeka", "Bytyqi")
SERBIAN = {"Hoxha": "Хоџа", "Krasniqi": "Краснићи", "Petroviq": "Петровић", "Gashi": "Гаши"}
MAPPING = """
id: id
list: list
names: {given: given, surname: surname}
birth: born
place: {municipality: mun}
death: died
"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """400 invented people, half of them on both lists, one nobody knows on each."""
    chance = np.random.default_rng(5)
    rows = []
    for number in range(400):
        given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
        born = (
            f"{chance.integers(1930, 1990)}-{chance.integers(1, 13):02}-{chance.integers(1, 29):02}"
        )
        died = f"1999-0{chance.integers(3, 7)}-{chance.integers(1, 29):02}"
        mun = chance.choice(("Pejë", "Gjakovë", "Prizren"))
        rows.append((number, "ngo", given, surname, born, mun, died))
        if number % 2:
            other = SERBIAN.get(surname, surname)
            rows.append(
                (number, "court", given, other, born if number % 3 else born[:4], mun, died)
            )
    rows += [(900, "ngo", "?", "", "", "Pejë", ""), (901, "court", "unknown", "", "", "Pejë", "")]
    path = tmp_path / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "list", "given", "surname", "born", "mun", "died"])
        writer.writerows(rows)
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    return path


def linked(
    lists: Path, capsys: pytest.CaptureFixture[str], *more: str, out: str = "out"
) -> tuple[dict[str, object], dict[tuple[str, str], str]]:
    folder = lists.parent / out
    told = ["link", str(lists), "--mapping", str(lists.parent / "m.yaml"), "--out", str(folder)]
    assert main([*told, "--json", *more]) == 0
    answer = json.loads(capsys.readouterr().out)
    with (folder / "clusters.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["list", "record", "cluster", "probability"]
    return answer, {(row["list"], row["record"]): row["cluster"] for row in rows}


def test_it_answers_in_the_shape_of_the_contract(
    lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer, clusters = linked(lists, capsys)
    assert {"records", "pairs", "clusters", "seconds", "peak_mib"} <= answer.keys()
    assert answer["recall_estimate"] is None
    assert "provisional" in str(answer["warnings"])
    assert answer["records"] == 602 == len(clusters)
    assert all(one["pairs"] >= one["first"] for one in answer["blocking"])  # type: ignore[attr-defined]
    found = sum(clusters["ngo", str(n)] == clusters["court", str(n)] for n in range(1, 400, 2))
    assert found >= 195
    assert 400 <= int(str(answer["clusters"])) <= 412
    run = json.loads((lists.parent / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["model"]["share"]
    assert run["input"].keys() == {"records.csv"}
    pairs = parquet.read_table(lists.parent / "out" / "pairs.parquet")
    assert {"list_left", "record_left", "probability", "weight"} <= set(pairs.column_names)


def test_people_whom_nobody_knows_are_linked_to_nobody(
    lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _answer, clusters = linked(lists, capsys)
    others = [one for key, one in clusters.items() if key[1] not in {"900", "901"}]
    assert clusters["ngo", "900"] not in others
    assert clusters["ngo", "900"] != clusters["court", "901"]


def test_decisions_hold_and_earlier_ids_stay(
    lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _answer, before = linked(lists, capsys)
    decisions = lists.parent / "decisions.csv"
    decisions.write_text(
        "list_left,record_left,list_right,record_right,verdict,who,when,reason\n"
        "ngo,1,court,1,different,Arta,2026-03-01T10:00:00,seen both papers\n"
        "ngo,900,court,901,same,Arta,2026-03-01T10:05:00,one grave\n",
        encoding="utf-8",
    )
    with lists.open("a", encoding="utf-8") as file:
        file.write("77,press,Arta,Zeka,1944-01-01,Prizren,1999-04-04\n")
    _answer, after = linked(
        lists, capsys, "--decisions", str(decisions), "--earlier", str(lists.parent / "out"),
        out="again",
    )  # fmt: skip
    assert after["ngo", "1"] != after["court", "1"]
    assert after["ngo", "900"] == after["court", "901"]
    kept = [key for key in before if key[1] not in {"1", "900", "901"}]
    assert sum(before[key] == after[key] for key in kept) >= len(kept) - 4


def test_wrong_use_says_what_to_do(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["link", str(lists), "--mapping", str(lists.parent / "m.yaml")]
    out = ["--out", str(lists.parent / "x")]
    assert main([*told, *out, "--threshold", "1"]) == 2
    assert main([*told, *out, "--list-rule", "ngo=never"]) == 2
    assert main([*told, *told[2:], *told[2:], *out]) == 2
    bad = lists.parent / "bad.csv"
    bad.write_text("list_left\nngo\n", encoding="utf-8")
    assert main([*told, *out, "--decisions", str(bad)]) == 2
    assert "record_left" in capsys.readouterr().err
