"""How fast is a bag of 500 files and 100 MB written, beside the bagit library on the same work?"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

FILES = 500
BYTES = 200_000
OURS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from onrecord.adapters.write.bag import Signer
from onrecord.flows.bag import Order, bag_of_files
order = Order(now=datetime(2026, 1, 1, tzinfo=UTC), tool="benchmark")
begin()
bag_of_files([Path(sys.argv[1])], Path(sys.argv[2]), order, Signer.once())
end()
"""
THEIRS = """
import shutil, sys
import bagit
begin()
shutil.copytree(sys.argv[1], sys.argv[2])
bagit.make_bag(sys.argv[2], checksums=["sha256", "sha512"])
end()
"""
CHECK = """
import sys
from pathlib import Path
from onrecord.adapters.write.bag.verify import Bag
begin()
assert not list(Bag(Path(sys.argv[2])).problems())
end()
"""
THEIR_CHECK = """
import sys
import bagit
begin()
assert bagit.Bag(sys.argv[2]).is_valid()
end()
"""
MEASURED = """
import resource, time
def begin():
    global _start
    _start = time.perf_counter()
def end():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - _start, peak)
"""


def main(_options: list[str]) -> int:
    """Print seconds, peak memory of the process and ratios; each run is a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder / "in")
        results = {
            "written by onrecord": run(OURS, folder, "ours"),
            "copied and bagged by bagit": run(THEIRS, folder, "theirs"),
            "checked by verify.py": run(CHECK, folder, "ours"),
            "checked by bagit": run(THEIR_CHECK, folder, "ours"),
        }
    print(f"{FILES} files of {BYTES:,} bytes, SHA-256 and SHA-512, median of 3 runs")
    for what, (seconds, peak) in results.items():
        print(f"{what:<28} {seconds:>6.2f} s {peak:>6.0f} MiB")
    ours, theirs, check, their_check = (seconds for seconds, _peak in results.values())
    print(f"writing: {ours / theirs:.2f} times bagit; checking: {check / their_check:.2f} times")
    return 0


def write_files(folder: Path) -> None:
    """Write files of chance."""
    folder.mkdir()
    chance = np.random.default_rng(8493)
    for number in range(FILES):
        (folder / f"{number:03}.bin").write_bytes(chance.bytes(BYTES))


def run(code: str, folder: Path, out: str) -> tuple[float, float]:
    """Run code three times and return the middle time and the largest memory."""
    found = []
    for _turn in range(3):
        if code in {OURS, THEIRS}:
            shutil.rmtree(folder / out, ignore_errors=True)
        command = [sys.executable, "-c", MEASURED + code, str(folder / "in"), str(folder / out)]
        time.sleep(0.2)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(tuple(float(word) for word in done.stdout.split()))
    return sorted(seconds for seconds, _peak in found)[1], max(peak for _seconds, peak in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
