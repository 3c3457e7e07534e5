from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import cli

WRONG = "Kosovo declared independence in 2011."
SOUND = "Arta came home in May 1999."
LONG = (
    "On the morning of 4 April 1999 soldiers came to Gurishte from two sides. They told the people "
    "to leave within the hour, and burned the houses along the road to the mill. Arta hid her "
    "father under hay, and Besim carried the children across the river before it was light.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(f"{WRONG} {LONG}", encoding="utf-8")
    (tmp_path / "two.txt").write_text(LONG, encoding="utf-8")
    (tmp_path / "notes.bin").write_bytes(b"\x00")
    return tmp_path


def test_json_is_one_list_of_findings_each_with_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(folder), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["file"] == str(folder / "one.txt")
    assert (first["check"], first["severity"]) == ("event_dates", "high")
    assert set(first["passages"][0]) == {"start", "end", "quote"}
    text = (folder / "one.txt").read_text(encoding="utf-8")
    assert text[first["passages"][1]["start"] : first["passages"][1]["end"]] == "2011"
    assert (second["check"], second["severity"]) == ("copied_passage", "info")
    assert second["passages"][1]["document"] == str(folder / "two.txt")


def test_a_person_sees_what_why_where_and_what_would_settle_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(folder / "one.txt")]) == 0
    shown = capsys.readouterr().out
    assert "[high] A date differs from the record of what it dates." in shown
    assert "17 February 2008" in shown
    assert "line 1: “declared independence”, “2011”" in shown
    assert "To settle it:" in shown
    assert "1 finding(s) in 1 document(s)" in shown


@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), (SOUND, 0)])
def test_only_a_high_finding_fails_and_only_if_asked(
    text: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert cli.main(["check", str(path), "--fail"]) == code
    assert cli.main(["check", str(path)]) == 0
    assert capsys.readouterr().out


def test_a_file_named_twice_is_read_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(folder), str(folder / "one.txt"), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.parametrize("name", ["empty", "missing.txt"])
def test_nothing_to_read_is_wrong_use(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert cli.main(["check", str(tmp_path / name)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert name in captured.err
