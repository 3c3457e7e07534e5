"""How long each page takes on a register with 100,000 mentions: median and 95th percentile.

One user asks for one page after the other through Django's test client, in this process, so that
a number holds queries, rules of access, templates and log, and no network. The register is
built once and kept in a temporary folder.
"""

# ruff: noqa: PLC0415 - Django is set up on a register before its models load
from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

TARGET = 150.0
"""Milliseconds that the 95th percentile of a page may take."""
PASSPHRASE = "benchmark"
NOWHERE = "/nothing/here/"
VERSION = 7
"""Raised when the register is built otherwise, so that no older one is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One page: what it is, where it is, and whether it must be quick."""

    what: str
    path: str
    query: Mapping[str, str]
    is_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one page took, in milliseconds, and how many bytes it is.

    ``cpu`` is the 95th percentile of the processor's time: what others that work on the machine
    do not change.
    """

    asked: Asked
    median: float
    p95: float
    cpu: float
    size: int

    def line(self, empty: float) -> str:
        """Return the page as one line of the table, as a multiple of the empty page."""
        slow = " !" if self.asked.is_page and self.p95 > TARGET else ""
        return (
            f"{self.asked.what:<58}{self.median:>9.1f}{self.p95:>9.1f}{self.cpu:>9.1f}"
            f"{self.median / empty:>8.1f} x{self.size / 1024:>9.1f}{slow}"
        )


def main(argv: list[str]) -> int:
    """Print the table; returns 1 where a page misses the target."""
    parser = argparse.ArgumentParser(prog="benchmarks page_latency")
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=30, help="requests of each page (30)")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--fresh", action="store_true", help="build the register anew")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.inside is not None:
        return _measure(options)
    # Django is set up on one register a process.
    name = f"onrecord-page-latency-{VERSION}-{options.mentions}"
    folder = Path(tempfile.gettempdir()) / name
    again = [sys.executable, "-m", "benchmarks", "page_latency", *argv, "--inside", str(folder)]
    return subprocess.run(again, check=False).returncode


def _measure(options: argparse.Namespace) -> int:
    _register(options.inside, options.mentions, fresh=options.fresh)
    client = _client()
    empty = _timed(
        client, Asked(what="an address without a page", path=NOWHERE, query={}), options.repeat
    )
    print(f"{'page':<58}{'median':>9}{'p95 ms':>9}{'p95 cpu':>9}{'ratio':>10}{'KiB':>9}")
    print(empty.line(empty.median))
    missed, slow = [], []
    for asked in _pages():
        if options.only in asked.what:
            timed = _timed(client, asked, options.repeat if asked.is_page else 3)
            print(timed.line(empty.median), flush=True)
            if asked.is_page and timed.p95 > TARGET:
                missed.append(asked.what)
            if asked.is_page and timed.cpu > TARGET:
                slow.append(asked.what)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory {peak:,.0f} MiB. Target: p95 under {TARGET:.0f} ms.")
    print(f"Missed: {', '.join(missed) or 'by none'}.")
    print(f"Missed by the processor's time alone: {', '.join(slow) or 'by none'}.")
    return 1 if missed else 0


def _register(folder: Path, mentions: int, *, fresh: bool) -> None:
    """Open the register that was built before, or build it."""
    import shutil

    from onrecord.web.site import install

    whole = folder / "whole"
    if fresh or not whole.exists():
        shutil.rmtree(folder, ignore_errors=True)
    install.create(folder, PASSPHRASE)
    if not whole.exists():
        from benchmarks import _large_register

        begun = time.perf_counter()
        size = _large_register.Size(mentions=mentions)
        _large_register.build(size, lambda step: print(f"  building: {step}", flush=True))
        whole.touch()
        print(f"  built in {time.perf_counter() - begun:.0f} s")


def _client() -> Client:
    import logging

    from django.test import Client, client

    import onrecord.web.site.wsgi  # noqa: F401 - as a server loads it
    from onrecord.web.accounts.models import User

    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    # The test client keeps the context of every template, which is not what is measured.
    client.store_rendered_templates = lambda *_args, **_kwargs: None
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username="dragana"))
    session = browser.session
    session["second_factor"] = True
    session.save()
    return browser


def _timed(client: Client, asked: Asked, repeat: int) -> Timed:
    found, cpu, size = [], [], 0
    for _turn in range(repeat + 1):
        begun, working = time.perf_counter(), time.process_time()
        response: Any = client.get(asked.path, query_params=asked.query)
        size = (
            sum(len(part) for part in response.streaming_content)
            if response.streaming
            else len(response.content)
        )
        found.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - working) * 1000)
        response.close()
        expected = {404} if asked.path == NOWHERE else {200, 302}
        if response.status_code not in expected:
            raise ValueError(f"{asked.path} answers {response.status_code}")
    # The first answer fills caches that every process has from then on.
    found, cpu = sorted(found[1:]), sorted(cpu[1:])
    return Timed(
        asked=asked,
        median=found[len(found) // 2],
        p95=_p95(found),
        cpu=_p95(cpu),
        size=size,
    )


def _p95(ordered: list[float]) -> float:
    return ordered[round(0.95 * (len(ordered) - 1))]


def _pages() -> Iterator[Asked]:
    from django.urls import reverse

    from benchmarks import _large_pages

    for what, name, arguments, query in _large_pages.pages():
        yield Asked(
            what=what,
            path=reverse(name, kwargs=dict(arguments)),
            query=query,
            is_page=not what.startswith("export"),
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
