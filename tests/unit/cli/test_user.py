from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one administrator, made by the command itself."""
    place = tmp_path_factory.mktemp("office") / "register"
    done = onrecord(place, "add", "goran", "--role", "administrator", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert (made["rows"], made["accepted"], made["rejected"]) == (1, 1, [])
    assert made["users"][0]["username"] == "goran"
    return place


def onrecord(place: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: one process works on one register."""
    environment = {
        **{name: value for name, value in os.environ.items() if "DJANGO" not in name},
        "ONRECORD_REGISTER": str(place),
        "ONRECORD_PASSPHRASE": "five plain words",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli", "user", *words],
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_rows_of_a_file_are_taken_or_refused_with_line_and_reason(folder: Path) -> None:
    file = folder.parent / "people.csv"
    file.write_text(
        "username,full_name,role,compartments\n"
        "arta,Arta A.,supervisor,general\n"
        "en ver,Enver E.,reader,\n"
        "fatime,Fatime F.,emperor,\n"
        "besim,Besim B.,reader,nowhere\n",
        encoding="utf-8",
    )
    done = onrecord(folder, "--json", "add", "--from", str(file))
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert (report["rows"], report["accepted"]) == (4, 1)
    assert [(row["line"], row["value"]) for row in report["rejected"]] == [
        (3, "en ver"),
        (4, "emperor"),
        (5, "nowhere"),
    ]
    shown = json.loads(onrecord(folder, "list", "--json").stdout)["users"]
    arta = next(user for user in shown if user["username"] == "arta")
    assert (arta["role"], arta["compartments"]) == ("supervisor", ["general"])


def test_a_link_is_printed_for_the_address_given(folder: Path) -> None:
    done = onrecord(folder, "login-link", "goran", "--at", "http://localhost:9000/", "--json")
    assert json.loads(done.stdout)["link"].startswith("http://localhost:9000/accounts/link/")


def test_the_last_administrator_stays(folder: Path) -> None:
    done = onrecord(folder, "deactivate", "goran")
    assert done.returncode == 2
    assert "last administrator" in done.stderr


@pytest.mark.parametrize(
    ("words", "more", "sentence"),
    [
        (("role", "nobody", "coder"), {}, "no account of this name"),
        (("add",), {}, "one user name, or a file"),
        (("list",), {"ONRECORD_PASSPHRASE": "wrong"}, "passphrase does not open"),
        (("list",), {"ONRECORD_PASSPHRASE": ""}, "passphrase of the register is not known"),
        (("list", "--register", "/nonexistent/register"), {}, "no register here"),
    ],
)
def test_wrong_use_ends_with_a_sentence_and_code_2(
    words: tuple[str, ...], more: dict[str, str], sentence: str, folder: Path
) -> None:
    done = onrecord(folder, *words, **more)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
