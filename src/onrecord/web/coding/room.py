"""How does a long text stand on the page: in sheets, with page breaks and marked spans?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SHEET = 6_000
"""Characters on one sheet of the reading room; a sheet ends at a page or a paragraph."""

_LOOK_BACK = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One screen of a text: characters ``start`` to ``end``, end exclusive; counts from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A span of the text that a suggestion or a claim points to."""

    key: str
    start: int
    end: int
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What lies over a text: marks of suggestions and claims, pages, and flagged spans.

    ``pages`` are (start, end), ``flagged`` are (start, end, flag), all in characters.
    """

    pages: Sequence[Sequence[int]] = ()
    marks: Sequence[Marked] = ()
    flagged: Sequence[tuple[int, int, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of characters that stands under the same marks.

    ``text`` has as many characters as the stored text has there, so that offsets hold.
    ``page`` is set where a page begins. ``keys`` name every mark over it, the closest first;
    ``first`` names the marks that begin here. ``flag`` says why it is no plain body text:
    deleted, hidden, a comment.
    """

    start: int
    text: str
    page: int | None = None
    keys: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    state: str = ""
    label: str = ""
    flag: str = ""


def sheets(text: str, pages: Sequence[Sequence[int]]) -> tuple[Sheet, ...]:
    """Cut a text into sheets: whole pages together while they fit, long pages at paragraphs.

    ``pages`` are (start, end) spans in order. Every character lies on exactly one sheet.
    """
    cuts = list(_cuts(text, [start for start, _end in pages]))
    return tuple(
        Sheet(number=number, start=start, end=end)
        for number, (start, end) in enumerate(pairwise(cuts), start=1)
    )


def sheet_at(found: Sequence[Sheet], position: int) -> Sheet:
    """Return the sheet on which a character stands; the last for one beyond the end."""
    return next((sheet for sheet in found if position < sheet.end), found[-1])


def segments(text: str, sheet: Sheet, layers: Layers) -> tuple[Segment, ...]:
    """Cut a sheet where a mark, a page or a flag begins or ends; marks may share segments."""
    marks = [one for one in layers.marks if _touches(one.start, one.end, sheet)]
    marks.sort(key=lambda mark: (mark.end - mark.start, mark.start))
    flagged = [one for one in layers.flagged if _touches(one[0], one[1], sheet)]
    begins = {
        start: number
        for number, (start, _end) in enumerate(layers.pages, start=1)
        if sheet.start <= start < sheet.end and len(layers.pages) > 1
    }
    ends = [(mark.start, mark.end) for mark in marks] + [one[:2] for one in flagged]
    cuts = {sheet.start, sheet.end, *begins}
    for start, end in ends:
        cuts |= {max(start, sheet.start), min(end, sheet.end)}
    found = []
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        first = [mark for mark in over if max(mark.start, sheet.start) == start]
        found.append(
            Segment(
                start=start,
                text=_shown(text[start:end]),
                page=begins.get(start),
                keys=tuple(mark.key for mark in over),
                first=tuple(mark.key for mark in first),
                state=over[0].state if over else "",
                label=over[0].label if over else "",
                flag=next((one[2] for one in flagged if one[0] <= start and end <= one[1]), ""),
            )
        )
    return tuple(found)


def _touches(start: int, end: int, sheet: Sheet) -> bool:
    return start < sheet.end and sheet.start < end


def _cuts(text: str, begins: Sequence[int]) -> Iterator[int]:
    yield 0
    at, length = 0, len(text)
    while length - at > SHEET:
        at = _next_cut(text, at, begins)
        yield at
    if length > at or at == 0:
        yield length


def _next_cut(text: str, at: int, begins: Sequence[int]) -> int:
    limit = at + SHEET
    page = max((start for start in begins if at < start <= limit), default=None)
    if page is not None:
        return page
    for separator in ("\n\n", "\n", " "):
        found = text.rfind(separator, limit - _LOOK_BACK, limit)
        if found > at:
            return found + len(separator)
    return limit


def _shown(text: str) -> str:
    """Keep one character for each: HTML drops NUL, and reads CR LF as one line end."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r", " ")
