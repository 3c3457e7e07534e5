"""``onrecord bag`` as somebody types it: of files, and of a register, and the check of the bag."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PASSPHRASE = "five words that nobody guesses"
BUILD = """
import sys
from pathlib import Path
from onrecord.web.site import install
install.create(Path(sys.argv[1]), sys.argv[2])
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.services import add_source, take_in
general = Compartment.objects.get(name="general")
arta = User.objects.create(username="arta", role="supervisor")
arta.compartments.set([general])
with acting_as("arta"):
    for title, kind in (("Told", "source/statement"), ("Reported", "source/report")):
        source = add_source({"title": title, "kind": kind}, compartment_id=general.pk, by=arta)
        take_in(source, title.encode() * 1000, name=f"{title}.txt", by=arta)
        print(source.pk)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Make a register with a statement and a report; return its folder and their ids."""
    folder = tmp_path_factory.mktemp("made") / "register"
    command = [sys.executable, "-c", BUILD, str(folder), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, env=_env(), check=True)
    return folder, done.stdout.split()


@pytest.mark.slow
def test_sources_of_a_register(made: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, (told, reported) = made
    out = tmp_path / "bag"
    words = ("bag", "--register", str(folder), "--out", str(out), "--json")
    done = _run(*words, "--recipient", "court", "--to", "Basic Court", "--reason", "Asked for.")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["path"] == str(out)
    assert [one["source"] for one in answer["left_out"]] == ["Told"]
    files = [path for path in out.rglob("*") if path.is_file()]
    assert (answer["files"], answer["bytes"]) == (
        len(files),
        sum(path.stat().st_size for path in files),
    )
    verifier = [sys.executable, str(out / "verify.py")]
    checked = subprocess.run(verifier, capture_output=True, text=True, check=False)
    assert "owner: register" in checked.stdout
    assert checked.returncode == 0
    both = _run(*words[:-3], "--out", str(tmp_path / "both"), "--json", told, reported)
    assert json.loads(both.stdout)["payload_files"] == 2
    refused = _run(*words[:-3], "--out", str(tmp_path / "no"), told, "--recipient", "court")
    assert (refused.returncode, "None of these sources" in refused.stderr) == (2, True)
    assert not (tmp_path / "no").exists()
    whole = _run("verify", "--register", str(folder), "--json")
    assert (whole.returncode, json.loads(whole.stdout)["problems"]) == (0, [])


@pytest.mark.slow
def test_a_check_writes_its_account_and_compares_what_was_kept(
    made: tuple[Path, list[str]], tmp_path: Path
) -> None:
    folder, _ids = made
    report = tmp_path / "check.json"
    first = _run("verify", "--register", str(folder), "--report", str(report))
    assert first.returncode == 0, first.stderr
    account = json.loads(report.read_text())
    assert (account["exhibits"], account["bytes"], account["problems"]) == (2, 12000, [])
    assert "Nothing is wrong." in report.with_suffix(".txt").read_text()
    kept = tmp_path / "kept.jsonl"
    kept.write_text((folder / "checkpoints.jsonl").read_text())
    again = _run("verify", "--register", str(folder), "--checkpoint", str(kept))
    assert again.returncode == 0, again.stdout
    kept.write_text(kept.read_text().replace('"entries": ', '"entries": 1'))
    forged = _run("verify", "--register", str(folder), "--checkpoint", str(kept))
    assert (forged.returncode, "not signed by this register" in forged.stdout) == (1, True)
    absent = _run("verify", "--register", str(folder), "--checkpoint", str(tmp_path / "absent"))
    assert (absent.returncode, absent.stdout) == (2, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bag", "--out", "x"), "Name the files"),
        (("bag", "absent", "--out", "x"), "no such file"),
        (("bag", "--register", "r", "x1", "--out", "x"), "ids of sources"),
        (("bag", "--register", "r", "--kind", "source/report", "--out", "x"), "are for files"),
    ],
)
def test_wrong_use_is_said(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = _run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def _run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord.cli", *words]
    env = _env() | {"ONRECORD_PASSPHRASE": PASSPHRASE}
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, check=False)


def _env() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ONRECORD_", "DJANGO_"))
    }
