"""The searchable copy of a scan: its pages as pictures, with the words that were read over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.serving import reading_server
from onrecord.adapters.write.page_copies import (
    PlacedText,
    SearchablePage,
    pictured,
    searchable_pdf,
)
from onrecord.core.document.document_text import DocumentText
from onrecord.flows.paged_file import DPI, PagedFile


def searchable_copy(
    data: bytes,
    name: str,
    document: DocumentText,
    *,
    told: Callable[[int, int], None] | None = None,
    limits: Limits = LIMITS,
) -> bytes:
    """Return a PDF of the pages of a file whose words can be searched and copied.

    ``document`` is the text that was read from the file, with the places of its words. ``told``
    hears how many pages are done, of how many. Raises ``InputError`` for a file that cannot be
    drawn.
    """
    with reading_server() as server:
        file = PagedFile(server, data, name, document, limits)
        return searchable_pdf(_pages(file, told), characters=document.text, dpi=DPI)


def _pages(file: PagedFile, told: Callable[[int, int], None] | None) -> Iterator[SearchablePage]:
    text, count = file.document.text, len(file.document.pages)
    for page in range(1, count + 1):
        if told is not None:
            told(page - 1, count)
        words = [PlacedText(text[word.start : word.end], word.box) for word in file.words(page)]
        yield SearchablePage(pictured(file.picture(page)), words)
