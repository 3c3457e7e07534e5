"""What does a page of a document show: its picture, and over it the words that matter?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from onrecord.adapters.read.page_view import page_image, page_words
from onrecord.core.document.document_text import Box, DocumentText, Word
from onrecord.core.kernel.errors import InputError
from onrecord.web.site import register
from onrecord.web.site.words import number_text
from onrecord.web.sources.models import Exhibit

SCREEN_DPI: Final = 110
CLOSE_DPI: Final = 200
DOUBTFUL: Final = 0.6
"""A word that was read with less confidence than this is marked, as in the text."""
_UNITS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word on the page in thousandths of its width and height, as SVG takes it.

    ``start`` and ``end`` are its characters in the text; ``state`` is ``here`` for a word of the
    passage that is shown; ``doubt`` says in words why a person should look, or nothing.
    """

    x: str
    y: str
    width: str
    height: str
    start: int
    end: int
    state: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One page of a document; pages count from 1, ``start`` and ``end`` are its characters."""

    number: int
    count: int
    start: int
    end: int
    words: tuple[PlacedWord, ...]

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.number < self.count else None

    @property
    def doubts(self) -> int:
        """How many words a person should compare with the picture."""
        return sum(bool(word.doubt) for word in self.words)


def page_at(document: DocumentText, position: int) -> int:
    """Return the page on which a character stands; between two pages, the one before it."""
    begun = [number for number, (start, _end) in enumerate(document.pages, 1) if start <= position]
    return max(begun, default=1)


def words_on(text: Exhibit, document: DocumentText, number: int) -> tuple[Word, ...]:
    """Return the words of a page with their places; raises InputError for no such page."""
    if not 1 <= number <= len(document.pages):
        raise InputError("The document has no page {page}.", page=number)
    return page_words(_content(text), _name(text), document, number)


def picture_of(text: Exhibit, number: int, *, dpi: int = SCREEN_DPI) -> bytes:
    """Return a page as a PNG picture, drawn in a process apart."""
    return page_image(_content(text), _name(text), number, dpi=dpi)


def paper(
    document: DocumentText, number: int, words: Iterable[Word], passage: tuple[int, int]
) -> Paper:
    """Return what stands over the picture of a page; words of ``passage`` are marked."""
    start, end = document.pages[number - 1]
    return Paper(
        number=number,
        count=len(document.pages),
        start=start,
        end=end,
        words=tuple(_placed(word, passage) for word in words),
    )


def sides(box: Box) -> tuple[str, str, str, str]:
    """Return left, top, width and height of a box in thousandths, as SVG takes them."""
    return (
        f"{box.left * _UNITS:.1f}",
        f"{box.top * _UNITS:.1f}",
        f"{(box.right - box.left) * _UNITS:.1f}",
        f"{(box.bottom - box.top) * _UNITS:.1f}",
    )


def _placed(word: Word, passage: Sequence[int]) -> PlacedWord:
    x, y, width, height = sides(word.box)
    is_here = word.start < passage[1] and passage[0] < word.end
    return PlacedWord(
        x=x,
        y=y,
        width=width,
        height=height,
        start=word.start,
        end=word.end,
        state="here" if is_here else "",
        doubt=_doubt(word),
    )


def _doubt(word: Word) -> str:
    if word.other:
        return _("It was also read as: {other}").format(other=word.other)
    if word.confidence < DOUBTFUL:
        share = number_text(round(word.confidence * 100))
        return _("Read with little confidence: {share} %").format(share=share)
    return ""


def _content(text: Exhibit) -> bytes:
    return register.archive().read(_original(text).sha256)


def _name(text: Exhibit) -> str:
    return _original(text).name


def _original(text: Exhibit) -> Exhibit:
    if text.derived_from is None:
        raise InputError("This text was not read from a file with pages.", file=text.name)
    return text.derived_from
