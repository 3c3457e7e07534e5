"""The core works where nothing but NumPy and SciPy is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE_NEEDS = ("numpy", "numpy.libs", "scipy", "scipy.libs")
TESTS_NEED = (
    "_hypothesis_globals.py",
    "_pytest",
    "hypothesis",
    "iniconfig",
    "packaging",
    "pluggy",
    "py.py",
    "pygments",
    "pytest",
    "sortedcontainers",
)


@pytest.mark.slow
def test_the_tests_of_the_core_pass_in_a_minimal_environment(tmp_path: Path) -> None:
    installed = Path(sysconfig.get_path("platlib"))
    for name in (*CORE_NEEDS, *TESTS_NEED):
        if (installed / name).exists():
            (tmp_path / name).symlink_to(installed / name)
    extension = sorted(installed.glob("_hypothesis*.so"))
    for path in extension:
        (tmp_path / path.name).symlink_to(path)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}",
        "TZ": "Europe/Belgrade",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    run = subprocess.run(
        [
            *(sys.executable, "-S", "-m", "pytest", "tests/unit/core", "-q", "-x"),
            *("-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(ROOT)),
            *("--import-mode=importlib", "-W", "error", "--confcutdir", str(ROOT / "tests/unit")),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
