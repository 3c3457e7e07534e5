from __future__ import annotations

import io
import re

import pypdfium2 as pdfium
from PIL import Image

from onrecord.adapters.write.page_copies import Picture, picture_pdf


def picture(colour: str, size: tuple[int, int] = (150, 300)) -> Picture:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return Picture(out.getvalue(), *size)


def test_each_picture_is_a_page_of_its_size() -> None:
    made = picture_pdf([picture("red"), picture("blue", (300, 150))], dpi=150)
    with pdfium.PdfDocument(made) as document:
        assert [document[at].get_size() for at in range(2)] == [(72, 144), (144, 72)]
        red, blue = (document[at].render(scale=1).to_pil().convert("RGB") for at in range(2))
    assert red.getpixel((30, 30))[0] > 200
    assert red.getpixel((30, 30))[2] < 60
    assert blue.getpixel((30, 30))[2] > 200


def test_the_file_tells_nothing_but_pictures() -> None:
    made = picture_pdf([picture("white")], dpi=150)
    with pdfium.PdfDocument(made) as document:
        assert document.get_metadata_dict() == dict.fromkeys(document.METADATA_KEYS, "")
        assert document[0].get_textpage().get_text_range() == ""
    for word in (b"/Info", b"/Metadata", b"/Font", b"/Annots", b"/Names", b"/ID", b"Date"):
        assert word not in re.sub(rb"stream\n.*?\nendstream", b"", made, flags=re.DOTALL)


def test_the_same_pictures_make_the_same_bytes() -> None:
    assert picture_pdf([picture("white")], dpi=150) == picture_pdf([picture("white")], dpi=150)


def test_no_page_makes_an_empty_file_that_opens() -> None:
    assert picture_pdf([], dpi=150).endswith(b"%%EOF\n")
