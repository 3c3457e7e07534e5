from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.cli import main

CELLS = (
    "court,press,union,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,9\n1,0,1,8\n0,1,1,7\n1,1,1,3\n"
)


FEW = ["--samples", "20"]
"""So that what a test does not look at takes little time."""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(CELLS, encoding="utf-8")
    return path


def test_json_is_one_document_and_warnings_go_elsewhere(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["estimate", str(table), "--json", "--seed", "3", *FEW]) == 0
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
    assert main(["estimate", str(table), "--all-models", *FEW]) == 0
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
    assert ": No record is on more than one list" in capsys.readouterr().out


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
    asked = ["estimate", str(path), "--strata", "region", "--method", "loglinear-bic"]
    assert main([*asked, "--threads", "2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [part["stratum"] for part in document["strata"]] == ["region=East", "region=West"]
    assert document["observed"] == 294
    assert [total["observed"] for total in document["totals"]] == [294]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "region=East: 147 observed" in out
    assert "All strata together" not in out
    assert main([*asked, "--sum"]) == 0
    out, err = capsys.readouterr()
    assert "All strata together: 294 observed" in out
    assert "Warning: all strata together: " in err


def test_lists_are_left_out_in_turn(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["estimate", str(table), "--method", "chao-mh", "--method", "petersen", "--leave-out"]
    assert main([*asked, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["leave_out"]
    assert [row["left_out"] for row in rows] == [None, "court", "press", "union"]
    assert {row["method"] for row in rows} == {"chao-mh"}
    assert main(asked) == 0
    out, _ = capsys.readouterr()
    assert "Without each list in turn" in out
    share = 100 * rows[1]["N"] / rows[0]["N"]
    (line,) = [line for line in out.splitlines() if re.match(r"chao-mh +court ", line)]
    assert f" {share:.0f} % " in line


def test_nothing_is_left_out_unasked(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", str(table), "--method", "chao-mh", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["leave_out"] == []


def test_settings_reach_the_methods_and_the_document(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (
        "--level 0.9 --interval poisson-profile --order 1 --samples 30 --top all --delta 0.5 "
        "--expansion 1.5 4 --classes 3 --chains 2"
    )
    asked = ["estimate", str(table), "--method", "loglinear-bic", *settings.split()]
    assert main([*asked, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["options"] == {
        "level": 0.9,
        "interval": "poisson-profile",
        "order": 1,
        "samples": 30,
        "top": None,
        "delta": 0.5,
        "expansion": [1.5, 4.0],
        "classes": 3,
        "chains": 2,
    }
    (answer,) = document["estimates"]
    assert (answer["level"], answer["interval_method"]) == (0.9, "poisson-profile")
    assert len(document["models"]) == 1
    assert main(asked) == 0
    assert "90 % interval" in capsys.readouterr().out


def test_no_seed_means_one(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["estimate", str(table), "--method", "loglinear-bic-bca", *FEW, "--json"]
    answers = []
    for seed in ([], ["--seed", "1"], ["--seed", "2"]):
        assert main([*asked, *seed]) == 0
        rows = json.loads(capsys.readouterr().out)["estimates"]
        answers.append([(row["N"], row["low"], row["high"]) for row in rows])
    assert answers[0] == answers[1]
    assert answers[0] != answers[2]


def test_a_reason_is_said_once_for_all_methods(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--method", "petersen", "--method", "chapman", "--method", "chao-mh"]
    assert main(["estimate", str(table), *asked]) == 0
    out, _ = capsys.readouterr()
    assert "No number from petersen, chapman: This method takes at most 2 lists" in out


def test_models_that_disagree_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,1\n1,0,1,6\n0,1,1,1\n")
    assert main(["estimate", str(path), "--method", "loglinear-bic"]) == 0
    assert "the choice of model decides the number" in capsys.readouterr().out


def test_who_waits_at_a_terminal_sees_what_runs(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["estimate", str(table), "--method", "chao-mh", "--method", "loglinear-bic"]
    assert main(asked) == 0
    assert "Estimating" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(asked) == 0
    err = capsys.readouterr().err
    assert "Estimating 1 of 2: chao-mh" in err
    assert "Estimating 2 of 2: loglinear-bic" in err


def test_methods_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", "--list-methods", "--json"]) == 0
    methods = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert methods["petersen"]["maximum_lists"] == 2
    assert methods["petersen"]["draws"] is False
    assert methods["chao-mh"]["lower_bound"] is True
    assert main(["estimate", "--list-methods"]) == 0
    out = capsys.readouterr().out
    assert "Holds if: " in out
    assert "Needs:    2 lists, each of which covers everybody" in out
    assert "a lower bound: at least this many" in out
    assert "draws random numbers (--seed)" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "There is no table"),
        (["absent.csv"], "cannot be opened"),
        (["TABLE", "--method", "guess"], "The methods are: "),
        (["TABLE", "--strata", "region"], "Its columns are: "),
        (["TABLE", "--threads", "0"], "threads"),
        (["TABLE", "--seed", "-1"], "The seed is 0 or more"),
        (["TABLE", "--level", "95"], "between 0 and 1"),
        (["TABLE", "--expansion", "3", "2"], "the smaller first"),
        (["TABLE", "--delta", "inf"], "delta is a number"),
        (["TABLE", "--sum"], "--strata COLUMN"),
    ],
)
def test_wrong_use_ends_with_two(
    table: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    filled = [str(table) if word == "TABLE" else word for word in arguments]
    assert main(["estimate", *filled]) == 2
    assert complaint in capsys.readouterr().err
