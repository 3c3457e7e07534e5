"""The slow scan is right where one can count on one's fingers."""

from __future__ import annotations

from onrecord.core.document.lexicon import Term, plain_scan, words_of


def test_a_gap_takes_up_to_three_words() -> None:
    terms = [Term(form="a ... b", kind="act")]
    for between, found in ((0, True), (3, True), (4, False)):
        text = " ".join(["a", *["x"] * between, "b"])
        assert bool(list(plain_scan(terms, text, words_of(text)))) is found
