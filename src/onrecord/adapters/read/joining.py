"""How a file and the files within it become one text, each part with its place and its digest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.paged.assembling import shifted_table, shifted_word
from onrecord.adapters.read.text_of import text_of
from onrecord.core.document.document_text import Box, Cell, DocumentText, Part, TextTable, Word
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_BETWEEN = "\n\n"


@dataclass(slots=True)
class Joined:
    """A document to which files within it are added, one after the other, below its text.

    A part that cannot be read is kept with an empty place, and a warning says why. Parts share
    the limits of the whole file: characters, time for recognition, and the depth of nesting.
    """

    document: DocumentText
    limits: Limits
    _started: float = field(default_factory=time.monotonic)

    def add(self, data: bytes, name: str, media_type: str) -> None:
        """Read one file within the file and add its text; ``name`` decides its format."""
        number = len(self.document.parts) + 1
        shown = name or f"attachment {number}"
        try:
            inner = text_of(data, name, limits=self._left())
        except InputError as error:
            why = Remark.of(error.template, **error.params)
            self._warn(Remark.of("{name} was not read: {why}", name=shown, why=why))
            inner = None
        text = inner.text if inner is not None else ""
        start = len(self.document.text) + len(_BETWEEN) if text else len(self.document.text)
        part = Part(
            name=shown,
            media_type=inner.media_type if inner is not None else media_type,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            start=start,
            end=start + len(text),
            first_page=len(self.document.pages) + (1 if text else 0),
        )
        if inner is not None and text:
            self._append(inner, start)
        self.document = replace(self.document, parts=(*self.document.parts, part))
        if inner is not None:
            for warning in inner.warnings:
                self._warn(Remark.of("{name}: {what}", name=shown, what=warning))

    def _left(self) -> Limits:
        used = int(time.monotonic() - self._started)
        if self.limits.nesting < 1:
            raise InputError("Files lie within files more deeply than is read.")
        return replace(
            self.limits,
            characters=max(0, self.limits.characters - len(self.document.text)),
            ocr_seconds=max(0, self.limits.ocr_seconds - used),
            nesting=self.limits.nesting - 1,
        )

    def _warn(self, remark: Remark) -> None:
        self.document = replace(self.document, warnings=(*self.document.warnings, remark))

    def _append(self, inner: DocumentText, start: int) -> None:
        """Add the text of a part with everything that has a place, moved to where it now stands.

        Origins are left out: they lead into the part, not into the file.
        """
        pages = len(self.document.pages)
        outer = self.document
        self.document = replace(
            outer,
            text=outer.text + _BETWEEN + inner.text,
            pages=(*outer.pages, *((a + start, b + start) for a, b in inner.pages)),
            flagged=(
                *outer.flagged,
                *(replace(s, start=s.start + start, end=s.end + start) for s in inner.flagged),
            ),
            words=(*outer.words, *_moved_words(inner.words, start, pages)),
            recognitions=(
                *outer.recognitions,
                *(replace(one, page=one.page + pages) for one in inner.recognitions),
            ),
            tables=(*outer.tables, *(_moved_table(t, start, pages) for t in inner.tables)),
            parts=(
                *outer.parts,
                *(
                    replace(
                        part,
                        start=part.start + start,
                        end=part.end + start,
                        first_page=part.first_page + pages,
                    )
                    for part in inner.parts
                ),
            ),
        )


def _moved_words(words: Iterable[Word], start: int, pages: int) -> Iterable[Word]:
    for word in words:
        yield replace(shifted_word(word, start), box=_moved(word.box, pages))


def _moved_table(table: TextTable, start: int, pages: int) -> TextTable:
    def placed(cell: Cell | None) -> Cell | None:
        if cell is None or cell.box is None:
            return cell
        return replace(cell, box=_moved(cell.box, pages))

    moved = shifted_table(table, start)
    rows = tuple(tuple(placed(cell) for cell in row) for row in moved.rows)
    return replace(moved, page=table.page + pages, rows=rows)


def _moved(box: Box, pages: int) -> Box:
    return replace(box, page=box.page + pages)
