from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from onrecord.adapters.read.sandbox import read_apart
from onrecord.core.document.document_text import Box, DocumentText, Word
from onrecord.core.document.redaction import Span, named_again
from onrecord.core.kernel.errors import InputError
from onrecord.flows.redact import black_boxes, redacted_pdf
from onrecord.testing.documents import make_pdf

PDF = make_pdf(["Arta Gashi saw two men.\nShe told Besim.", "", "Besim left. Arta stayed."])


def dark_share(pdf: bytes, page: int) -> float:
    with pdfium.PdfDocument(pdf) as document:
        grey = document[page].render(scale=1).to_pil().convert("L")
    histogram = grey.histogram()
    return sum(histogram[:64]) / sum(histogram)


def test_the_copy_has_pictures_alone_and_no_word_of_what_was_taken_out() -> None:
    document = read_apart(PDF, "told.pdf")
    spans = [one.span for one in named_again(document.text, "Arta Gashi")]
    steps: list[tuple[int, int]] = []
    made = redacted_pdf(PDF, "told.pdf", document, spans, told=lambda *step: steps.append(step))
    assert steps == [(0, 3), (1, 3), (2, 3)]
    for word in ("Arta", "Gashi", "Besim", "told"):
        assert word.encode() not in made
        assert word.encode("utf-16-be") not in made
    with pdfium.PdfDocument(made) as copy:
        assert [page.get_textpage().get_text_range() for page in copy] == ["", "", ""]
    assert read_apart(made, "copy.pdf").text.find("Gashi") == -1
    plain = redacted_pdf(PDF, "told.pdf", document, [])
    assert dark_share(made, 0) > dark_share(plain, 0)


def test_a_page_without_words_is_black_unless_it_is_asked_for() -> None:
    document = read_apart(PDF, "told.pdf")
    assert dark_share(redacted_pdf(PDF, "told.pdf", document, []), 1) > 0.99
    shown = redacted_pdf(PDF, "told.pdf", document, [], with_unread=True)
    assert dark_share(shown, 1) == 0


def test_a_word_without_a_place_blackens_its_page() -> None:
    document = read_apart(PDF, "told.pdf")
    elsewhere = DocumentText(
        text=document.text.replace("Arta", "Arta ", 1)[: len(document.text)],
        pages=document.pages,
        media_type=document.media_type,
        words=(Word(start=0, end=4, box=Box(1, 0, 0, 0.1, 0.1), confidence=1.0),),
    )
    made = redacted_pdf(PDF, "told.pdf", elsewhere, [Span(6, 9)])
    assert dark_share(made, 0) > 0.99


def test_a_word_is_covered_as_a_whole_and_line_by_line() -> None:
    words = [
        Word(start=0, end=4, box=Box(1, 0.1, 0.1, 0.2, 0.12), confidence=1.0),
        Word(start=5, end=10, box=Box(1, 0.21, 0.1, 0.3, 0.12), confidence=1.0),
        Word(start=11, end=14, box=Box(1, 0.1, 0.2, 0.2, 0.22), confidence=1.0),
    ]
    text = "Arta Gashi ran"
    assert black_boxes(text, words, [Span(2, 3)]) == (words[0].box,)
    assert black_boxes(text, words, [Span(0, 12)]) == (
        Box(1, 0.1, 0.1, 0.3, 0.12),
        words[2].box,
    )
    assert black_boxes(text, words[1:], [Span(0, 12)]) is None
    assert black_boxes(text, words, []) == ()


def test_a_file_without_pages_is_refused() -> None:
    document = DocumentText(text="Words", pages=((0, 5),), media_type="text/plain")
    with pytest.raises(InputError, match="no pages"):
        redacted_pdf(b"Words", "told.txt", document, [])
