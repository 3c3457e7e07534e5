from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.passage import Passage

EXHIBIT = "0" * 64
TEXT = "Arta counted 12 houses."


def test_a_passage_stands_in_its_text() -> None:
    passage = Passage(exhibit=EXHIBIT, start=13, end=22, quote="12 houses", page=1)
    assert passage.stands_in(TEXT)
    assert not passage.stands_in(TEXT.upper())


def test_passages_overlap_only_within_one_exhibit() -> None:
    first = Passage(exhibit=EXHIBIT, start=0, end=4, quote="Arta")
    second = Passage(exhibit=EXHIBIT, start=3, end=5, quote="a ")
    third = Passage(exhibit="1" * 64, start=3, end=5, quote="a ")
    assert first.overlaps(second)
    assert not first.overlaps(third)
    assert not first.overlaps(Passage(exhibit=EXHIBIT, start=4, end=5, quote=" "))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"exhibit": "abc"}, "SHA-256"),
        ({"start": 5, "end": 4, "quote": ""}, "ends at or after"),
        ({"start": -1, "end": 3}, "starts at or after 0"),
        ({"quote": "Art"}, "not as long"),
        ({"page": 0}, "counts from 1"),
        ({"row": 0}, "counts from 1"),
    ],
)
def test_a_place_that_cannot_exist_is_refused(wrong: dict[str, object], sentence: str) -> None:
    right: dict[str, object] = {"exhibit": EXHIBIT, "start": 0, "end": 4, "quote": "Arta"}
    with pytest.raises(InputError, match=sentence):
        Passage(**(right | wrong))  # type: ignore[arg-type]  # wrong on purpose
