"""A question goes out, an answer comes in, and both verifiers are heard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.adapters.timestamps.authority import found

from onrecord import cli


def test_a_file_is_stamped_and_a_changed_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority = found(tmp_path / "authority")
    file, question, answer = (tmp_path / name for name in ("f.txt", "q.tsq", "a.tsr"))
    file.write_text("what Fatime told")
    assert cli.main(["timestamp", "ask", str(file), "--out", str(question), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == str(question)
    answer.write_bytes(authority.stamp(question.read_bytes()))
    root = str(tmp_path / "authority" / "root.pem")
    words = ["timestamp", "check", str(file), "--answer", str(answer), "--certificates", root]
    assert cli.main([*words, "--question", str(question), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is True
    assert [verdict["outcome"] for verdict in told["verdicts"]] == ["accepted"] * 2
    file.write_text("what Fatime did not tell")
    assert cli.main(words) == 1
    assert "The time stamp does not hold." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "here"), "--out"),
        (("ask", "here", "--out", "here"), "file exists"),
        (("ask", "absent", "--out", "q"), "no such file"),
        (("check", "here"), "Name the answer"),
        (("check", "here", "--answer", "here", "--certificates", "here"), "time stamp may hold"),
    ],
)
def test_wrong_use_is_said(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("here").write_text("x")
    assert cli.main(["timestamp", *words]) == 2
    assert said in capsys.readouterr().err
