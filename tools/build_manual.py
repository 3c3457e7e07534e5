"""Write docs/reference/worked-examples.md from the specifications in tests/spec/.

Each paragraph of that page is a test: its table is read, its expression is run, and what comes out
must be the answer that was worked out by hand.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "worked-examples.md"
SPECIFICATIONS = ROOT / "tests" / "spec" / "test_estimate_spec.py"
_HEAD = """\
# Estimates worked by hand

This page is built by `make docs` from `tests/spec/`; do not edit it by hand.

Each example is small enough to check with a pencil, and each is a test: the program must give the
answer that stands here. A table has a column for each list, 1 for people on it and 0 for people not
on it, and `count`.
"""


def render() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(_example(each) for each in _specifications())])


def _specifications() -> tuple[Any, ...]:
    spec = importlib.util.spec_from_file_location("onrecord_specifications", SPECIFICATIONS)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SPECIFICATIONS)
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: tuple[Any, ...] = module.SPECIFICATIONS
    return found


def _example(each: Any) -> str:
    return (
        f"## {each.title}\n\n{each.words}\n\n```csv\n{each.table.strip()}\n```\n\n"
        f"`{each.expression}` gives {_answer(each.answer)}\n"
    )


def _answer(answer: object) -> str:
    if answer is None:
        return "no number."
    return f"**{answer:,.6g}**." if isinstance(answer, float) else f"*{answer}*"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
