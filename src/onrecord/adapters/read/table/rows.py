"""What a row of a list is, what a refused row is, and how the file that holds them is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.core.kernel.errors import InputError

MAX_COLUMNS = 2_000
MAX_RECORD_CHARS = 1_000_000

Source = Path | bytes | Callable[[], BinaryIO]
"""A file: its path, its bytes, or a function that opens it (an exhibit of the archive)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts in (from 1, as an editor counts) and its cells as text.

    ``formulas`` are the positions of cells that a spreadsheet would compute; they are kept as
    the text they are.
    """

    line: int
    values: tuple[str, ...]
    formulas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """One refused row: its cells as far as they can be told apart, and every reason."""

    line: int
    values: tuple[str, ...]
    errors: tuple[InputError, ...]

    def as_rows(self) -> list[dict[str, object]]:
        """Return one ``{line, column, value, reason}`` for each reason."""
        return [error.as_row() for error in self.errors]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a file is written, as found or as told.

    ``encoding_runner_up`` is the next best encoding that would give another text, or ``None``
    where there is none; ``encoding_confidence`` and ``separator_confidence`` lie in 0..1 and are
    1 where the choice is certain or was told. For a workbook only ``sheet`` is set.
    """

    header_line: int
    encoding: str | None = None
    encoding_confidence: float = 1.0
    encoding_runner_up: str | None = None
    separator: str | None = None
    separator_confidence: float = 1.0
    quote: str = '"'
    sheet: str | None = None


def open_source(source: Source) -> BinaryIO:
    """Open a file for reading from its start."""
    if isinstance(source, Path):
        try:
            return source.open("rb")
        except OSError as error:
            reason = (error.strerror or "it cannot be read").lower()
            raise InputError(
                "The file cannot be opened: {reason}", file=str(source), reason=reason
            ) from error
    return io.BytesIO(source) if isinstance(source, bytes) else source()
