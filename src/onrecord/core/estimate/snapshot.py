"""From exactly which table a number comes: bytes that anyone can make again, and their hash."""

from __future__ import annotations

import hashlib

from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories


def snapshot(table: CaptureHistories) -> bytes:
    """Return the canonical CSV of a table, as UTF-8 with line feeds.

    Lists stand in alphabetical order, rows are sorted, empty cells are left out and counts are
    written with as many digits as they need: tables that say the same have the same bytes.
    """
    canonical = table.canonical()
    lines = [",".join([*map(_quoted, canonical.lists), "count"])]
    for history, count in zip(canonical.histories.tolist(), canonical.counts.tolist(), strict=True):
        marks = ["" if mark == NOT_COVERED else str(mark) for mark in history]
        lines.append(",".join([*marks, _number(count)]))
    return ("\n".join(lines) + "\n").encode()


def fingerprint(table: CaptureHistories) -> str:
    """Return the SHA-256 of the snapshot, in hexadecimal."""
    return hashlib.sha256(snapshot(table)).hexdigest()


def _number(count: float) -> str:
    return str(int(count)) if count.is_integer() and count < 2**53 else repr(count)


def _quoted(name: str) -> str:
    if any(sign in name for sign in ',"\r\n'):
        return '"' + name.replace('"', '""') + '"'
    return name
