"""How a sentence reads when line ends, tabs and double spaces of its page do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNEVEN = re.compile(r"[ \t\r\n]{2,}|[\t\r]")


@dataclass(frozen=True, slots=True)
class FlatText:
    """A text in which every run of white space is one character, with the way back.

    ``places`` holds for each character of ``text`` its index in ``original``, or is ``None``
    where both are the same. A run with a line end becomes a line end, any other one a space.
    """

    text: str
    original: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of ``text`` stands in ``original``, end exclusive."""
        if self.places is None or start == end:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """Return a part of ``text`` as ``original`` has it."""
        return self.original[slice(*self.span(start, end))]


def flattened(original: str) -> FlatText:
    """Return a text with its white space evened out."""
    if not _UNEVEN.search(original):
        return FlatText(original, original, None)
    parts: list[str] = []
    places: list[int] = []
    before = 0
    for run in _UNEVEN.finditer(original):
        parts += (original[before : run.start()], "\n" if "\n" in run[0] else " ")
        places += (*range(before, run.start()), run.start())
        before = run.end()
    parts.append(original[before:])
    places.extend(range(before, len(original)))
    return FlatText("".join(parts), original, tuple(places))
