"""A process killed at any moment leaves a whole bag or none, and the next run clears the rest."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.write.bag.verify import Bag


@pytest.mark.slow
def test_killed_at_random_points(tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.mkdir()
    chance = np.random.default_rng(7)
    for number in range(60):
        (given / f"{number}.bin").write_bytes(chance.bytes(200_000))
    out = tmp_path / "bag"
    command = [sys.executable, "-m", "onrecord.cli", "bag", str(given), "--out", str(out)]
    whole = 0
    for pause in chance.uniform(0.15, 0.9, 12).tolist():
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
            time.sleep(pause)
            one.kill()
        if out.exists():
            assert list(Bag(out).problems()) == []
            whole += 1
            out.rename(tmp_path / f"bag-{whole}")
    subprocess.run(command, check=True, capture_output=True)
    assert list(Bag(out).problems()) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
