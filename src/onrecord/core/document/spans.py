"""Which of the things found in a document lie within a part of it, and which overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Something that stands in a text from ``start`` to ``end``, exclusive."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends, exclusive."""


class Quoted(Spanned, Protocol):
    """Something of which the words of the text are known."""

    @property
    def quote(self) -> str:
        """Return its words."""


class Dated(Spanned, Protocol):
    """A date that the text states."""

    @property
    def edtf(self) -> str:
        """Return the date in the Extended Date/Time Format."""


One = TypeVar("One", bound=Spanned)


class Spans(Generic[One]):
    """Things by their place in the text, so that those of one sentence are found quickly."""

    def __init__(self, found: Iterable[One]) -> None:
        self.found: Sequence[One] = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self.found]
        self._longest = max((one.end - one.start for one in self.found), default=0)

    def within(self, start: int, end: int) -> Sequence[One]:
        """Return the things that begin in a part of the text."""
        return self.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def meeting(self, start: int, end: int) -> list[One]:
        """Return the things that share a character with a part of the text."""
        first = bisect_right(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self.found[first:last] if one.end > start]

    def meet(self, start: int, end: int) -> bool:
        """Say whether anything shares a character with a part of the text."""
        return bool(self._starts) and bool(self.meeting(start, end))
