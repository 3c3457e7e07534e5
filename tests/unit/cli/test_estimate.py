from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main

CELLS = (
    "court,press,union,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,9\n1,0,1,8\n0,1,1,7\n1,1,1,3\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(CELLS, encoding="utf-8")
    return path


def test_json_is_one_document_and_warnings_go_elsewhere(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["estimate", str(table), "--json", "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["lists"] == ["court", "press", "union"]
    assert document["observed"] == 147
    assert len(document["models"]) == 8
    assert document["seed"] == 3
    assert "Warning: " not in out
    assert err == "" or err.startswith("Warning: ")


def test_people_get_a_table(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", str(table), "--method", "loglinear-bic", "--method", "chao-mh"]) == 0
    out, _ = capsys.readouterr()
    assert "Lists     court, press, union" in out
    assert "Observed  147" in out
    assert "loglinear-bic" in out
    assert "≥ " in out
    assert "Models within 6 BIC units of the best, of 8" in out


def test_every_model_can_be_shown(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", str(table), "--all-models"]) == 0
    out, _ = capsys.readouterr()
    assert "All 8 log-linear models, best first" in out
    assert "[12,13,23]" in out


def test_two_lists_are_announced_in_the_heading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("court,press,count\n1,0,50\n0,1,40\n1,1,9\n", encoding="utf-8")
    assert main(["estimate", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "Two lists only: these numbers cannot be checked" in out
    assert err.count("Two lists cannot show whether they depend on each other") == 1


def test_a_refusal_is_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("court,press,union,count\n1,0,0,50\n0,1,0,40\n0,0,1,9\n", encoding="utf-8")
    assert main(["estimate", str(path), "--json"]) == 0
    for row in json.loads(capsys.readouterr().out)["estimates"]:
        assert row["N"] is None
        assert row["refused"].startswith("No record is on more than one list")
    assert main(["estimate", str(path)]) == 0
    assert "gives no number: No record is on more than one list" in capsys.readouterr().out


def test_a_person_on_no_list_is_refused_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "zero.csv"
    path.write_text("court,press,count\n1,0,50\n0,0,7\n1,1,9\n", encoding="utf-8")
    assert main(["estimate", str(path), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "zero.csv, line 3" in err
    assert "on no list" in err


def test_strata(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header, *rows = CELLS.splitlines()
    lines = [f"{header},region", *(f"{row},{part}" for row in rows for part in ("East", "West"))]
    path = tmp_path / "strata.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["estimate", str(path), "--strata", "region", "--threads", "2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [part["stratum"] for part in document["strata"]] == ["region=East", "region=West"]
    assert document["observed"] == 294
    assert main(["estimate", str(path), "--strata", "region"]) == 0
    assert "region=East: 147 observed" in capsys.readouterr().out


def test_methods_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", "--list-methods", "--json"]) == 0
    methods = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert methods["petersen"]["maximum_lists"] == 2
    assert main(["estimate", "--list-methods"]) == 0
    assert "Holds if: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "There is no table"),
        (["absent.csv"], "cannot be opened"),
        (["TABLE", "--method", "guess"], "The methods are: "),
        (["TABLE", "--strata", "region"], "Its columns are: "),
        (["TABLE", "--threads", "0"], "threads"),
    ],
)
def test_wrong_use_ends_with_two(
    table: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    filled = [str(table) if word == "TABLE" else word for word in arguments]
    assert main(["estimate", *filled]) == 2
    assert complaint in capsys.readouterr().err
