"""The whole demonstration with the network closed: no request leaves, and every page holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

CLOSED = """
import os, sys

CALLS = ("socket.connect", "socket.sendto", "socket.sendmsg")
NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
OURS = ("127.", "::1", "localhost", "0.0.0.0", "None")

def closed(event, arguments):
    if event in CALLS and isinstance(arguments[1], tuple):
        whom = arguments[1][0]
    elif event in NAMES:
        whom = arguments[0]
    else:
        return
    if not str(whom).startswith(OURS):
        with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as file:
            file.write(f"{event} {whom}\\n")
        raise OSError(f"the network is closed: {event} {whom}")

sys.addaudithook(closed)
"""
"""Runs before anything else in every Python process that is started below."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One run with the network closed: what it printed, and every attempt to reach somebody."""

    folder: Path
    told: dict[str, object]
    attempts: Path

    def tried(self) -> str:
        """Return the attempts to connect so far, one a line."""
        return self.attempts.read_text() if self.attempts.exists() else ""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    folder = tmp_path_factory.mktemp("closed")
    (folder / "sitecustomize.py").write_text(CLOSED)
    register = folder / "register"
    words = f"-m onrecord.cli demo --no-serve --json --register {register}".split()
    done = _run(folder, *words)
    assert done.returncode == 0, done.stderr
    return Demonstration(register, json.loads(done.stdout), folder / "attempts")


@pytest.fixture(scope="module")
def pages(demonstration: Demonstration) -> list[dict[str, object]]:
    """Return every page that the supervisor reaches from the first one by following links."""
    words = f"-m tests.integration.crawl {demonstration.folder} arta".split()
    done = _run(demonstration.folder.parent, *words)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_the_demonstration_tells_its_numbers(demonstration: Demonstration) -> None:
    told = demonstration.told
    assert {"register", "sources", "figures", "estimates", "url"} <= told.keys()
    assert told["register"] == str(demonstration.folder)
    assert told["url"] is None
    assert (told["sources"], told["figures"], told["estimates"]) >= (100, 150, 2)
    assert "10,356 in all" in str(told["account"])


def test_nobody_is_called(demonstration: Demonstration, pages: list[dict[str, object]]) -> None:
    assert pages
    assert demonstration.tried() == ""


def test_a_call_would_have_been_noticed(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOSED)
    calls = 'import socket; socket.create_connection(("example.org", 443), timeout=1)'
    done = _run(tmp_path, "-c", calls)
    assert done.returncode != 0
    assert "example.org" in (tmp_path / "attempts").read_text()
    done = _run(tmp_path, "-c", 'import socket; socket.socket().connect(("192.0.2.1", 80))')
    assert "the network is closed" in done.stderr


def test_every_page_is_there(pages: list[dict[str, object]]) -> None:
    """A suggestion leads to its place in the text; that page is fetched as well."""
    assert [page for page in pages if page["status"] not in {200, 302}] == []
    led_on = [str(page["address"]) for page in pages if page["status"] == 302]
    assert all(address.startswith("/coding/suggestion/") for address in led_on)
    apps = {str(page["address"]).split("/")[1] for page in pages}
    assert {"sources", "coding", "people", "figures", "estimates", "accounts", "static"} <= apps
    assert len(pages) > 300


def test_every_page_has_a_strict_policy(pages: list[dict[str, object]]) -> None:
    for page in pages:
        if str(page["address"]).startswith("/static/"):
            continue
        policy = dict(
            part.strip().partition(" ")[::2] for part in str(page["policy"]).split(";") if part
        )
        assert policy["default-src"] == "'none'", page["address"]
        assert "unsafe" not in str(page["policy"])
        assert "*" not in str(page["policy"])
        assert "//" not in str(page["policy"])


def test_no_page_needs_what_the_policy_forbids(pages: list[dict[str, object]]) -> None:
    assert [(page["address"], page["inline"]) for page in pages if page["inline"]] == []


def test_no_page_points_to_another_host(pages: list[dict[str, object]]) -> None:
    assert [(page["address"], page["foreign"]) for page in pages if page["foreign"]] == []


def test_the_log_of_the_demonstration_holds(
    demonstration: Demonstration, pages: list[dict[str, object]]
) -> None:
    words = f"verify --json --register {demonstration.folder}".split()
    done = _run(demonstration.folder.parent, "-m", "onrecord.cli", *words)
    assert json.loads(done.stdout)["problems"] == []
    assert done.returncode == 0


def _run(closed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the network closed; ``closed`` is the folder that closes it."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ONRECORD_", "DJANGO_"))
    } | {
        "PYTHONPATH": str(closed),
        "ATTEMPTS": str(closed / "attempts"),
        "ONRECORD_PASSPHRASE": "demonstration",
    }
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
