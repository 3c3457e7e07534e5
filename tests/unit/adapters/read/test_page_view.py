"""A page can be looked at, and a passage is found on it, without the caller parsing the file."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from tests.fuzz.ruled_pdf import ROWS, make_ruled_pdf

from onrecord.adapters.read.page_view import boxes_of, page_image, page_words
from onrecord.adapters.read.paged.columns import columns, propose_edges
from onrecord.adapters.read.text_of import text_of
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import make_docx, make_pdf
from onrecord.testing.samples import make_eml

TWO = make_pdf(["Arta saw 12 houses.\nTwo were burned.", "Second page"])


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_a_page_is_drawn_at_the_resolution_asked_for() -> None:
    assert picture(page_image(TWO, "a.pdf", 1, dpi=72)).size == (595, 842)
    assert picture(page_image(TWO, "a.pdf", 2, dpi=144)).width == pytest.approx(1190, abs=1)


def test_a_passage_is_covered_by_its_boxes_and_nothing_else_is() -> None:
    document = text_of(TWO, "a.pdf")
    start = document.text.index("houses")
    (box,) = boxes_of(TWO, "a.pdf", document, start, start + len("houses"))
    assert box.page == 1
    page = picture(page_image(TWO, "a.pdf", 1, dpi=144)).convert("L")
    ink = np.asarray(page) < 128
    height, width = ink.shape
    inside = ink[
        round(box.top * height) : round(box.bottom * height),
        round(box.left * width) : round(box.right * width),
    ]
    assert inside.any(axis=0).mean() > 0.6
    lines = boxes_of(TWO, "a.pdf", document, 0, document.text.index("Second") + len("Second"))
    assert [one.page for one in lines] == [1, 1, 2]
    assert lines[0].bottom <= lines[1].top + 0.01


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_follow_a_page_that_is_shown_turned(turn: int) -> None:
    data = make_pdf(["Arta saw 12 houses."]).replace(
        b"/Type /Page /Parent", b"/Type /Page /Rotate %d /Parent" % turn
    )
    document = text_of(data, "a.pdf")
    (box, *_) = boxes_of(data, "a.pdf", document, 0, 4)
    ink = np.asarray(picture(page_image(data, "a.pdf", 1, dpi=144)).convert("L")) < 128
    height, width = ink.shape
    rows, across = np.nonzero(ink)
    edges = [across.min() / width, rows.min() / height, across.max() / width, rows.max() / height]
    # The first word lies at one end of the only line of ink.
    assert edges[0] - 0.02 <= box.left <= box.right <= edges[2] + 0.02
    assert edges[1] - 0.02 <= box.top <= box.bottom <= edges[3] + 0.02


def test_a_table_without_lines_is_cut_at_columns_that_a_person_sets() -> None:
    data = make_ruled_pdf(ruled=False)
    document = text_of(data, "a.pdf")
    assert document.tables == ()
    below = document.text.index("Place")
    words = [one for one in page_words(data, "a.pdf", document, 1) if one.start >= below]
    edges = propose_edges(words)
    assert len(edges) == 2
    rows = columns(document.text, words, edges)
    assert [tuple(cell.text for cell in row) for row in rows] == list(ROWS)
    (span,) = rows[2][1].spans
    assert document.text[slice(*span)] == "7"
    assert columns(document.text, (), edges) == ()
    assert propose_edges(words[:2]) == ()


def test_a_ruled_table_is_exact_and_its_cells_lead_to_text_and_page() -> None:
    document = text_of(make_ruled_pdf(), "a.pdf")
    (table,) = document.tables
    assert [[cell.text if cell else None for cell in row] for row in table.rows] == [
        list(row) for row in ROWS
    ]
    cell = table.rows[1][2]
    assert cell is not None
    assert cell.box is not None
    assert [document.text[slice(*span)] for span in cell.spans] == ["28.03.1999"]
    assert cell.box.left > 0.5
    assert cell.box.page == table.page == 1


def test_what_cannot_be_looked_at_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.docx: This kind of file has no pages to look at"):
        page_image(make_docx(["Arta"]), "a.docx", 1)
    with pytest.raises(InputError, match=r"a\.pdf: The document has no page 3"):
        page_image(TWO, "a.pdf", 3)
    with pytest.raises(InputError, match="cut off"):
        page_image(TWO[:200], "a.pdf", 1)


def test_passages_of_an_attachment_have_no_box_on_the_mail() -> None:
    mail = make_eml(["Arta", "a list"])
    document = text_of(mail, "a.eml")
    assert boxes_of(mail, "a.eml", document, 0, len(document.text)) == ()
