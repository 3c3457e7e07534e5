from __future__ import annotations

import io

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from onrecord.adapters.write.page_copies import Picture, blackened, blank
from onrecord.core.document.document_text import Box


def page(*, note: str = "") -> bytes:
    told = PngInfo()
    told.add_text("Author", note)
    out = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(out, "PNG", pnginfo=told)
    return out.getvalue()


def dots(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.jpeg)) as opened:
        return np.asarray(opened.convert("L"))


def test_a_box_is_black_and_the_rest_stays() -> None:
    shown = dots(blackened(page(), [Box(1, 0.25, 0.5, 0.5, 0.6)]))
    assert shown[150:180, 50:100].max() < 20
    assert shown[:100].min() > 235
    assert shown[220:].min() > 235


def test_a_box_covers_a_margin_around_it() -> None:
    shown = dots(blackened(page(), [Box(1, 0.25, 0.5, 0.5, 0.6)]))
    assert shown[147, 47:103].max() < 60


def test_boxes_at_the_edge_stay_on_the_page() -> None:
    shown = dots(blackened(page(), [Box(1, 0, 0, 1, 1)]))
    assert shown.max() < 20


def test_nothing_that_the_picture_carried_is_taken_over() -> None:
    made = blackened(page(note="Written by Dragana"), [])
    assert b"Dragana" not in made.jpeg
    with Image.open(io.BytesIO(made.jpeg)) as opened:
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_blank_page_has_the_size_of_the_page() -> None:
    made = blank(page())
    assert (made.width, made.height) == (200, 300)
    assert dots(made).max() == 0
