"""Which method runs now, and how many have run? One line at a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self


class Progress:
    """Shows on standard error the name of the task that runs, until the work ends."""

    def __init__(self, label: str, names: Sequence[str]) -> None:
        self.label = label
        self.names = names
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        self._show(0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def told(self, done: int, _all: int) -> None:
        """Hear that so many tasks are done."""
        self._show(done)

    def _show(self, done: int) -> None:
        if not self.shown or done >= len(self.names):
            return
        place = f"{done + 1:,} of {len(self.names):,}"
        sys.stderr.write(f"\r\033[K{self.label} {place}: {self.names[done]}")
        sys.stderr.flush()


def task_names(strata: Sequence[str | None], methods: Sequence[str]) -> list[str]:
    """Return how the tasks of a run are called, in their order: each method on each stratum."""
    return [
        f"{method} ({stratum})" if stratum else method for stratum in strata for method in methods
    ]
