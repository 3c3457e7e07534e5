"""Every reader of the folder passes the one suite of checks for readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.adapters.read.text_of import readers
from onrecord.testing.documents import make_docx, make_html, make_pdf
from onrecord.testing.readers import READER_CHECKS, Case, check_reader

WORDS = ("Arta counted 12 houses.", "Besim and Dragana left the village in 1999.")
SAMPLES = {
    "text/plain": "\n\n".join(WORDS).encode("utf-8"),
    "text/html": make_html(WORDS),
    "application/pdf": make_pdf(WORDS),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": make_docx(WORDS),
}


def test_every_reader_has_a_sample() -> None:
    assert {reader.MEDIA_TYPE for reader in readers().values()} == set(SAMPLES)


@pytest.mark.parametrize("check", READER_CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("suffix", sorted(readers()))
def test_a_reader_keeps_the_contract(suffix: str, check: Callable[[Case], None]) -> None:
    reader = readers()[suffix]
    check(Case(reader=reader, sample=SAMPLES[reader.MEDIA_TYPE], words=WORDS))


def test_the_suite_finds_a_reader_that_loses_words() -> None:
    reader = readers()[".txt"]
    with pytest.raises(AssertionError, match="missing or out of order"):
        check_reader(reader, SAMPLES["text/plain"], list(reversed(WORDS)))
