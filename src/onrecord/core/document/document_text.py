"""What a reader makes of a file: its text, where pages begin, and which parts to distrust."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark


class Flag(StrEnum):
    """Why a part of a text is not plain body text."""

    inserted = "inserted"
    deleted = "deleted"
    moved_from = "moved_from"
    moved_to = "moved_to"
    hidden = "hidden"
    comment = "comment"
    header = "header"
    footer = "footer"
    footnote = "footnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedSpan:
    """A part of a text that a coder must see with its flag: a deletion, a hidden run, a comment.

    ``start`` and ``end`` are indexes into the text, end exclusive; ``author`` and ``date`` are
    what the file itself says of a tracked change or comment.
    """

    start: int
    end: int
    flag: Flag
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text of one file as it is stored, with what is needed to cite and to doubt it.

    ``pages`` are (start, end) indexes into ``text``, end exclusive, in order and disjoint; a
    format without pages has one. ``encoding`` is the character encoding that was chosen for a
    plain text, ``encoding_confidence`` lies in 0 to 1, ``runner_up`` is the next best encoding
    where the bytes would also decode that way. ``language`` is one of our four codes or ``None``.
    """

    text: str
    pages: tuple[tuple[int, int], ...]
    media_type: str
    encoding: str | None = None
    encoding_confidence: float | None = None
    runner_up: str | None = None
    language: str | None = None
    warnings: tuple[Remark, ...] = ()
    flagged: tuple[FlaggedSpan, ...] = ()

    def __post_init__(self) -> None:
        before = 0
        for start, end in self.pages:
            if not before <= start <= end <= len(self.text):
                raise InputError("The pages of a text lie in order within it.", value=(start, end))
            before = end
        for span in self.flagged:
            if not 0 <= span.start < span.end <= len(self.text):
                raise InputError("A flagged span lies within its text.", value=span)

    def page_of(self, position: int) -> int | None:
        """Return the page, counted from 1, on which a character stands."""
        for number, (start, end) in enumerate(self.pages, start=1):
            if start <= position < end:
                return number
        return None

    def flags_of(self, start: int, end: int) -> tuple[Flag, ...]:
        """Return the flags of all marked spans that share a character with this one."""
        found = {span.flag for span in self.flagged if span.start < end and start < span.end}
        return tuple(sorted(found))
