"""The page of vocabularies is built from the schemes and is up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from onrecord.vocab import load_scheme, schemes

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_what_the_tool_writes_now() -> None:
    spec = importlib.util.spec_from_file_location(
        "build_vocabulary_docs", ROOT / "tools" / "build_vocabulary_docs.py"
    )
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    page = tool.PAGE.read_text(encoding="utf-8")

    assert page == tool.render(), "run: python tools/build_vocabulary_docs.py"
    assert all(
        page.count(f"| `{concept.id}` |") == 1
        for name in schemes()
        for concept in load_scheme(name)
    )
