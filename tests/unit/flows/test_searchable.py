"""Does a scan become a PDF in which what was read is found where it stands?"""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from onrecord.core.document.document_text import Box, DocumentText, Word
from onrecord.core.kernel.errors import InputError
from onrecord.flows.searchable import searchable_copy

TEXT = "Драгана рече\nGurishtë"


def scan() -> tuple[bytes, DocumentText]:
    out = io.BytesIO()
    Image.new("L", (300, 400), "white").save(out, "PNG")
    places = [(0, 7, 0.1, 0.2), (8, 12, 0.5, 0.2), (13, 21, 0.1, 0.4)]
    words = tuple(
        Word(
            start=start,
            end=end,
            box=Box(1, left, top, left + 0.3, top + 0.05),
            confidence=0.9,
        )
        for start, end, left, top in places
    )
    return out.getvalue(), DocumentText(
        text=TEXT, pages=((0, len(TEXT)),), media_type="image/png", words=words
    )


def test_the_words_of_a_scan_are_found() -> None:
    data, document = scan()
    steps: list[tuple[int, int]] = []
    made = searchable_copy(data, "scan.png", document, told=lambda *step: steps.append(step))
    assert steps == [(0, 1)]
    with pdfium.PdfDocument(made) as copy:
        assert copy[0].get_textpage().get_text_range().split() == TEXT.split()


def test_a_file_that_cannot_be_drawn_is_refused() -> None:
    _data, document = scan()
    with pytest.raises(InputError):
        searchable_copy(b"no picture", "scan.png", document)
