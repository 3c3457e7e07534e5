"""A process killed at any instruction of a put leaves no half-written exhibit to be seen."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.archive import Archive, Cost, KeyRing

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)

WRITER = """
import pathlib, sys
from onrecord.adapters.archive import Archive, KeyRing
folder = pathlib.Path(sys.argv[1])
archive = Archive(folder, KeyRing.open(folder, "p"))
print("ready", flush=True)
for number in range(10**6):
    content = number.to_bytes(4, "big") * (64 * 1024 * (number % 9))
    print(archive.put(content).sha256, flush=True)
"""


@pytest.mark.slow
def test_killed_writers_leave_only_whole_exhibits(tmp_path: Path) -> None:
    ring = KeyRing.create(tmp_path, "p", cost=CHEAP)
    archive = Archive(tmp_path, ring)
    acknowledged: set[str] = set()
    for pause in np.random.default_rng(3).uniform(0.001, 0.12, 15).tolist():
        acknowledged |= _written_before_kill(tmp_path, pause)
        assert list(archive.verify_all()) == []
    assert acknowledged
    assert all(archive.verify(digest) is None for digest in acknowledged)

    last = archive.put(b"after the storm")
    assert last.sha256 == hashlib.sha256(b"after the storm").hexdigest()
    assert list((tmp_path / "unfinished").iterdir()) == []


def _written_before_kill(folder: Path, pause: float) -> set[str]:
    """Start a writer, kill it after a while and return the digests that it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
        time.sleep(pause)
        writer.kill()
        lines = writer.stdout.read().split()
    return {line for line in lines if len(line) == 64}
