"""Lists come in from the command line, are refused by row with a reason, and go as one unit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIST = "uid;name;age\n1;Arta Krasniqi;34\n2;Besim Gashi;200\n3;Драгана Петровић;-1\n"
MAPPING = "id: uid\nlist_name: North\nnames: {full: name}\nage: age\nmissing: {age: [-1]}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, a list and its mapping."""
    place = tmp_path_factory.mktemp("office")
    (place / "north.csv").write_text(LIST, encoding="utf-8")
    (place / "m.yaml").write_text(MAPPING, encoding="utf-8")
    for name, role in (("arta", "supervisor"), ("goran", "reader")):
        made = onrecord(place, "user", "add", name, "--role", role, "--compartment", "general")
        assert made.returncode == 0, made.stderr
    return place


def onrecord(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own: one process works on one register."""
    environment = {
        **{name: value for name, value in os.environ.items() if "DJANGO" not in name},
        "ONRECORD_REGISTER": str(place / "register"),
        "ONRECORD_PASSPHRASE": "five plain words",
    }
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def _import(place: Path, *words: str) -> tuple[int, dict[str, Any], str]:
    done = onrecord(
        place, "import", "north.csv", "--mapping", "m.yaml", "--source", "North", "--json", *words
    )
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def test_a_trial_needs_no_register(tmp_path: Path) -> None:
    (tmp_path / "north.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    code, report, _errors = _import(tmp_path, "--dry-run")
    assert code == 0
    assert (report["rows"], report["accepted"], report["batch"]) == (3, 2, None)
    refusal = report["rejected"][0]
    assert (refusal["line"], refusal["column"], refusal["value"]) == (3, "age", "200")
    assert "outside 0 to 120" in refusal["reason"]
    assert not (tmp_path / "register").exists()


def test_in_twice_and_out(office: Path) -> None:
    code, report, errors = _import(office)
    assert code == 0, errors
    assert (report["rows"], report["accepted"], report["state"]) == (3, 2, "committed")
    assert report["lists"] == {"North": 2}
    code, again, _errors = _import(office)
    assert (code, again["repeated"], again["batch"]) == (0, True, report["batch"])
    undone = onrecord(office, "import", "--undo", str(report["batch"]), "--json")
    assert json.loads(undone.stdout)["removed"] == 2
    verified = json.loads(onrecord(office, "verify", "--json").stdout)
    assert verified["problems"] == []
    twice = onrecord(office, "import", "--undo", str(report["batch"]))
    assert twice.returncode == 2
    assert "not in the state" in twice.stderr


def test_any_refused_row_can_be_a_failure(office: Path) -> None:
    code, report, _errors = _import(office, "--fail", "--failed", "refused.csv")
    assert (code, report["state"]) == (1, "staged")
    rows = (office / "refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "line,reason,uid,name,age"
    assert rows[1].startswith("3,")


def test_it_speaks_to_people_too(office: Path) -> None:
    done = onrecord(
        office, "import", "north.csv", "--mapping", "m.yaml", "--source", "N", "--dry-run"
    )
    assert "2 of 3 rows accepted, 1 refused." in done.stdout
    assert "Refused: line 3, age" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--as", "goran"), "does not have the right"),
        (("--as", "nobody"), "no such account"),
        (("--compartment", "nowhere"), "no such compartment"),
    ],
)
def test_refusals_are_sentences(office: Path, words: tuple[str, ...], sentence: str) -> None:
    code, _report, errors = _import(office, *words)
    assert code == 2
    assert sentence in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "north.csv"),
        ("import", "north.csv", "--mapping", "m.yaml"),
        ("import", "absent.csv", "--mapping", "m.yaml", "--source", "North"),
        ("import", "north.csv", "--mapping", "absent.yaml", "--source", "North"),
        ("import", "--undo", "99"),
    ],
)
def test_wrong_use_ends_with_2(office: Path, words: tuple[str, ...]) -> None:
    done = onrecord(office, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
