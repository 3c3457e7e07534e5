"""Whatever is done to exhibits, log or rows behind the register's back, ``verify`` names it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

PASSPHRASE = "five words that nobody guesses"
CONTENT = b"On 3 April 1999 armed men came to the village, said Arta.\n" * 40

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
    source = add_source(
        {"title": "A report", "kind": "source/report"}, compartment_id=general.pk, by=arta
    )
    exhibit = take_in(source, sys.stdin.buffer.read(), name="report.txt", by=arta)
print(exhibit.sha256)
"""

WORK = """
import sys
from pathlib import Path
from onrecord.web.site import install
install.create(Path(sys.argv[1]), sys.argv[2])
from onrecord.web.accounts.models import User
from onrecord.web.audit import verify
from onrecord.web.figures.services import add_figure, correct_figure
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.models import Source
arta, source = User.objects.get(username="arta"), Source.objects.get()
print(len(list(verify.problems())), flush=True)
with acting_as("arta"):
    for number in range(10**6):
        figure = add_figure(source, {"value": number, "where": "p. 1"}, by=arta)
        print(figure.stem.hex, 1, flush=True)
        correct_figure(figure, {"value": number + 1}, by=arta, reason="Misread.")
        print(figure.stem.hex, 2, flush=True)
"""

Damage = Callable[[sqlite3.Connection, int], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make a real register with one exhibit; return its folder and the exhibit's digest."""
    folder = tmp_path_factory.mktemp("made") / "register"
    command = [sys.executable, "-c", BUILD, str(folder), PASSPHRASE]
    done = subprocess.run(command, input=CONTENT, capture_output=True, env=_env(), check=True)
    return folder, done.stdout.decode().strip()


@pytest.fixture
def copy(made: tuple[Path, str], tmp_path: Path) -> Path:
    """Return a copy of the register that may be damaged."""
    return shutil.copytree(made[0], tmp_path / "register")


@pytest.mark.slow
def test_an_untouched_register_is_whole(copy: Path) -> None:
    code, found = _verify(copy)
    assert (code, found["problems"], found["exhibits"]) == (0, [], 1)
    assert found["log_entries"] == _count(copy, "audit_entry")


@pytest.mark.slow
@pytest.mark.parametrize("place", [0, 0.13, 0.37, 0.61, 0.89, 1])
def test_one_flipped_byte_of_an_exhibit_is_found(
    copy: Path, made: tuple[Path, str], place: float
) -> None:
    file = _exhibit_file(copy)
    content = bytearray(file.read_bytes())
    content[round(place * (len(content) - 1))] ^= 1
    file.write_bytes(content)
    code, found = _verify(copy)
    assert code == 1
    assert [(p["kind"], p["where"]) for p in found["problems"]] == [("exhibit-damaged", made[1])]


@pytest.mark.slow
def test_a_removed_exhibit_is_found(copy: Path, made: tuple[Path, str]) -> None:
    _exhibit_file(copy).unlink()
    code, found = _verify(copy)
    assert code == 1
    assert [(p["kind"], p["where"]) for p in found["problems"]] == [("exhibit-missing", made[1])]


@pytest.mark.slow
def test_a_file_that_nobody_took_in_is_found(copy: Path) -> None:
    stray = _exhibit_file(copy).with_name("0" * 64)
    stray.write_bytes(b"planted")
    code, found = _verify(copy)
    assert code == 1
    assert [p["kind"] for p in found["problems"]] == ["exhibit-unexpected"]
    assert stray.name in found["problems"][0]["where"]


def _edit(database: sqlite3.Connection, newest: int) -> None:
    database.execute("UPDATE audit_entry SET actor = 'besim' WHERE seq = ?", [newest // 2])


def _delete(database: sqlite3.Connection, newest: int) -> None:
    database.execute("DELETE FROM audit_entry WHERE seq = ?", [newest // 2])


def _swap(database: sqlite3.Connection, newest: int) -> None:
    one, other = newest // 2, newest // 2 + 1
    for old, new in ((one, -1), (other, one), (-1, other)):
        database.execute("UPDATE audit_entry SET seq = ? WHERE seq = ?", [new, old])


def _truncate(database: sqlite3.Connection, newest: int) -> None:
    database.execute("DELETE FROM audit_entry WHERE seq > ?", [newest - 3])


def _truncate_with_care(database: sqlite3.Connection, newest: int) -> None:
    """Cut the log and set its head and its counter back as well."""
    _truncate(database, newest)
    database.execute(
        "UPDATE audit_head SET (seq, digest) = "
        "(SELECT seq, digest FROM audit_entry ORDER BY seq DESC LIMIT 1)"
    )
    database.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit_entry'", [newest - 3])


def _forge(database: sqlite3.Connection, _newest: int) -> None:
    database.execute("UPDATE sources_description SET title = 'Another report'")


def _plant(database: sqlite3.Connection, _newest: int) -> None:
    database.execute("INSERT INTO accounts_compartment (name, title) VALUES ('x', 'X')")


def _remove(database: sqlite3.Connection, _newest: int) -> None:
    database.execute("DELETE FROM sources_custody")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_edit, "log-edited"),
        (_delete, "log-gap"),
        (_swap, "log-order"),
        (_truncate, "log-cut"),
        (_truncate_with_care, "log-head"),
        (_forge, "row-edited"),
        (_plant, "row-unlogged"),
        (_remove, "row-removed"),
    ],
)
def test_what_is_done_to_log_and_rows_is_found(copy: Path, damage: Damage, kind: str) -> None:
    with _unguarded(copy) as database:
        damage(database, _count(copy, "audit_entry"))
    code, found = _verify(copy)
    assert code == 1
    assert kind in {problem["kind"] for problem in found["problems"]}
    assert "trigger" not in {problem["kind"] for problem in found["problems"]}
    assert all(problem["where"] and problem["explanation"] for problem in found["problems"])


@pytest.mark.slow
def test_a_wrong_passphrase_opens_nothing(copy: Path) -> None:
    done = _run("verify", "--register", str(copy), "--json", passphrase="not these words")
    assert (done.returncode, done.stdout) == (2, "")
    assert "passphrase" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_folder_without_a_register_is_said_to_be_none(tmp_path: Path) -> None:
    done = _run("verify", "--register", str(tmp_path / "nowhere"), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no register" in done.stderr


@pytest.mark.slow
def test_a_killed_register_keeps_what_it_acknowledged(copy: Path) -> None:
    """Ten times killed while figures are recorded and corrected; each start checks the last."""
    acknowledged: set[tuple[str, int]] = set()
    for pause in np.random.default_rng(11).uniform(0.005, 0.25, 10).tolist():
        acknowledged |= _written_before_kill(copy, pause)
    code, found = _verify(copy)
    assert (code, found["problems"]) == (0, [])
    with sqlite3.connect(copy / "register.sqlite3") as database:
        kept = set(database.execute("SELECT stem, version FROM figures_figure"))
    database.close()
    assert acknowledged
    assert acknowledged <= kept


def _written_before_kill(folder: Path, pause: float) -> set[tuple[str, int]]:
    """Start a worker, kill it after a while and return the versions that it acknowledged."""
    command = [sys.executable, "-c", WORK, str(folder), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_env()) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "0"
        time.sleep(pause)
        worker.kill()
        whole = worker.stdout.read().rpartition("\n")[0]
    return {(stem, int(version)) for stem, version in map(str.split, whole.splitlines())}


@contextmanager
def _unguarded(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection of another program, every trigger away and carefully put back."""
    database = sqlite3.connect(folder / "register.sqlite3")
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    guards = database.execute(found).fetchall()
    for name, _sql in guards:
        database.execute(f'DROP TRIGGER "{name}"')
    yield database
    for _name, sql in guards:
        database.execute(sql)
    database.commit()
    database.close()


def _verify(folder: Path) -> tuple[int, dict[str, object]]:
    done = _run("verify", "--register", str(folder), "--json")
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)
    assert {"exhibits", "log_entries", "problems"} <= found.keys()
    return done.returncode, found


def _run(*words: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord.cli", *words]
    env = _env() | {"ONRECORD_PASSPHRASE": passphrase}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def _env() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ONRECORD_", "DJANGO_"))
    }


def _exhibit_file(folder: Path) -> Path:
    (file,) = (path for path in (folder / "exhibits").rglob("*") if path.is_file())
    return file


def _count(folder: Path, table: str) -> int:
    database = sqlite3.connect(folder / "register.sqlite3")
    (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    database.close()
    return int(count)
