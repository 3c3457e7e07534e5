from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import cli


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(
        "In Istog 30 people, of whom 20 were men and 10 were women, were missing in 1999.",
        encoding="utf-8",
    )
    return path


def test_json_is_one_list_with_a_reading_for_each_file(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", str(document), str(document), "--json"]) == 0
    readings = json.loads(capsys.readouterr().out)
    assert [reading["file"] for reading in readings] == [str(document)] * 2
    assert [figure["value"] for figure in readings[0]["figures"]] == [30, 20, 10]
    assert readings[0]["places"][0]["name"] == "Istog"
    assert readings[0]["findings"][0]["check"] == "parts_and_total"


def test_a_person_sees_figures_and_findings(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", str(document)]) == 0
    shown = capsys.readouterr().out
    assert "30 persons" in shown
    assert "30 = 20 + 10" in shown
    assert "suggestions" in shown


def test_a_document_without_figures_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("Arta came home.", encoding="utf-8")
    assert cli.main(["read", str(path)]) == 0
    assert "No figures were found." in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\x00\x00", None])
def test_a_file_that_cannot_be_read_is_wrong_input_and_shows_nothing(
    content: bytes | None, document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    assert cli.main(["read", str(document), str(bad), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(bad) in captured.err
