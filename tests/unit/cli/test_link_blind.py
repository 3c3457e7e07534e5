"""Two organisations walk the whole way: a key, two encoded lists, a match, and home again."""

from __future__ import annotations

import argparse
import csv
import json
import stat
from pathlib import Path

import pytest

from onrecord.cli import link as command
from onrecord.core.kernel.errors import InputError, UsageError

MAPPING = """
id: id
list_name: {name}
names: {{given: given, surname: surname, father: father}}
sex: sex
birth: birth
place: {{municipality: town, village: village}}
death: killed
"""
COLUMNS = "id,given,surname,father,sex,birth,town,village,killed"
OURS = f"""{COLUMNS}
1,Arta,Berisha,Besim,F,1970-05-17,Pejë,Zahaq,1999-05-14
2,Enver,Berisha,Besim,M,1975-02-03,Pejë,Zahaq,1999-05-14
3,Dragana,Petrović,,F,1960,Peć,,1999-06-20
4,,,,F,,,,
"""
THEIRS = f"""{COLUMNS}
x,Arta,Beriša,Besim,F,1970,Peć,Zahać,1999-05-14
y,Fatime,Hoxha,Enver,F,1981-01-01,Prizren,,1999-04-02
z,Goran,Jovanović,,M,300,Prizren,,1999-04-02
"""


def link(*words: str | Path) -> int:
    """Run the command without its outermost frame, so that errors are seen as they are."""
    parser = argparse.ArgumentParser()
    command.configure(parser)
    parser.add_argument("--json", action="store_true")
    return command.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("ours", OURS), ("theirs", THEIRS)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        (tmp_path / f"{name}.yaml").write_text(MAPPING.format(name=name))
    assert link("--new-key", tmp_path / "shared.key") == 0
    return tmp_path


def encode(folder: Path, name: str, key: str = "shared.key") -> Path:
    words = ("--mapping", folder / f"{name}.yaml", "--blind", folder / key, "--out", folder / name)
    assert link(folder / f"{name}.csv", *words) == 0
    return folder / name / "give-away.encoded.jsonl"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_whole_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = encode(folder, "ours"), encode(folder, "theirs")
    capsys.readouterr()
    assert link(ours, theirs, "--out", folder / "result", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    keys = ("records", "pairs", "clusters", "seconds", "peak_mib", "recall_estimate", "warnings")
    assert set(keys) <= set(document)
    assert (document["records"], document["clusters"], document["in_common"]) == (6, 5, 1)
    home = folder / "ours" / "keep-at-home.csv"
    words = ("--resolve", home, "--out", folder / "ours", "--json")
    assert link(folder / "result" / "clusters.csv", *words) == 0
    assert json.loads(capsys.readouterr().out) == {"records": 4, "in_common": 1}
    overlap = rows(folder / "ours" / "overlap.csv")
    assert [(row["record"], row["line"], row["also_on"]) for row in overlap] == [
        ("1", "2", "theirs")
    ]
    table = (folder / "result" / "table.csv").read_text()
    assert table == "ours,theirs,count\n0,1,1\n1,0,3\n1,1,1\n"
    run = json.loads((folder / "result" / "run.json").read_text())
    assert run["cells"] == [
        {"history": "01", "count": 1},
        {"history": "10", "count": 3},
        {"history": "11", "count": 1},
    ]


def test_no_name_and_no_id_is_in_what_is_given_away_or_in_the_result(folder: Path) -> None:
    ours, theirs = encode(folder, "ours"), encode(folder, "theirs")
    link(ours, theirs, "--out", folder / "result")
    shown = ours.read_text() + "".join(p.read_text() for p in (folder / "result").iterdir())
    for word in ("Arta", "arta", "Berisha", "berisa", "Pej", "Zaha", "1970", "1999-05"):
        assert word not in shown
    assert stat.S_IMODE(ours.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "ours" / "keep-at-home.csv").stat().st_mode) == 0o600


def test_every_encoding_draws_new_pseudonyms(folder: Path) -> None:
    first, second = encode(folder, "ours").read_text(), encode(folder, "ours").read_text()
    names = [{json.loads(line)[0] for line in text.splitlines()[1:-1]} for text in (first, second)]
    assert not names[0] & names[1]


def test_lists_of_two_keys_are_not_compared(folder: Path) -> None:
    link("--new-key", folder / "other.key")
    ours, theirs = encode(folder, "ours"), encode(folder, "theirs", "other.key")
    with pytest.raises(InputError, match="another key"):
        link(ours, theirs, "--out", folder / "result")
    same = encode(folder, "theirs")
    with pytest.raises(InputError, match="another key"):
        link(ours, same, "--blind", folder / "other.key", "--out", folder / "result")
    assert link(ours, same, "--blind", folder / "shared.key", "--out", folder / "result") == 0


def test_refused_rows_and_records_that_say_too_little_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encode(folder, "ours")
    assert "1 records say too little" in capsys.readouterr().err
    words = ("--mapping", folder / "theirs.yaml", "--blind", folder / "shared.key", "--json")
    link(folder / "theirs.csv", *words, "--out", folder / "theirs")
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["records"], len(document["rejected"])) == (2, 1)
    assert "Refused: " in err


def test_what_is_not_blind_is_linked_openly(folder: Path) -> None:
    words = ("--mapping", folder / "ours.yaml", "--out", folder / "open")
    assert link(folder / "ours.csv", *words) == 0
    assert rows(folder / "open" / "clusters.csv")


@pytest.mark.parametrize(
    "words",
    [
        ("ours.csv", "--blind", "shared.key", "--out", "x"),
        ("ours.csv", "theirs.csv", "--mapping", "ours.yaml", "--blind", "shared.key"),
        ("ours.csv", "--mapping", "ours.yaml", "--blind", "shared.key"),
        ("ours.csv", "--new-key", "third.key"),
        ("ours.csv", "--mapping", "ours.yaml"),
        (),
        ("--resolve", "ours.csv", "--out", "x"),
    ],
)
def test_wrong_use_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError):
        link(*words)


def test_one_encoded_list_has_nobody_to_be_compared_with(folder: Path) -> None:
    with pytest.raises(UsageError, match="two encoded lists"):
        link(encode(folder, "ours"), "--out", folder / "result")


def test_a_result_of_other_pseudonyms_cannot_be_resolved(folder: Path) -> None:
    ours, theirs = encode(folder, "ours"), encode(folder, "theirs")
    link(ours, theirs, "--out", folder / "result")
    encode(folder, "ours")
    home = folder / "ours" / "keep-at-home.csv"
    with pytest.raises(InputError, match="none of the pseudonyms"):
        link(folder / "result" / "clusters.csv", "--resolve", home, "--out", folder / "x")
    with pytest.raises(InputError, match="no column"):
        link(folder / "ours.csv", "--resolve", home, "--out", folder / "x")


def test_a_file_of_several_lists_is_encoded_as_one_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "both.csv").write_text("id,given,list\n1,Arta,A\n2,Besim,B\n")
    (folder / "both.yaml").write_text("id: id\nlist: list\nnames: {given: given}\n")
    encode(folder, "both")
    assert "holds 2 lists" in capsys.readouterr().err
