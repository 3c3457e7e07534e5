"""How does a test get a register that the real command line builds, opens and serves?

Every command runs in a process of its own, with the network closed (``closed/sitecustomize.py``).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PASSPHRASE = "demonstration"
CONTACTS = "contacts.txt"
"""Beside a register: the hosts that a command asked for and did not get."""

_CLOSED = Path(__file__).parent / "closed"
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A register that is being served: its folder and where its pages are."""

    folder: Path
    url: str
    log: Path

    def said(self) -> str:
        """Return what the server wrote so far: the traceback of a page that failed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def link_of(self, user: str) -> str:
        """Return a link that logs this person in once, made as an administrator makes it."""
        said = onrecord(self.folder, "user", "login-link", user, "--at", self.url, "--json")
        link: str = json.loads(said)["link"]
        return link


def build_demo(folder: Path) -> Path:
    """Build the demonstration register in a new folder and return it."""
    onrecord(folder, "demo", "--no-serve")
    return folder


def copy_of(register: Path, folder: Path) -> Path:
    """Return a copy of a register that a test may change."""
    shutil.copytree(register, folder)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a register on a free port until the block ends."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder.with_name(f"{folder.name}-{port}.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command("serve", "--register", str(folder), "--port", str(port)),
            env=_environment(folder),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(url, process, log)
            yield Served(folder, url, log)
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def onrecord(folder: Path, *words: str) -> str:
    """Run one command on a register and return what it printed; fail with its own words."""
    done = subprocess.run(
        _command(*words, "--register", str(folder)),
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"onrecord {' '.join(words)}\n{done.stderr}"
    return done.stdout


def contacts(folder: Path) -> str:
    """Return the hosts that commands on this register asked for; empty where there were none."""
    file = folder.with_name(f"{folder.name}-{CONTACTS}")
    return file.read_text(encoding="utf-8") if file.exists() else ""


def run_closed(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python as every command runs: with the network closed."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "onrecord.cli", *words]


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {
        **kept,
        "ONRECORD_PASSPHRASE": PASSPHRASE,
        "ONRECORD_TEST_CONTACTS": str(folder.with_name(f"{folder.name}-{CONTACTS}")),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_CLOSED), kept.get("PYTHONPATH")))),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urlopen(f"{url}/accounts/login/", timeout=_PATIENCE):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    message = f"Nothing answered at {url}:\n{log.read_text(encoding='utf-8', errors='replace')}"
    raise AssertionError(message)
