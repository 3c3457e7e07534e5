"""The program is optional: without it every file is still read, and the package is named."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.ocr import Recogniser, tesseract
from onrecord.adapters.read.ocr.tesseract import RecognitionFailed, find_tesseract
from onrecord.adapters.read.text_of import text_of
from onrecord.testing.scans import image_bytes

GRAIN = Image.fromarray(np.random.default_rng(5).integers(0, 256, (300, 400), dtype=np.uint8))


@pytest.fixture
def _without_the_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    find_tesseract.cache_clear()
    monkeypatch.setattr(tesseract, "_PROGRAM", "no-such-program")
    yield
    find_tesseract.cache_clear()


@pytest.mark.usefixtures("_without_the_program")
@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("TIFF", "a.tif"), ("PDF", "a.pdf")])
def test_without_the_program_a_warning_names_the_package(kind: str, name: str) -> None:
    document = text_of(image_bytes([GRAIN, GRAIN] if kind != "PNG" else [GRAIN], kind), name)
    assert document.text.strip() == ""
    assert sum("tesseract-ocr-srp-latn" in str(one) for one in document.warnings) == 1
    assert Recogniser(LIMITS).page(GRAIN, 1, 200) is None


def test_a_file_whose_time_is_used_up_is_read_as_far_as_it_goes() -> None:
    recogniser = Recogniser(Limits(ocr_seconds=0))
    assert not recogniser.has_time
    assert text_of(image_bytes([GRAIN], "PNG"), "a.png", limits=Limits(ocr_seconds=0)).text == ""


def test_a_page_that_takes_too_long_is_given_up() -> None:
    program = find_tesseract()
    if program is None:
        pytest.skip("the program tesseract is not installed (package tesseract-ocr)")
    with pytest.raises(RecognitionFailed):
        program.words(GRAIN, "eng", dpi=200, seconds=0.001)
