from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.core.estimate import methods
from onrecord.core.estimate.registry import all_methods

FILE = """
from onrecord.core.estimate.method import Method

METHOD = Method(
    name="{name}", title="Control", assumption="None.", minimum_lists=1, compute=lambda t, o: []
)
"""


def test_a_file_in_the_folder_is_a_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "another.py").write_text(FILE.format(name="another"), encoding="utf-8")
    monkeypatch.setattr(methods, "__path__", [*methods.__path__, str(tmp_path)])
    all_methods.cache_clear()
    try:
        assert "another" in [method.name for method in all_methods()]
    finally:
        all_methods.cache_clear()
        sys.modules.pop("onrecord.core.estimate.methods.another", None)


def test_a_file_without_a_method_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wrong.py").write_text("METHOD = 'chapman'\n", encoding="utf-8")
    monkeypatch.setattr(methods, "__path__", [*methods.__path__, str(tmp_path)])
    all_methods.cache_clear()
    try:
        with pytest.raises(TypeError, match="not a Method"):
            all_methods()
    finally:
        all_methods.cache_clear()
        sys.modules.pop("onrecord.core.estimate.methods.wrong", None)


def test_naming_the_methods_loads_nothing_slow() -> None:
    """SciPy's statistics and optimisers take 0.4 s, numba more: they come where they are used."""
    code = (
        "import sys; from onrecord.core.estimate import all_methods; all_methods(); "
        "print([m for m in ('scipy.stats', 'scipy.optimize', 'numba') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"
