"""How a page of a file looks and where on it a passage stands, asked of a process apart."""

from __future__ import annotations

import base64
from pathlib import PurePath
from typing import Final

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.sandbox import ask_apart
from onrecord.core.document.document_text import Box, DocumentText, Word

_SCREEN_DPI: Final = 110
_MOST_DPI: Final = 400


def page_image(
    data: bytes, name: str, page: int, *, dpi: int = _SCREEN_DPI, limits: Limits = LIMITS
) -> bytes:
    """Return a page of a PDF or a picture file as a PNG picture, drawn in a process apart.

    ``page`` counts from 1; ``name`` decides the format. Boxes are fractions of this picture.
    Raises ``InputError`` for a file that has no pages to look at or cannot be drawn.
    """
    wanted = {"page": page, "dpi": max(10, min(dpi, _MOST_DPI))}
    answer = ask_apart("page_image", data, name, wanted, limits=limits)
    return base64.b64decode(answer["png"])


def boxes_of(
    data: bytes,
    name: str,
    document: DocumentText,
    start: int,
    end: int,
    *,
    limits: Limits = LIMITS,
) -> tuple[Box, ...]:
    """Return where a passage of ``document`` stands on its pages, one box for each line.

    ``data`` and ``name`` are the file that the document was read from. Pages that were
    recognised have their words in the document; for other pages of a PDF the file is asked, in
    a process apart. Empty for passages of an attachment and for formats without pages.
    """
    found = list(document.boxes_of(start, end))
    recognised = {recognition.page for recognition in document.recognitions}
    first_of_parts = min((part.first_page for part in document.parts), default=None)
    for number, (begin, finish) in enumerate(document.pages, start=1):
        is_ours = first_of_parts is None or number < first_of_parts
        touched = begin < end and start < finish and number not in recognised and is_ours
        if touched and _kind(name) == ".pdf":
            wanted = {"page": number, "start": start - begin, "end": end - begin}
            answer = ask_apart("boxes", data, name, wanted, limits=limits)
            found += [Box(*sides) for sides in answer["boxes"]]
    return tuple(sorted(found, key=lambda box: box.page))


def page_words(
    data: bytes, name: str, document: DocumentText, page: int, *, limits: Limits = LIMITS
) -> tuple[Word, ...]:
    """Return the words of a page with their boxes and their places in the text of ``document``.

    For a picker of columns: ``paged.columns.propose_edges`` and ``paged.columns.columns``.
    """
    begin, finish = document.pages[page - 1]
    there = tuple(word for word in document.words if begin <= word.start < finish)
    if there or _kind(name) != ".pdf":
        return there
    answer = ask_apart("words", data, name, {"page": page}, limits=limits)
    return tuple(
        Word(start=begin + start, end=begin + end, box=Box(*sides), confidence=1.0)
        for start, end, sides in answer["words"]
    )


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower()
