"""Every reader of the folder passes the one suite of checks for readers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from onrecord.adapters.read.ocr.tesseract import find_tesseract
from onrecord.adapters.read.text_of import Reader, readers
from onrecord.testing.readers import READER_CHECKS, Case, check_reader
from onrecord.testing.samples import MAKERS
from onrecord.testing.scans import scan_fonts

WORDS = ("Arta counted 12 houses.", "Besim and Dragana left the village in 1999.")


@cache
def case_of(media_type: str) -> Case:
    by_type = {reader.MEDIA_TYPE: reader for reader in readers().values()}
    return Case(reader=by_type[media_type], sample=MAKERS[media_type](WORDS), words=WORDS)


def test_every_reader_has_a_sample() -> None:
    assert {reader.MEDIA_TYPE for reader in readers().values()} == set(MAKERS)


@pytest.mark.parametrize("check", READER_CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("media_type", sorted(MAKERS))
def test_a_reader_keeps_the_contract(media_type: str, check: Callable[[Case], None]) -> None:
    if media_type.startswith("image/"):
        if not scan_fonts():
            pytest.skip("no font with Albanian and Serbian letters is installed to draw a page")
        if find_tesseract() is None:
            pytest.skip("the program tesseract is not installed (package tesseract-ocr)")
    check(case_of(media_type))


def test_the_suite_finds_a_reader_that_loses_words() -> None:
    reader: Reader = readers()[".txt"]
    with pytest.raises(AssertionError, match="missing or out of order"):
        check_reader(reader, MAKERS["text/plain"](WORDS), list(reversed(WORDS)))
