"""Does the code keep the shape that we promised? What import contracts cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
CORE = [path for path in MODULES if (SOURCE / "core") in path.parents]


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    long = [
        (function.name, function.end_lineno - function.lineno + 1)
        for function in functions(path)
        if function.end_lineno is not None and function.end_lineno - function.lineno >= 50
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_opens_with_one_sentence(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_core_opens_no_file_and_asks_nobody(path: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called.isdisjoint({"open", "input", "eval", "exec", "print", "__import__"})


def test_importing_the_core_loads_no_django_and_no_adapter() -> None:
    """Compiled twins are left out: numba, which reads settings, comes when a method asks."""
    code = (
        "import pkgutil, importlib, sys, onrecord.core\n"
        "for m in pkgutil.walk_packages(onrecord.core.__path__, 'onrecord.core.'):\n"
        "    if '.fast.' not in m.name:\n"
        "        importlib.import_module(m.name)\n"
        "bad = [n for n in sys.modules if n.split('.')[0] in "
        "{'django', 'yaml', 'numba', 'lxml', 'openpyxl', 'pypdfium2', 'cryptography'} "
        "or n.startswith(('onrecord.adapters', 'onrecord.web', 'onrecord.vocab'))]\n"
        "print(bad)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert shown.stdout.strip() == "[]"


def service_files() -> list[Path]:
    web = SOURCE / "web"
    return sorted(
        path
        for path in [*web.glob("*/services.py"), *web.glob("*/services/*.py")]
        if path.parent.name != "audit" and path.name != "__init__.py" and "audit" not in path.parts
    )


@pytest.mark.parametrize("path", service_files(), ids=name_of)
def test_every_public_service_knows_who_acts(path: Path) -> None:
    """Writes are services: each takes the acting user, by name."""
    writes = {"create", "save", "bulk_create", "delete", "update", "correct", "withdraw"}
    without = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        called = {
            call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            for call in ast.walk(node)
            if isinstance(call, ast.Call)
        }
        names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        if called & writes and "by" not in names:
            without.append(node.name)
    assert without == [] or (path.parent.name, without) == ("accounts", ["end_sessions"])


def test_models_of_another_app_are_not_reached_by_their_name() -> None:
    """``apps.get_model`` walks past the import contracts; only the base of all apps may."""
    users = [
        name_of(path) for path in MODULES if "apps.get_model(" in path.read_text(encoding="utf-8")
    ]
    assert users == ["web/site/compartments.py"]


def test_translated_text_holds_no_f_string() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "gettext", "gettext_lazy", "ngettext"}
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert found == []


def test_templates_need_no_inline_script_or_style() -> None:
    signs = (" style=", "<style", " onclick=", " onchange=", "javascript:", "http://", "<script>")
    found = [
        (name_of(path), sign)
        for path in sorted(SOURCE.rglob("*.html"))
        for sign in signs
        if sign in path.read_text(encoding="utf-8")
    ]
    assert found == []
