"""The command counts records, tells what it left out, and keeps to the contract of its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main

MAPPING = "id: id\nlists: [A, B]\nage: age\nnotice: A sample, not a census.\n"
RECORDS = "id,A,B,age\n1,1,0,30\n2,1,1,999\n3,maybe,1,31\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    records, mapping = tmp_path / "records.csv", tmp_path / "m.yaml"
    records.write_text(RECORDS)
    mapping.write_text(MAPPING)
    return records, mapping


def test_json_has_the_keys_of_the_contract(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    records, mapping = files
    assert main(["tabulate", str(records), "--mapping", str(mapping), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["lists"] == ["A", "B"]
    assert sorted((cell["history"], cell["count"]) for cell in document["cells"]) == [
        ("10", 1.0),
        ("11", 1.0),
    ]
    assert document["total"] == 2.0
    assert document["notice"] == "A sample, not a census."
    assert [(row["line"], row["column"]) for row in document["rejected"]] == [(4, "A")]
    assert "A sample, not a census." in err
    assert "line 4, column A" in err


def test_table_and_failed_rows_are_written_and_refusals_can_fail(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, mapping = files
    out, failed = tmp_path / "table.csv", tmp_path / "failed.csv"
    arguments = ["tabulate", str(records), "--mapping", str(mapping), "--fail"]
    assert main([*arguments, "--out", str(out), "--failed", str(failed)]) == 1
    assert out.read_text().splitlines()[0] == "A,B,count"
    assert "maybe" in failed.read_text()
    assert "Total 2.00 people" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("records", "mapping", "words"),
    [
        ("", MAPPING, "records.csv: The file is empty"),
        (RECORDS, "lists: [A, C]\n", "no column of this name"),
        (RECORDS, "id: id\nlistz: [A]\n", "m.yaml, line 2"),
        ("\0\0\0\0", MAPPING, "NUL"),
    ],
)
def test_wrong_input_ends_with_2_and_says_where(
    files: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    records: str,
    mapping: str,
    words: str,
) -> None:
    files[0].write_text(records)
    files[1].write_text(mapping)
    assert main(["tabulate", str(files[0]), "--mapping", str(files[1])]) == 2
    assert words in capsys.readouterr().err


def test_a_draft_is_shown_written_and_never_replaces_a_file(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, _mapping = files
    records.write_text("id,A,B,age\n1,1,0,30\n2,0,1,31\n")
    assert main(["mapping", "init", str(records)]) == 0
    assert "lists: [A, B]" in capsys.readouterr().out
    out = tmp_path / "draft.yaml"
    assert main(["mapping", "init", str(records), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mapping"]["age"] == "age"
    assert main(["mapping", "init", str(records), "--out", str(out)]) == 2
    assert "must not replace it" in capsys.readouterr().err
    assert main(["tabulate", str(records), "--mapping", str(out)]) == 0


def test_a_folder_that_is_not_there_ends_with_2(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, mapping = files
    nowhere = str(tmp_path / "nowhere" / "x")
    assert main(["tabulate", str(records), "--mapping", str(mapping), "--out", nowhere]) == 2
    assert main(["mapping", "init", str(records), "--out", nowhere]) == 2
    assert capsys.readouterr().err.count("cannot be written: no such file") == 2


REGIONS = (
    "id,A,B,C,region\n"
    + "".join(
        f"{place}{number},{marks},{place}\n"
        for place in ("West", "East")
        for number, marks in enumerate(["1,0,0"] * 5 + ["0,1,0"] * 4 + ["0,0,1"] * 4
                                       + ["1,1,0", "1,0,1", "0,1,1", "1,1,1"] * 2)
    )
    + "x,1,0,0,\n"
)  # fmt: skip


def test_strata_go_from_a_list_into_the_table_that_estimate_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, mapping, out = (tmp_path / name for name in ("r.csv", "m.yaml", "t.csv"))
    records.write_text(REGIONS)
    mapping.write_text("id: id\nlists: [A, B, C]\n")
    arguments = ["tabulate", str(records), "--mapping", str(mapping), "--strata", "region"]
    assert main([*arguments, "--out", str(out), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(part["stratum"], part["total"]) for part in document["strata"]] == [
        ("region unknown", 1.0),
        ("region=East", 21.0),
        ("region=West", 21.0),
    ]
    assert document["strata"][1]["values"] == {"region": "East"}
    assert document["total"] == 43.0
    assert out.read_text().splitlines()[0] == "region,A,B,C,count"
    estimate = ["estimate", str(out), "--strata", "region", "--sum", "--method", "chao-mth"]
    assert main([*estimate, "--json"]) == 0
    run = json.loads(capsys.readouterr().out)
    numbers = {one["stratum"]: one["N"] for one in run["estimates"]}
    assert numbers["region=East"] == numbers["region=West"] > 21
    assert numbers["region unknown"] is None
    assert run["totals"][0]["N"] == pytest.approx(2 * numbers["region=East"] + 1)


def test_strata_are_shown_and_a_column_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, mapping = tmp_path / "r.csv", tmp_path / "m.yaml"
    records.write_text(REGIONS)
    mapping.write_text("id: id\nlists: [A, B, C]\n")
    arguments = ["tabulate", str(records), "--mapping", str(mapping), "--strata"]
    assert main([*arguments, "region"]) == 0
    shown = capsys.readouterr().out
    assert "region=West\n" in shown
    assert "Total 43.00 people" in shown
    assert main([*arguments, "place"]) == 2
    assert "no column of this name to make strata from" in capsys.readouterr().err
