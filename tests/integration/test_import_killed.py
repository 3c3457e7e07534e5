"""A process killed while it records a list leaves all of its rows or none, and a whole log."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = 3_000
CHUNK = 100

_SETUP = f"""
import sys
from pathlib import Path
from onrecord.adapters.archive.keys import Cost
from onrecord.web.site import install

folder = Path(sys.argv[1])
install.prepare(folder, "five plain words", cost=Cost(memory_kib=8, passes=1, lanes=1))
install.open_register(folder)
install.migrate()

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.people.services import imports
from onrecord.web.sources.services import add_source, take_in

general = Compartment.objects.get(name="general")
arta = User.objects.create(username="arta", role="supervisor")
arta.compartments.add(general)
source = add_source(
    {{"title": "A list", "kind": "source/list"}}, compartment_id=general.pk, by=arta
)
rows = "".join(f"{{n}},Besim,Gashi{{n}}\\n" for n in range({ROWS}))
exhibit = take_in(source, b"uid,given,surname\\n" + rows.encode(), name="a.csv", by=arta)
mapping = Mapping.from_yaml("id: uid\\nlist_name: A\\nnames: {{given: given, surname: surname}}")
assert imports.stage(exhibit, mapping, by=arta).batch.accepted == {ROWS}
"""

_COMMIT = f"""
import sys
from pathlib import Path
from onrecord.web.site import install

install.open_register(Path(sys.argv[1]))

from onrecord.web.accounts.models import User
from onrecord.web.people import rows
from onrecord.web.people.models import Batch
from onrecord.web.people.services import imports

rows.CHUNK = {CHUNK}
imports.commit(
    Batch.objects.get(),
    by=User.objects.get(username="arta"),
    written=lambda count: print(count, flush=True),
)
print("committed", flush=True)
"""

_CHECK = """
import sys
from pathlib import Path
from onrecord.web.site import install

install.open_register(Path(sys.argv[1]))

from onrecord.web.audit.verify import problems

print([problem.to_dict() for problem in problems()])
"""


def _process(program: str, folder: Path) -> subprocess.Popen[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if "DJANGO" not in name},
        "ONRECORD_REGISTER": str(folder),
        "ONRECORD_PASSPHRASE": "five plain words",
    }
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a staged list of 3,000 rows."""
    folder = tmp_path_factory.mktemp("office") / "register"
    setting_up = _process(_SETUP, folder)
    setting_up.communicate()
    assert setting_up.returncode == 0
    return folder


def _kill_after(folder: Path, chunks: int) -> None:
    """Kill a commit that has written so many chunks, somewhere on its way to the next."""
    process = _process(_COMMIT, folder)
    assert process.stdout is not None
    for _chunk in range(chunks):
        assert process.stdout.readline() != "committed\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def _state(folder: Path) -> tuple[str, int, int]:
    """Return the state of the import, its mentions, and the log entries about mentions."""
    with sqlite3.connect(folder / "register.sqlite3") as database:
        (state,) = database.execute("SELECT state FROM people_batch").fetchone()
        (mentions,) = database.execute("SELECT count(*) FROM people_mention").fetchone()
        (entries,) = database.execute(
            "SELECT count(*) FROM audit_entry WHERE subject = 'people_mention'"
        ).fetchone()
    database.close()
    return state, mentions, entries


@pytest.mark.slow
def test_all_rows_or_none(folder: Path) -> None:
    last = ROWS // CHUNK
    for chunks in (1, last // 3, last - 1, last):
        _kill_after(folder, chunks)
        state, mentions, entries = _state(folder)
        if state == "committed":
            # Killed after the last chunk, the commit may just have come through.
            assert (chunks, mentions, entries) == (last, ROWS, ROWS)
        else:
            assert (state, mentions, entries) == ("staged", 0, 0)
    if _state(folder)[0] == "staged":
        process = _process(_COMMIT, folder)
        printed, _nothing = process.communicate()
        assert printed.endswith("committed\n")
    assert _state(folder) == ("committed", ROWS, ROWS)
    checking = _process(_CHECK, folder)
    assert checking.communicate()[0] == "[]\n"
