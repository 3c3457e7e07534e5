"""A bag of files on the disk: names, links, consent, and what is refused."""

from __future__ import annotations

import csv
import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bagit
import pytest

from onrecord.adapters.write.bag import Signer
from onrecord.adapters.write.bag.verify import Bag
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.bag import Made, Order, bag_of_files

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def order(**changes: Any) -> Order:
    return Order(now=NOON, tool="onrecord test", **changes)


def made(folder: Path, *selection: Path, consent: Path | None = None, **changes: Any) -> Made:
    out = folder / "bag"
    return bag_of_files(selection, out, order(**changes), Signer.once(), consent=consent)


def rows(bag: Path) -> list[dict[str, str]]:
    with (bag / "metadata" / "loadfile.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_hostile_names_stand_in_the_load_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "документи"
    folder.mkdir()
    composed, decomposed = "ë.txt", unicodedata.normalize("NFD", "ë.txt")
    names = ["Драгана.txt", composed, decomposed, "a\nb.txt", "%0A.txt", "-rf", "=1+1.csv"]
    for number, name in enumerate(names):
        (folder / name).write_text(str(number))
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt"))).write_text("raw")
    done = made(tmp_path, folder)
    assert bagit.Bag(str(done.path)).is_valid()
    assert list(Bag(done.path).problems()) == []
    found = rows(done.path)
    assert {row["original_name"] for row in found} >= {
        "документи/Драгана.txt",
        f"документи/{composed}",
        f"документи/{decomposed}",
        "документи/a\\x0ab.txt",
        "документи/\\xff\\xfe.txt",
    }
    raw = {row["original_name"]: bytes.fromhex(row["original_name_hex"]) for row in found}
    assert raw["документи/\\xff\\xfe.txt"] == "документи/".encode() + b"\xff\xfe.txt"


def test_links_are_not_followed_but_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "real.txt").write_text("real")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    done = made(tmp_path, folder)
    assert [out.source for out in done.left_out] == ["in/link", "in/loop", "in/pipe"]
    assert done.written.payload_files == 1


def test_the_same_bytes_lie_in_the_bag_once_and_are_listed_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("same")
    done = made(tmp_path, tmp_path / "a.txt", tmp_path / "b.txt")
    assert (done.written.payload_files, len(rows(done.path))) == (1, 2)


def test_consent_decides_who_gets_what(tmp_path: Path) -> None:
    for name in ("arta.txt", "besim.txt", "goran.txt"):
        (tmp_path / name).write_text(name)
    table = tmp_path / "consent.csv"
    table.write_text(
        "file,purpose,given,on,how\narta.txt,court,yes,2026-01-02,in writing\n"
        "besim.txt,court,no,,by telephone\n"
    )
    files = [tmp_path / name for name in ("arta.txt", "besim.txt", "goran.txt")]
    done = made(tmp_path, *files, consent=table, purpose="court")
    assert [(out.source, out.reason) for out in done.left_out] == [
        ("besim.txt", "Consent to this use (court) was refused."),
        ("goran.txt", "No consent to this use (court) is recorded."),
    ]
    everything = b"".join(p.read_bytes() for p in done.path.rglob("*") if p.is_file())
    assert b"arta" in everything
    assert b"besim" not in everything
    assert b"goran" not in everything


def test_where_nothing_may_go_no_bag_is_made(tmp_path: Path) -> None:
    (tmp_path / "arta.txt").write_text("told")
    with pytest.raises(InputError, match="No consent to this use"):
        made(tmp_path, tmp_path / "arta.txt", purpose="prosecutor")
    assert not (tmp_path / "bag").exists()
    done = made(tmp_path, tmp_path / "arta.txt", purpose="prosecutor", kind="source/report")
    assert done.left_out == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("other.txt,court,yes,,", "No such file"),
        ("arta.txt,everybody,yes,,", "No such purpose"),
        ("arta.txt,court,perhaps,,", "No such given"),
    ],
)
def test_a_wrong_line_of_consent_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "arta.txt").write_text("told")
    table = tmp_path / "consent.csv"
    table.write_text(f"file,purpose,given,on,how\n{line}\n")
    with pytest.raises(InputError, match=f"line 2.*{said}"):
        made(tmp_path, tmp_path / "arta.txt", consent=table, purpose="court")
    table.write_text("file,purpose\n")
    with pytest.raises(InputError, match="column is missing"):
        made(tmp_path, tmp_path / "arta.txt", consent=table)
    table.write_bytes(b"\xff\xff")
    with pytest.raises(InputError, match="no CSV file"):
        made(tmp_path, tmp_path / "arta.txt", consent=table)


def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError, match="no such file"):
        made(tmp_path, tmp_path / "absent")
    with pytest.raises(InputError, match="There is none"):
        made(tmp_path, tmp_path / "in")
    with pytest.raises(UsageError, match="would lie in the folder"):
        made(tmp_path / "in", tmp_path / "in")
    with pytest.raises(UsageError, match="internal work"):
        order(purpose="publication")


def test_the_answer_has_the_keys_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    answer = made(tmp_path, tmp_path / "a.txt").to_dict()
    assert {"path", "files", "bytes", "digest"} <= answer.keys()
