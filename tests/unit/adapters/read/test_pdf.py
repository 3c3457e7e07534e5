from __future__ import annotations

import pytest

from onrecord.adapters.read import pdf
from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import make_pdf


def test_pages_keep_their_places() -> None:
    document = pdf.read(make_pdf(["Arta saw 12 houses.\nTwo were burned.", "Second page"]))
    assert document.text == "Arta saw 12 houses.\nTwo were burned.\n\nSecond page"
    pages = [document.text[start:end] for start, end in document.pages]
    assert pages == ["Arta saw 12 houses.\nTwo were burned.", "Second page"]
    assert document.page_of(document.text.index("Second")) == 2


def test_a_page_without_text_is_named() -> None:
    document = pdf.read(make_pdf(["Arta", "", "Besim"]))
    (warning,) = document.warnings
    assert "Pages without a text layer: 2." in str(warning)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (make_pdf(["Arta"])[:300], "cut off"),
        (b"%PDF-1.4\nno objects at all\n%%EOF", "damaged"),
    ],
)
def test_a_damaged_file_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        pdf.read(data)


def test_page_and_character_limits_hold() -> None:
    data = make_pdf(["Arta", "Besim"])
    with pytest.raises(InputError, match="2 pages, more than the 1"):
        pdf.read(data, Limits(pages=1))
    with pytest.raises(InputError, match="more than 6 characters"):
        pdf.read(data, Limits(characters=6))
