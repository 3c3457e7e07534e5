"""The command compares two versions and keeps to the contract of its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main

OLD = "id,name,age\n1,Arta Krasniqi,34\n2,Besim Hoxha,51\n3,Dragana Ilić,x\n"
NEW = "id,name,age\n1,Arta Krasniqi,35\n4,Enver Berisha,63\n"
MAPPING = "id: id\nnames: {full: name}\nage: age\nnotice: A sample, not a census.\n"


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    for name, text in (("old.csv", OLD), ("new.csv", NEW), ("m.yaml", MAPPING)):
        (tmp_path / name).write_text(text)
    return [
        *("compare-lists", str(tmp_path / "old.csv"), str(tmp_path / "new.csv")),
        *("--mapping", str(tmp_path / "m.yaml")),
    ]


def test_json_has_the_keys_of_the_contract(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["counts"] == {"added": 1, "withdrawn": 1, "changed": 1, "unchanged": 0}
    assert document["matched_by"] == {"record_id": 1, "link": 0, "values": 0, "name": 0}
    assert [row["line"] for row in document["old"]["rejected"]] == [4]
    event = document["events"][0]
    assert event["old"] == {"line": 2, "id": "1", "name": "Arta Krasniqi"}
    assert event["changes"] == [{"field": "age", "old": "34", "new": "35", "manner": "value"}]
    assert "A sample, not a census." in err
    assert "refused" in err


def test_the_table_is_shown_and_written(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "diff.csv"
    assert main([*arguments, "--out", str(out)]) == 0
    assert "withdrawn: in the older version only" in capsys.readouterr().out
    assert len(out.read_text().splitlines()) == 4
    assert main([*arguments, "--out", str(tmp_path / "no" / "diff.csv")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_renamed_column_asks_for_the_second_mapping(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new.csv").write_text(NEW.replace("age", "years"))
    assert main(arguments) == 2
    assert "no column of this name" in capsys.readouterr().err
    newer = tmp_path / "n.yaml"
    newer.write_text(MAPPING.replace("age: age", "age: years"))
    assert main([*arguments, "--mapping-new", str(newer)]) == 0
