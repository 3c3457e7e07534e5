"""Can the words of a picture be searched in a PDF, in every script, without being seen?"""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2 as pdfium
import pytest
from PIL import Image

from onrecord.adapters.write.page_copies import (
    Picture,
    PlacedText,
    SearchablePage,
    picture_pdf,
    searchable_pdf,
)
from onrecord.core.document.document_text import Box

_LINES = (
    "Më 28 mars në fshatin Gurishtë",
    "рекла је Драгана Живковић",
    "Đorđe Ćirić, 17 (\\) људи",
)


def _page(lines: tuple[str, ...] = _LINES) -> SearchablePage:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    words = []
    for row, line in enumerate(lines):
        left = 0.1
        for text in line.split():
            right = left + 0.02 * len(text)
            words.append(PlacedText(text, Box(1, left, 0.1 + row / 10, right, 0.13 + row / 10)))
            left = right + 0.02
    return SearchablePage(Picture(out.getvalue(), 600, 800), words)


def _made(*pages: SearchablePage) -> bytes:
    characters = "".join(word.text for page in pages for word in page.words)
    return searchable_pdf(pages, characters=characters, dpi=100)


def test_words_of_every_script_are_found_where_they_stand() -> None:
    made = _made(_page(), _page(("другa страна",)))
    with pdfium.PdfDocument(made) as document:
        first = document[0].get_textpage()
        assert first.get_text_range().split() == " ".join(_LINES).split()
        assert document[1].get_textpage().get_text_range().split() == ["другa", "страна"]
        place = first.search("Живковић")
        index, count = place.get_next()
        assert count == len("Живковић")
        left, bottom, right, top = first.get_charbox(index, loose=True)
    # The second line: from 0.20 to 0.23 of a page of 432 x 576 points.
    assert top == pytest.approx(0.80 * 576, abs=1)
    assert bottom == pytest.approx(0.77 * 576, abs=1)
    assert right - left == pytest.approx(0.02 * 432, abs=1)


def test_another_reader_finds_the_same_words() -> None:
    with pdfplumber.open(io.BytesIO(_made(_page()))) as document:
        found = [word["text"] for word in document.pages[0].extract_words()]
    assert found == " ".join(_LINES).split()


def test_a_page_looks_as_it_does_without_words() -> None:
    page = _page()
    pictures = []
    for made in (_made(page), picture_pdf([page.picture], dpi=100)):
        with pdfium.PdfDocument(made) as document:
            pictures.append(document[0].render(scale=1).to_pil().tobytes())
    assert pictures[0] == pictures[1]


def test_more_characters_than_one_font_holds() -> None:
    text = "".join(chr(0x400 + number) for number in range(256)) + "ëçšž"
    words = [PlacedText(text, Box(1, 0.1, 0.1, 0.9, 0.13))]
    page = SearchablePage(_page(()).picture, words)
    with pdfium.PdfDocument(_made(page)) as document:
        assert document[0].get_textpage().get_text_range().replace("\r\n", "") == text


def test_the_same_pages_make_the_same_bytes() -> None:
    assert _made(_page()) == _made(_page())
