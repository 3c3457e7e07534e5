"""The redacted copy of a file with pages: a PDF of pictures on which words are black."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.serving import reading_server
from onrecord.adapters.write.page_copies import Picture, blackened, blank, picture_pdf
from onrecord.core.document.document_text import Box, DocumentText, Word, lines_of
from onrecord.core.document.redaction import Span, joined
from onrecord.flows.paged_file import DPI, PagedFile


def redacted_pdf(
    data: bytes,
    name: str,
    document: DocumentText,
    spans: Iterable[Span],
    *,
    with_unread: bool = False,
    told: Callable[[int, int], None] | None = None,
    limits: Limits = LIMITS,
) -> bytes:
    """Return a PDF of the pages of a file, as pictures, with the words of ``spans`` black.

    ``document`` is the text that was read from the file, to which ``spans`` point. A page on
    which no word was read is black as a whole, unless ``with_unread``; so is a page on which a
    word of a span has no place. ``told`` hears how many pages are done, of how many. Raises
    ``InputError`` for a file that cannot be drawn.
    """
    taken = joined(document.text, spans)
    with reading_server() as server:
        file = PagedFile(server, data, name, document, limits)
        return picture_pdf(_pages(file, taken, with_unread=with_unread, told=told), dpi=DPI)


def redacted_page(
    png: bytes,
    words: Sequence[Word],
    document: DocumentText,
    page: int,
    spans: Iterable[Span],
    *,
    with_unread: bool = False,
) -> Picture:
    """Return the picture of one page as it will stand in the redacted copy.

    ``png`` is the page as it was drawn, ``words`` are those of the page (see
    ``page_view.page_words``), ``page`` counts from 1.
    """
    if not words and not with_unread:
        return blank(png)
    begin, finish = document.pages[page - 1]
    clipped = [span.within(begin, finish) for span in joined(document.text, spans)]
    here = [span for span in clipped if span is not None]
    boxes = black_boxes(document.text, words, here)
    return blank(png) if boxes is None else blackened(png, boxes)


def black_boxes(text: str, words: Sequence[Word], spans: Sequence[Span]) -> tuple[Box, ...] | None:
    """Return the boxes that cover the words of ``spans``, whole words always.

    ``None`` where a letter of them has no box: then nobody knows where on the page it stands.
    """
    boxes: list[Box] = []
    for span in spans:
        touched = [word for word in words if word.start < span.end and span.start < word.end]
        placed = {place for word in touched for place in range(word.start, word.end)}
        letters = (at for at in range(span.start, span.end) if not text[at].isspace())
        if any(at not in placed for at in letters):
            return None
        boxes += lines_of(word.box for word in touched)
    return tuple(boxes)


def _pages(
    file: PagedFile,
    spans: Sequence[Span],
    *,
    with_unread: bool,
    told: Callable[[int, int], None] | None,
) -> Iterator[Picture]:
    count = len(file.document.pages)
    for page in range(1, count + 1):
        if told is not None:
            told(page - 1, count)
        yield redacted_page(
            file.picture(page),
            file.words(page),
            file.document,
            page,
            spans,
            with_unread=with_unread,
        )
