"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_BAR_WIDTH = 24


def emit(document: object) -> None:
    """Write one JSON document to standard output; unknown values are null, never NaN."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """Write a line for the person at the terminal to standard error."""
    print(text, file=sys.stderr)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], align: str = "") -> str:
    """Return a plain table; ``align`` holds one of ``l``, ``r`` for each column."""
    lines = [[str(cell) if cell is not None else "–" for cell in row] for row in rows]
    widths = [
        max([_width(header), *(_width(line[column]) for line in lines)])
        for column, header in enumerate(headers)
    ]
    sides = (align + "l" * len(headers))[: len(headers)]

    def joined(cells: Sequence[str]) -> str:
        padded = (
            _padded(cell, width, side)
            for cell, width, side in zip(cells, widths, sides, strict=True)
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("─" * width for width in widths)
    return "\n".join([joined(list(headers)), rule, *(joined(line) for line in lines)])


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield the items and, at a terminal, show on standard error how far it is."""
    shown = sys.stderr.isatty()
    step = max(1, (total or 2000) // 200)
    for count, item in enumerate(items, start=1):
        yield item
        if shown and count % step == 0:
            sys.stderr.write(f"\r{label} {_bar(count, total)}")
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\033[K")


def _bar(count: int, total: int | None) -> str:
    if not total:
        return f"{count:,}"
    filled = min(_BAR_WIDTH, count * _BAR_WIDTH // total)
    return f"[{'█' * filled}{'·' * (_BAR_WIDTH - filled)}] {count:,} of {total:,}"


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 for char in text)


def _padded(text: str, width: int, side: str) -> str:
    gap = " " * (width - _width(text))
    return gap + text if side == "r" else text + gap
