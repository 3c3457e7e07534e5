"""How running text is put together from a marked-up file, with flagged parts kept in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.core.document.document_text import Flag, FlaggedSpan

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_ORDER = ("", " ", "\n", "\n\n")


@dataclass(slots=True)
class _Open:
    key: int
    flag: Flag
    author: str | None
    date: str | None
    start: int | None = None


@dataclass(slots=True)
class TextBuilder:
    """Collects words, breaks and flags in reading order and yields one text.

    Breaks of the same place do not add up: two paragraph ends make one empty line. Nothing is
    written before the first word, so that places never shift afterwards.
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _break: str = ""
    _tabs: int = 0
    _open: list[_Open] = field(default_factory=list)
    _opened: int = 0
    _spans: list[FlaggedSpan] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Return how many characters stand so far."""
        return self._length

    def words(self, text: str) -> None:
        """Add text in which any run of white space means one space."""
        collapsed = _SPACE.sub(" ", text)
        if collapsed.startswith(" "):
            self._ask(" ")
        self.exact(collapsed.strip(" "))
        if collapsed.endswith(" "):
            self._ask(" ")

    def exact(self, text: str) -> None:
        """Add text as it is."""
        if not text:
            return
        if self._length:
            self._put(
                (self._break if self._break != " " or not self._tabs else "") + "\t" * self._tabs
            )
        self._break, self._tabs = "", 0
        for one in self._open:
            one.start = self._length if one.start is None else one.start
        self._put(text)

    def tab(self) -> None:
        """Begin the next cell of a row; empty cells keep their tabs."""
        self._tabs += 1

    def line(self) -> None:
        """Begin a new line."""
        self._ask("\n")

    def paragraph(self) -> None:
        """Begin a new paragraph."""
        self._ask("\n\n")

    def open_flag(self, flag: Flag, *, author: str | None = None, date: str | None = None) -> int:
        """Begin a flagged part and return the key that closes it."""
        self._opened += 1
        self._open.append(_Open(self._opened, flag, author, date))
        return self._opened

    def close_flag(self, key: int) -> None:
        """End a flagged part; a part without words leaves no flag."""
        one = next(one for one in self._open if one.key == key)
        self._open.remove(one)
        if one.start is not None:
            self._spans.append(
                FlaggedSpan(
                    start=one.start,
                    end=self._length,
                    flag=one.flag,
                    author=one.author,
                    date=one.date,
                )
            )

    def text(self) -> str:
        """Return the text."""
        return "".join(self._parts)

    def flagged(self) -> tuple[FlaggedSpan, ...]:
        """Return the flagged parts in the order of their places."""
        return tuple(sorted(self._spans, key=lambda span: (span.start, span.end, span.flag)))

    def _ask(self, mark: str) -> None:
        if _ORDER.index(mark) > _ORDER.index(self._break):
            self._break = mark
        if mark != " ":
            self._tabs = 0

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
