"""What the files of a bag say."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.adapters.write.bag.scene import REPORT, STATEMENT, contents, file

from onrecord.adapters.write.bag import Signer, write_folder
from onrecord.adapters.write.bag.contents import plain_name
from onrecord.adapters.write.bag.premis import NAMESPACE
from onrecord.core.document.custody import Link, problems
from onrecord.core.kernel.errors import InputError


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made") / "bag"
    write_folder(contents(), place, Signer.once())
    return place


def test_originals_are_named_by_their_digest(bag: Path) -> None:
    found = {path.read_bytes() for path in (bag / "data" / "originals").iterdir()}
    assert found == {STATEMENT, REPORT}
    assert all(path.name.isascii() for path in bag.rglob("*"))


def test_the_load_file_names_every_file_and_runs_no_formula(bag: Path) -> None:
    with (bag / "metadata" / "loadfile.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["original_name"] for row in rows] == [
        "изјава Арта\\x0a\\x1b.txt",
        "statement.txt.txt",
        "'=cmd|' /C calc'!A0.pdf",
    ]
    assert rows[0]["original_name_hex"] == b"raw".hex()
    assert (rows[1]["parent"], rows[1]["tool"], rows[1]["tool_version"]) == ("1", "reader", "1")
    assert json.loads(rows[1]["parameters"]) == {"language": "sq"}
    assert all((bag / row["path"]).is_file() for row in rows)
    mapping = json.loads((bag / "metadata" / "mapping.json").read_text("utf-8"))
    assert [column["column"] for column in mapping["columns"]] == list(rows[0])


def test_consent_stands_for_each_source(bag: Path) -> None:
    with (bag / "metadata" / "consent.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["source"], row["asked_for"], row["given"]) for row in rows] == [
        ("10", "court", "yes"),
        ("11", "", ""),
    ]


def test_custody_is_a_chain_in_which_one_event_is_withheld(bag: Path) -> None:
    lines = (bag / "metadata" / "custody.jsonl").read_text("utf-8").splitlines()
    links = [Link.from_dict(json.loads(line)) for line in lines]
    assert list(problems(links)) == []
    assert [link.event is None for link in links] == [False, True, False]


def test_premis_has_objects_events_agents_and_rights(bag: Path) -> None:
    tree = etree.parse(bag / "metadata" / "premis.xml")
    root = tree.getroot()
    assert (root.tag, root.get("version")) == (f"{{{NAMESPACE}}}premis", "3.0")
    kinds = [etree.QName(node).localname for node in root]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "object": 3,
        "event": 2,
        "agent": 2,
        "rights": 2,
    }
    names = [node.text for node in root.iter(f"{{{NAMESPACE}}}originalName")]
    assert names[0] == "изјава Арта\\x0a\\x1b.txt"
    derived = root.find(f".//{{{NAMESPACE}}}relatedObjectIdentifierValue")
    assert derived is not None
    assert derived.text == "1"


def test_the_readme_speaks_four_ways(bag: Path) -> None:
    texts = {name: (bag / f"README.{name}").read_text("utf-8") for name in ("en", "sq", "sr")}
    assert "SUBMISSION BAG onrecord-bag-20260504-0001" in texts["en"]
    assert "PAKETA E DORËZIMIT" in texts["sq"]
    assert "ПАКЕТ ЗА ДОСТАВЉАЊЕ" in texts["sr"]
    assert "PAKET ZA DOSTAVLJANJE" in texts["sr"]
    assert all("verify.py" in text and "\\x0a" in text for text in texts.values())


def test_a_line_break_makes_no_new_line_of_bag_info(bag: Path) -> None:
    lines = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    assert "Recipient: Basic Court\\x0aof Prizren" in lines
    assert all(": " in line for line in lines)


def test_the_verifier_in_the_bag_runs_alone(bag: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(bag / "verify.py")],
        capture_output=True,
        text=True,
        env={},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 custody events, 1 of them withheld." in done.stdout
    assert "The bag is whole." in done.stdout


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Драгана.txt", "Драгана.txt"),
        ("e\u0308.txt", "e\u0308.txt"),
        ("\u00eb.txt", "\u00eb.txt"),
        ("a\nb\tc", "a\\x0ab\\x09c"),
        ("\udcff.txt", "\\xff.txt"),
        ("gpj.\u202eexe", "gpj.\\u202eexe"),
    ],
)
def test_names_become_one_plain_line(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_what_could_do_harm_as_a_name_is_refused() -> None:
    with pytest.raises(InputError, match="time token"):
        contents(times=(("../evil.tsr", b""),))
    with pytest.raises(InputError, match="no file"):
        contents(files=())
    good = file("1", "10", b"", "x")
    with pytest.raises(InputError, match="SHA-256"):
        type(good)(**{**{n: getattr(good, n) for n in good.__slots__}, "sha256": "../../x"})
