"""What becomes of damaged files: each must end in a text or a clear error, and leave nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import targets

from onrecord.adapters.read.limits import MIB, Limits
from onrecord.adapters.read.serving import ReadingServer, reading_server
from onrecord.core.kernel.errors import InputError

LIMITS: Final = Limits(
    cpu_seconds=10,
    wall_seconds=20,
    memory_bytes=1024 * MIB,
    expanded_bytes=64 * MIB,
    characters=5_000_000,
    ocr_seconds=0,
)
_STOPPED: Final = "The reader stopped at this file: it is damaged or hostile."
_SOUND_EVERY: Final = 100


@dataclass(slots=True)
class Report:
    """What a run found: outcomes by sentence, uncaught errors with a file to see them by."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    stopped: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    peak_mib: float = 0.0
    unnamed: int = 0
    left_behind: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the report as a person reads it."""
        yield f"{self.files:>7,} damaged files"
        yield f"{self.read:>7,} were read all the same"
        for sentence, count in self.refused.most_common():
            yield f"{count:>7,} {sentence}"
        yield f"slowest {self.slowest[0]:.2f} s ({self.slowest[1]}), peak {self.peak_mib:.0f} MiB"
        for why, (name, data) in self.stopped.items():
            yield f"STOPPED by {why}: {name}, {len(data):,} bytes"


def fuzz(files: int, *, seed: int, only: str | None = None) -> Report:
    """Damage ``files`` files, spread over the targets, and read each in a fork of its own.

    Between them sound files are read, to see that the reading is undisturbed.
    """
    report = Report()
    samples = {end: files for end, files in targets().items() if only in (None, end)}
    everything = tuple(data for group in samples.values() for data in group)
    with tempfile.TemporaryDirectory() as folder:
        with reading_server(Path(folder)) as server:
            sound = _sound(server, samples)
            for number in range(files):
                end = list(samples)[number % len(samples)]
                chance = np.random.default_rng([seed, number])
                group = samples[end]
                data = mutated(group[int(chance.integers(len(group)))], everything, chance)
                _one(server, data, f"{number}{end}", report)
                if number % _SOUND_EVERY == 0:
                    assert _sound(server, samples) == sound
            report.peak_mib = server.peak_kib / 1024
        report.left_behind = [path.name for path in Path(folder).iterdir()]
    return report


def _sound(server: ReadingServer, samples: dict[str, tuple[bytes, ...]]) -> list[str]:
    return [
        server.read(group[0], f"sound{end}", limits=LIMITS).text for end, group in samples.items()
    ]


def _one(server: ReadingServer, data: bytes, name: str, report: Report) -> None:
    begin = time.perf_counter()
    try:
        server.read(data, name, limits=LIMITS)
        report.read += 1
    except InputError as error:
        report.unnamed += error.file != name
        report.refused[error.template] += 1
        if error.template == _STOPPED:
            report.stopped.setdefault(why_stopped(data, name), (name, data))
    report.files += 1
    report.slowest = max(report.slowest, (time.perf_counter() - begin, name))


def why_stopped(data: bytes, name: str) -> str:
    """Return the last line of what Python says when it reads the file without protection."""
    code = (
        "import sys; from onrecord.adapters.read.text_of import text_of\n"
        "from onrecord.adapters.read.limits import Limits\n"
        "text_of(sys.stdin.buffer.read(), sys.argv[1], limits=Limits(ocr_seconds=0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name], input=data, capture_output=True, check=False, timeout=60
    )
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    where = next((line.strip() for line in reversed(lines) if "adapters/read" in line), "")
    return f"{lines[-1][:120] if lines else f'exit code {done.returncode}'} [{where}]"
