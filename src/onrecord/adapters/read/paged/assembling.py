"""How pages become one text: places shifted, doubtful words flagged, and how each was read told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.ocr import RecognisedPage
from onrecord.core.document.document_text import (
    Cell,
    Flag,
    FlaggedSpan,
    Recognition,
    TextTable,
    Word,
)
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_BETWEEN_PAGES = "\n\n"
_DOUBTFUL = 0.6
_MOST_NAMED = 20


@dataclass(slots=True)
class Pages:
    """Collects the pages of one file in order; raises InputError beyond the limits."""

    limits: Limits
    texts: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    recognitions: list[Recognition] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def add(self, text: str, tables: Sequence[TextTable] = ()) -> None:
        """Add the next page with its tables, whose places are within the page."""
        start = self.places[-1][1] + len(_BETWEEN_PAGES) if self.places else 0
        if start + len(text) > self.limits.characters:
            raise InputError(
                "The pages hold more than {most} characters.", most=self.limits.characters
            )
        self.texts.append(text)
        self.places.append((start, start + len(text)))
        self.tables += [shifted_table(table, start) for table in tables]

    def add_recognised(self, page: RecognisedPage) -> None:
        """Add the next page as it was recognised on a picture."""
        self.add(page.text)
        self.words += [shifted_word(word, self.places[-1][0]) for word in page.words]
        self.recognitions.append(page.recognition)

    def add_empty(self) -> None:
        """Add a page without text."""
        self.add("")
        self.empty.append(len(self.places))

    @property
    def text(self) -> str:
        """Return the text of all pages, parted by an empty line."""
        return _BETWEEN_PAGES.join(self.texts)

    def doubtful(self) -> tuple[FlaggedSpan, ...]:
        """Return the words that a person should compare with the page."""
        return tuple(
            FlaggedSpan(start=word.start, end=word.end, flag=Flag.doubtful)
            for word in self.words
            if word.confidence < _DOUBTFUL or word.other is not None
        )

    def remarks(self) -> Iterable[Remark]:
        """Return what a coder should know of how the pages were read."""
        if self.recognitions:
            pages = [recognition.page for recognition in self.recognitions]
            yield Remark.of(
                "Pages that were recognised from pictures: {pages}. Compare each passage with its "
                "page before you cite it.",
                pages=page_list(pages),
            )


def page_list(pages: Sequence[int]) -> str:
    """Return page numbers in words, the first ones of many."""
    more = " …" if len(pages) > _MOST_NAMED else ""
    return ", ".join(map(str, pages[:_MOST_NAMED])) + more


def shifted_word(word: Word, by: int) -> Word:
    """Return the word with its place moved."""
    return replace(word, start=word.start + by, end=word.end + by)


def shifted_table(table: TextTable, by: int) -> TextTable:
    """Return the table with the places of its cells moved."""

    def moved(cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        return replace(cell, spans=tuple((start + by, end + by) for start, end in cell.spans))

    return replace(table, rows=tuple(tuple(moved(cell) for cell in row) for row in table.rows))


WITHOUT_TESSERACT = Remark.of(
    "Pictures of pages were not recognised: this needs the program tesseract with the language "
    "packs eng, sqi, srp and srp_latn (Debian packages tesseract-ocr, tesseract-ocr-sqi, "
    "tesseract-ocr-srp and tesseract-ocr-srp-latn), and this machine does not have it."
)
WITHOUT_TIME = Remark.of(
    "The time for recognising pictures of pages was used up before the last page: read the file "
    "in parts."
)
