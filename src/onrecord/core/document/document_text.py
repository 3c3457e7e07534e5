"""What a reader makes of a file: its text, the way back to the original, and what to distrust."""

from __future__ import annotations

from collections.abc import Iterable
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
    navigation = "navigation"
    doubtful = "doubtful"


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


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; the page is counted from 1.

    The sides are fractions of the width and height of the page as it is shown, from its upper
    left corner, so that they hold for a picture of the page of any size.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left <= self.right <= 1 and 0 <= self.top <= self.bottom <= 1):
            raise InputError("A box lies on its page.", value=self)

    def joined(self, other: Box) -> Box:
        """Return the smallest box of the same page that holds both."""
        return Box(
            self.page,
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that was recognised on a picture of a page.

    ``confidence`` lies in 0 to 1. ``other`` is what a second pass with another language read at
    this place, where the two disagree: a person should look at the page.
    """

    start: int
    end: int
    box: Box
    confidence: float
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How the text of one page was recognised, so that it can be done again and get the same.

    ``tool`` is name and version, ``parameters`` what it was called with, ``language`` one of our
    four codes or ``None``, ``confidence`` the mean over the words, in 0 to 1.
    """

    page: int
    tool: str
    parameters: str
    language: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: its words, where they stand in the text, and where on the page.

    A cell of several lines has several spans, because the text runs across the row. A sheet or
    a CSV file has no pages, so its cells have no box.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table: rows of cells; a cell that another one covers is ``None``.

    ``page`` counts from 1; for a workbook it is the sheet. ``first_row`` is the number that the
    file itself gives to the first row: the row of a sheet, the line of a CSV file.
    """

    page: int
    rows: tuple[tuple[Cell | None, ...], ...]
    first_row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file within the file, such as an attachment: its text lies in ``start`` to ``end``.

    ``first_page`` is the page of the whole text on which the part begins, ``sha256`` is over
    the bytes of the part. A part that no reader could read has an empty span.
    """

    name: str
    media_type: str
    sha256: str
    size: int
    start: int
    end: int
    first_page: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A piece of the text and where it stands in the decoded file, both with the end exclusive."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text of one file as it is stored, with what is needed to cite and to doubt it.

    ``pages`` are (start, end) indexes into ``text``, end exclusive, in order and disjoint; a
    format without pages has one. ``encoding`` is the character encoding that was chosen for a
    plain text, ``encoding_confidence`` lies in 0 to 1, ``runner_up`` is the next best encoding
    where the bytes would also decode that way. ``language`` is one of our four codes or ``None``.

    The way back to the original: ``origins`` for formats that are text themselves, ``words`` for
    pages that were recognised on a picture, with one ``Recognition`` a page; a page of a PDF with
    a text layer is asked for its boxes when they are wanted (``page_view.boxes_of``).
    ``byte_mark`` is the length in bytes of the byte order mark before a plain text.
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
    origins: tuple[Origin, ...] = ()
    byte_mark: int = 0
    words: tuple[Word, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    tables: tuple[TextTable, ...] = ()
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        before = 0
        for start, end in self.pages:
            if not before <= start <= end <= len(self.text):
                raise InputError("The pages of a text lie in order within it.", value=(start, end))
            before = end
        for span in self.flagged:
            if not 0 <= span.start < span.end <= len(self.text):
                raise InputError("A flagged span lies within its text.", value=span)
        for word in self.words:
            if not 0 <= word.start < word.end <= len(self.text):
                raise InputError("A word lies within its text.", value=word)

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

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a passage stands in the decoded file, or ``None`` where it is not known.

        The answer covers every piece of the original that the passage touches.
        """
        touched = [one for one in self.origins if one.start < end and start < one.end]
        if not touched:
            return None
        return _into(touched[0], start), _into(touched[-1], end)

    def byte_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the bytes of the original file that a passage of a plain text was read from.

        ``None`` for formats that are no plain text. The encoding is one that gives back the same
        bytes, which the reader of plain text has made sure of.
        """
        is_whole = self.origins == (Origin(0, len(self.text), 0, len(self.text)),)
        if self.encoding is None or not is_whole:
            return None
        first = self.byte_mark + len(self.text[:start].encode(self.encoding))
        return first, first + len(self.text[start:end].encode(self.encoding))

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes of a passage that was recognised on a picture, one for each line."""
        return lines_of([w.box for w in self.words if w.start < end and start < w.end])


def lines_of(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return boxes in reading order joined where they follow one another on one line."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _is_same_line(lines[-1], box):
            lines[-1] = lines[-1].joined(box)
        else:
            lines.append(box)
    return tuple(lines)


def _is_same_line(line: Box, box: Box) -> bool:
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    least = min(line.bottom - line.top, box.bottom - box.top)
    return line.page == box.page and overlap > least / 2 and box.right >= line.left


def _into(origin: Origin, position: int) -> int:
    """Return the place in the original; exact where the piece was taken over letter by letter."""
    if origin.end - origin.start == origin.source_end - origin.source_start:
        return min(max(position, origin.start), origin.end) - origin.start + origin.source_start
    return origin.source_start if position <= origin.start else origin.source_end
