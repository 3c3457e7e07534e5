"""Words have keys without marks and script, and remember how they are written."""

from __future__ import annotations

import pytest

from onrecord.core.document.lexicon import key_of, words_of
from onrecord.core.document.lexicon.tokens import Case, joins


def test_words_keep_their_place_and_case() -> None:
    text = "Ubijeno je 1.600 ЉУДИ, e\u0301 KFOR-a."
    words = words_of(text)
    assert [text[one.start : one.end] for one in words] == [
        *("Ubijeno", "je", "1.600", "ЉУДИ", "e\u0301", "KFOR", "a")
    ]
    assert [one.key for one in words] == ["ubijeno", "je", "1.600", "ljudi", "e", "kfor", "a"]
    assert [one.case for one in words[:4]] == [
        *(Case.capital, Case.small, Case.small, Case.capitals)
    ]


def test_scripts_and_marks_do_not_part_words() -> None:
    assert key_of("Ђаковица") == key_of("Đakovica") == key_of("Djakovica")
    assert key_of("vranë") == key_of("vrane")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("drive-by", True),
        ("two  words", True),
        ("line\nend", True),
        ("U.S", True),
        ("one. Two", False),
        ("one, two", False),
        ("one\n\ntwo", False),
    ],
)
def test_a_phrase_goes_over_spaces_and_hyphens_only(text: str, joined: bool) -> None:
    left, right = words_of(text)
    assert joins(text, left, right) is joined
